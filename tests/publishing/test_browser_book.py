"""The book itself, built whole and read as a reviewer reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_pages import PHONE, chromium, visiting
from playwright.sync_api import Browser
from sphinx_site import dead_links, pages_of, soup

from mibg.layout import book_root
from mibg.publishing.sphinx.directives import public_modules
from mibg.survival import PEERS

pytestmark = [pytest.mark.build, pytest.mark.browser]

_MIBG = "import sys; from mibg.cli import main; sys.exit(main())"
OVERALL_SURVIVAL = "notebooks/results/overall-survival.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the book as it stands, every warning an error."""
    out = tmp_path_factory.mktemp("book") / "html"
    command = [sys.executable, "-c", _MIBG, "build", "--out", str(out)]
    done = subprocess.run(command, cwd=book_root(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def written_pages(site: Path) -> list[Path]:
    """All but the pages of code, which have no numbers, and one template that the small site holds against a phone."""
    return [path for path in pages_of(site) if "_modules" not in path.parts]


def test_every_link_leads_somewhere(site: Path) -> None:
    assert list(dead_links(site)) == []


def test_every_number_has_a_card_that_leads_to_source_cell_and_row(site: Path) -> None:
    for page in written_pages(site):
        content = soup(page)
        cards = {card["id"]: card for card in content.select("[id^=card-]")}
        for link in content.select("a.mibg-stat"):
            card = cards.get(f"card-{str(link['href']).partition('#')[2]}")
            assert card is not None, f"{page}: {link}"
            addresses = " ".join(str(found["href"]) for found in card.find_all("a"))
            assert "#cell-" in addresses
            assert str(link["href"]) in addresses
            assert "_modules/" in addresses or "Rule" in card.get_text()  # a phrase has a rule, and no function


def test_every_estimate_with_a_peer_has_its_second_opinion(site: Path) -> None:
    records = json.loads((site / "ledger.json").read_text(encoding="utf-8"))["records"]
    asked = [item for item in records if item["value"] is not None and has_peer(item["function"])]
    assert len(asked) > 100
    assert [item["id"] for item in asked if item["second"] is None] == []


def has_peer(function: str) -> bool:
    return function in PEERS and PEERS[function].implementation is not None


def test_every_public_module_has_its_reference(site: Path) -> None:
    listed = (site / "py-modindex.html").read_text(encoding="utf-8")
    assert [name for name in public_modules("mibg") if name != "mibg" and f"#module-{name}" not in listed] == []


def test_the_page_of_overall_survival_is_full_of_numbers_that_open(site: Path) -> None:
    names = {str(link["href"]).partition("#")[2] for link in soup(site / OVERALL_SURVIVAL).select("a.mibg-stat")}
    assert {"stat-os.median", "stat-os.five_year.treatment"} <= names
    assert len(names) >= 10


def test_no_page_of_the_book_asks_the_network_or_is_wider_than_a_phone(browser: Browser, site: Path) -> None:
    pages = written_pages(site)
    assert len(pages) > 10
    with visiting(browser, site, **PHONE) as visit:
        for page in pages:
            visit.open(page.relative_to(site).as_posix())
            wider = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, page
        assert visit.asked == []
