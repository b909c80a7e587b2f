"""Pages of a book whose patients are not the paper's, and whose texts are hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx_site import build, small_ledger, soup, stage, stage_pages

from mibg.publishing.sphinx.lacking import by_reason

pytestmark = pytest.mark.build

HOSTILE = " ".join(
    (
        '<script>window.hostile=1</script> "><img src=x onerror="window.hostile=2">',
        "[a](javascript:b) {stat}`os.median` $$x$$",
    )
)
PAGE = """
{cohort}`title` had {cohort}`treatment`.

:::{for-origin} reconstruction
Invented.
:::

:::{for-origin} original other
Real, and $a_1$.
:::
"""


def other_ledger(**texts: str | list[str]) -> dict[str, object]:
    ledger = small_ledger()
    ledger["provenance"] |= {"origin": "other", **texts}
    return ledger


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("other")
    texts: dict[str, str] = dict.fromkeys(("book", "title", "source", "treatment", "treatment_short"), HOSTILE)
    ledger = other_ledger(**texts, absent=["labs", "symptoms"])
    sources = stage(folder, ledger)
    (sources / "index.md").write_text(f"# Page\n{PAGE}", encoding="utf-8")
    built = build(sources)
    assert built.succeeded, built.output
    return built.site


def test_content_is_shown_for_its_origins_alone(site: Path) -> None:
    text = soup(site / "index.html").get_text()
    assert "Real, and" in text
    assert "Invented." not in text


def test_an_origin_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    built = build(stage_pages(tmp_path, small_ledger(), ":::{for-origin} elsewhere\nHere.\n:::\n"))
    assert not built.succeeded
    assert "elsewhere" in built.output


def test_a_chapter_tells_what_it_lacks_above_its_text(site: Path) -> None:
    """Of the five statistics of the small book, all in one notebook, one has no value; it names its reason."""
    chapter = soup(site / "notebooks/results/overall-survival.html")
    box = chapter.select_one("h1 + .mibg-lacking")
    assert box is not None
    text = " ".join(box.get_text(" ").split())
    assert "Of 5 statistics of this chapter, 1 cannot be estimated from these data:" in text
    assert "the cohort has no laboratory values:" in text
    assert "The cohort does not have these tables: labs, symptoms." in text
    assert [str(link["href"]) for link in box.select("a")] == ["../../book/ledger.html#stat-biochemistry.response"]


def test_reasons_are_told_the_most_frequent_first() -> None:
    records = [{"value": None, "reason": reason} for reason in ("a", "b", "b")] + [{"value": 1.0, "reason": None}]
    assert {reason: len(found) for reason, found in by_reason(records).items()} == {"b": 2, "a": 1}
    assert list(by_reason(records)) == ["b", "a"]


def test_texts_of_the_user_are_texts_on_every_page(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        content = soup(page)
        assert not content.select("img[src=x], [onerror], a[href^='javascript:']"), page
        assert not [script for script in content.find_all("script") if "hostile" in script.get_text()], page
    assert soup(site / "index.html").title.get_text().endswith(HOSTILE)  # type: ignore[union-attr]
    shown = [cell.get_text() for cell in soup(site / "index.html").select("article .mibg-cohort")]
    assert shown == [HOSTILE, HOSTILE]
