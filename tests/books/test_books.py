"""Whole books of other cohorts: one of few patients whose every text is hostile, one of two patients."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cohorts
import hostile
import pytest
from browser_pages import DESKTOP, chromium, visiting
from building import OVERALL_SURVIVAL, build
from playwright.sync_api import Browser, Dialog
from sphinx_site import dead_links, pages_of, soup

pytestmark = pytest.mark.build
OF_CODE_ALONE = ("_modules/", "book/reference/")
"""Pages that one cohort's book may take over from another's, as `test_library_pages` has it."""


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of two patients."""
    folder = tmp_path_factory.mktemp("thin")
    cohort = cohorts.make("two patients", folder / "cohort")
    return build(cohort, folder / "site", "--title", "Two patients of ours")


@pytest.fixture(scope="module")
def unfriendly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of a hostile cohort, whose folder has a hostile name too."""
    folder = tmp_path_factory.mktemp("hostile")
    cohort = hostile.make(folder / hostile.FOLDER)
    return build(cohort, folder / "site", "--title", hostile.TITLE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_two_patients_have_a_whole_book(thin: Path) -> None:
    assert list(dead_links(thin)) == []
    assert "Two patients of ours" in soup(thin / OVERALL_SURVIVAL).title.get_text()  # type: ignore[union-attr]
    assert verdicts(thin) == {"not shown", "not recomputable", "context"}


def test_every_link_of_another_book_leads_somewhere(unfriendly: Path) -> None:
    assert list(dead_links(unfriendly)) == []


def test_nothing_is_said_of_invented_patients_where_there_are_none(unfriendly: Path) -> None:
    for page in (unfriendly / "book/index.html", unfriendly / OVERALL_SURVIVAL):
        text = soup(page).get_text(" ", strip=True)
        assert "These are other patients than the paper's" in text
        assert "The patients in this book are invented" not in text
        assert "in an invented cohort" not in text


def test_a_chapter_says_what_it_lacks(unfriendly: Path) -> None:
    box = soup(unfriendly / "notebooks/results/imaging.html").select_one(".mibg-lacking")
    assert box is not None
    assert "cannot be estimated from these data" in box.get_text()
    assert box.select("a.mibg-stat")


def test_verdicts_are_comparisons(unfriendly: Path) -> None:
    assert {"compared", "not shown"} <= verdicts(unfriendly)
    assert verdicts(unfriendly) <= {"compared", "not estimable", "not shown", "not recomputable", "context"}


def verdicts(site: Path) -> set[str]:
    return {chip.get_text() for chip in soup(site / "book/ledger.html").select("tbody .mibg-verdict")}


@pytest.mark.browser
def test_no_script_of_a_hostile_cohort_runs(browser: Browser, unfriendly: Path) -> None:
    pages = [page.relative_to(unfriendly).as_posix() for page in pages_of(unfriendly)]
    pages = [page for page in pages if not page.startswith(OF_CODE_ALONE)]
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with visiting(browser, unfriendly, **DESKTOP) as visit:
        visit.page.on("dialog", dismiss)
        for page in (*pages, "search.html?q=script", "search.html?q=survival"):
            visit.open(page)
            assert visit.page.evaluate("window.hostile") is None, page
            assert visit.page.locator(hostile.INJECTED).count() == 0, page
        assert visit.asked == dialogs == []


@pytest.mark.browser
def test_hostile_texts_are_shown_as_they_are(browser: Browser, unfriendly: Path) -> None:
    with visiting(browser, unfriendly, **DESKTOP) as visit:
        visit.open("book/index.html")
        assert hostile.TITLE in visit.page.title()
        told = visit.page.locator("main").inner_text()
        assert all(text in told for text in (hostile.TITLE, hostile.TREATMENT, hostile.MARKUP, hostile.FORMULA))


def test_a_hostile_cohort_leaves_no_trace_of_its_rows(unfriendly: Path) -> None:
    for page in pages_of(unfriendly):
        text = page.read_text(encoding="utf-8")
        assert not [name for name in ("@SUM(1)", "javascript:1", "onerror>") if name in text], page
