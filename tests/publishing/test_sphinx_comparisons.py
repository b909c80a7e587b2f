"""Comparisons with the literature and reporting checklists, seen in a built site without a browser."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from sphinx_site import build, small_ledger, soup, stage_pages

from mibg.layout import book_root
from mibg.published import CHECKLISTS, load_checklist, load_claims, load_literature, totals
from mibg.publishing.contents import pages

pytestmark = pytest.mark.build

CLAIMS = load_claims()
LITERATURE = load_literature(CLAIMS)
PAGES = pages(book_root())


def full_ledger() -> dict[str, Any]:
    """The small ledger with every claim of the paper, and one made-up value for each statistic."""
    ledger = small_ledger()
    one, record = ledger["claims"][0], ledger["records"][0]
    told = ("id", "section", "paragraph", "about", "printed", "unit", "denominator", "kind", "scope", "statistic")
    ledger["claims"] = [{**one, **{key: asdict(claim)[key] for key in told}} for claim in CLAIMS]
    names = sorted({claim.statistic for claim in CLAIMS if claim.statistic})
    judged = {name: [claim.id for claim in CLAIMS.naming(name)] for name in names}
    ledger["records"] = [{**record, "id": name, "claims": judged[name]} for name in names]
    return {**ledger, "phrases": [], "checks": [], "findings": []}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = [f"```{{comparisons}} {group.name}\n```" for group in LITERATURE.groups]
    lists = [f"```{{checklist}} {name}\n```" for name in CHECKLISTS]
    folder = stage_pages(tmp_path_factory.mktemp("book") / "book", full_ledger(), "\n\n".join(tables + lists))
    for page in PAGES:
        if page != "book/ledger":
            (folder / f"{page}.ipynb").unlink(missing_ok=True)
            (folder / page).parent.mkdir(parents=True, exist_ok=True)
            (folder / f"{page}.md").write_text(f"# {page}\n", encoding="utf-8")
    chapters = [{"file": page} for page in PAGES]
    toc = {"format": "jb-book", "root": "index", "chapters": chapters}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    built = build(folder)
    assert built.succeeded, built.output
    return built.site


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    return soup(site / "index.html")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_every_claim_of_the_literature_has_one_row(page: BeautifulSoup) -> None:
    rows = page.select("table.mibg-stacked tbody tr")
    for claim in (claim for claim in CLAIMS if claim.scope == "literature"):
        anchor = f"claim-{claim.id}"
        first = [row for row in rows if row.select_one(f'td:first-child a[href$="#{anchor}"]')]
        assert len(first) == 1, claim.id


def test_a_row_holds_both_sides_and_the_three_answers(page: BeautifulSoup) -> None:
    """By hand, from the Discussion: 17-29 months in earlier series, 29 here; 2.4312 years are 29.2 months."""
    (row,) = (row for row in page.select("tbody tr") if row.select_one('a[href$="#claim-discussion.literature.os"]'))
    assert words(row).startswith(
        "Median survival in earlier studies: 17-29 months This cohort: 29 months printed, 29.2"
    )
    assert [chip.get_text() for chip in row.select(".mibg-verdict")] == ["same", "same", "differs"]
    assert page.find(id="card-claim-discussion.literature.os")


def test_a_statement_is_not_shown_as_a_quotation(page: BeautifulSoup) -> None:
    link = page.select_one('a.mibg-statement[href$="#claim-discussion.largest"]')
    assert link and link.get_text() == CLAIMS.by_id["discussion.largest"].about
    assert not page.select('a.mibg-statement[href$="#claim-discussion.literature.os"]')


@pytest.mark.parametrize("name", CHECKLISTS)
def test_every_item_has_one_row_and_the_totals_are_counted(name: str, page: BeautifulSoup) -> None:
    items = load_checklist(name, CLAIMS, PAGES)
    for item in items:
        (found,) = page.find_all(id=f"{name}-{item.item}")
        row = found.find_parent("tr")
        assert row and f"{item.asks} In the paper: {item.paper.status}" in words(row)
        assert item.book.page is None or row.select_one(f'a[href="{item.book.page}.html"]')
    told = ", ".join(f"{status} {count}" for status, count in totals(items).items())
    assert f"Of {len(items)} items: {told.replace(',', '')}" in {words(total) for total in page.select("p.mibg-totals")}


def test_a_group_that_is_unknown_fails_the_build(tmp_path: Path) -> None:
    text = "```{comparisons} surgery\n```\n\n```{checklist} strobe\n```"
    built = build(stage_pages(tmp_path / "book", full_ledger(), text))
    assert not built.succeeded
    assert "{comparisons}: the literature has no group 'surgery'" in built.output
    assert "item 14a names notebooks/results/cohort, which is no page of the book" in built.output
