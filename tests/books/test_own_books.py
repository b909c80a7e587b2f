"""The books of two public data sets, mapped by a file alone; what the page for newcomers shows is photographed here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_pages import chromium, visiting
from building import OVERALL_SURVIVAL, build, public_data
from playwright.sync_api import Browser
from sphinx_site import dead_links, soup

from mibg.layout import book_root

pytestmark = pytest.mark.build

WINDOW = {"viewport": {"width": 1280, "height": 760}, "color_scheme": "light"}
IMAGES = book_root() / "book/images"
SHOTS = {
    "own-first-page": ("book/index.html", "h1"),
    "own-survival": (OVERALL_SURVIVAL, "figure.mibg-figure"),
    "own-lacking": ("notebooks/results/imaging.html", "h1"),
}
"""Page and the place on it that is scrolled to, by the name of the picture."""


@pytest.fixture(scope="module")
def lung(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lung")
    return build(public_data("lung", folder), folder / "site", "--title", "Advanced lung cancer")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def check(site: Path, title: str, median: str) -> None:
    """A whole book: links lead somewhere, the page of survival holds the median, and a chapter says what it lacks."""
    assert list(dead_links(site)) == []
    page = soup(site / OVERALL_SURVIVAL)
    assert title in page.title.get_text()  # type: ignore[union-attr]
    assert median in {link.get_text() for link in page.select("a.mibg-stat")}
    assert soup(site / "notebooks/results/imaging.html").select_one(".mibg-lacking") is not None


def test_lung_cancer(lung: Path) -> None:
    """By hand: half died within 310 days (R: survfit on survival::lung), which is 10.2 months and 0.8 years."""
    check(lung, "Advanced lung cancer", "0.8 years")


def test_breast_cancer(tmp_path: Path) -> None:
    """By hand: half died or relapsed within 1,807 days (R: survfit on TH.data::GBSG2), which is 4.9 years."""
    site = build(public_data("breast", tmp_path), tmp_path / "site", "--title", "Node-positive breast cancer")
    check(site, "Node-positive breast cancer", "4.9 years")


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOTS)
def test_the_page_for_newcomers_shows_this_book(browser: Browser, lung: Path, tmp_path: Path, name: str) -> None:
    """`make screenshots` puts the pictures into the book; otherwise they are there, and of the same size."""
    page, place = SHOTS[name]
    taken = (IMAGES if os.environ.get("MIBG_SCREENSHOTS") else tmp_path) / f"{name}.png"
    with visiting(browser, lung, **WINDOW) as visit:
        visit.open(page)
        visit.page.locator(place).first.evaluate("place => window.scrollTo(0, place.offsetTop - 120)")
        visit.page.screenshot(path=taken)
    assert size(IMAGES / taken.name) == size(taken) == (1280, 760)
    assert f"images/{taken.name}" in (book_root() / "book/your-cohort.md").read_text(encoding="utf-8")


def test_every_picture_is_taken_here() -> None:
    shown = re.findall(r"images/([\w-]+)\.png", (book_root() / "book/your-cohort.md").read_text(encoding="utf-8"))
    assert set(shown) == set(SHOTS) == {path.stem for path in IMAGES.glob("*.png")}


def size(picture: Path) -> tuple[int, int]:
    """Width and height, which a PNG tells in its first bytes."""
    head = picture.read_bytes()[16:24]
    return int.from_bytes(head[:4]), int.from_bytes(head[4:])
