"""The audit card and the ledger page, used as readers use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_pages import DESKTOP, PHONE, Visit, chromium, visiting
from playwright.sync_api import Browser, Locator, expect
from sphinx_site import pages_of, small_site

pytestmark = [pytest.mark.build, pytest.mark.browser]

OVERALL_SURVIVAL = "notebooks/results/overall-survival.html"
LEDGER = "book/ledger.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site() -> Path:
    return small_site()


@pytest.fixture
def desk(browser: Browser, site: Path) -> Iterator[Visit]:
    with visiting(browser, site, **DESKTOP) as visit:
        visit.open(OVERALL_SURVIVAL)
        yield visit


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Visit]:
    with visiting(browser, site, **PHONE) as visit:
        visit.open(OVERALL_SURVIVAL)
        yield visit


def median(visit: Visit) -> tuple[Locator, Locator]:
    """Link to the median, and its card."""
    return visit.page.get_by_role("link", name="2.4 years", exact=True), visit.page.locator(
        "[id='card-stat-os.median']"
    )


def within_window(visit: Visit, card: Locator) -> bool:
    box, window = card.bounding_box(), visit.page.viewport_size
    assert box is not None
    assert window is not None
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= window["width"]
        and box["y"] + box["height"] <= window["height"]
    )


def test_hover_opens_the_card_and_leaving_closes_it(desk: Visit) -> None:
    link, card = median(desk)
    expect(card).to_be_hidden()
    link.hover()
    expect(card).to_be_visible()
    assert within_window(desk, card)
    card.hover()
    desk.page.wait_for_timeout(400)
    expect(card).to_be_visible()
    desk.page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_focus_opens_the_card_and_escape_closes_it(desk: Visit) -> None:
    link, card = median(desk)
    desk.page.get_by_role("link", name="29 months").focus()
    desk.page.keyboard.press("Tab")  # from one number to the next
    expect(link).to_be_focused()
    expect(card).to_be_visible()
    expect(link).to_have_attribute("aria-expanded", "true")
    desk.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_focused()


def test_enter_moves_into_the_card_and_escape_returns_to_the_number(desk: Visit) -> None:
    link, card = median(desk)
    link.focus()
    desk.page.keyboard.press("Enter")
    expect(card).to_be_focused()
    assert desk.page.url.endswith(OVERALL_SURVIVAL)
    desk.page.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_leaving_with_tab_closes_the_card_and_goes_on_to_the_next_number(desk: Visit) -> None:
    card = desk.page.locator("[id='card-stat-os.five_year']")
    desk.page.get_by_role("link", name="27%").focus()
    desk.page.keyboard.press("Enter")
    for _ in range(card.locator("a, button").count()):
        desk.page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Close")).to_be_focused()
    desk.page.keyboard.press("Tab")
    expect(card).to_be_hidden()


def test_a_press_pins_the_card_until_a_press_elsewhere(desk: Visit) -> None:
    link, card = median(desk)
    link.click()
    desk.page.mouse.move(5, 400)
    desk.page.wait_for_timeout(400)
    expect(card).to_be_visible()
    desk.page.get_by_role("heading", name="Overall survival", level=1).click()
    expect(card).to_be_hidden()


def test_a_card_follows_its_links(desk: Visit) -> None:
    link, card = median(desk)
    link.click()
    card.get_by_role("link", name="Row in the ledger").click()
    assert desk.page.url.endswith(f"{LEDGER}#stat-os.median")
    expect(desk.page.locator("[id='stat-os.median']")).to_be_in_viewport()


def test_the_first_tap_opens_the_card_as_a_sheet(phone: Visit) -> None:
    link, card = median(phone)
    link.tap()
    expect(card).to_be_visible()
    assert phone.page.url.endswith(OVERALL_SURVIVAL)
    assert within_window(phone, card)
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    link.tap()
    expect(card).to_be_visible()
    phone.page.get_by_role("heading", name="Overall survival", level=1).tap()
    expect(card).to_be_hidden()


def test_without_javascript_the_number_leads_to_its_row(browser: Browser, site: Path) -> None:
    with visiting(browser, site, java_script_enabled=False) as visit:
        visit.open(OVERALL_SURVIVAL)
        link, card = median(visit)
        expect(card).to_be_hidden()
        link.click()
        row = visit.page.locator("[id='stat-os.median']")
        expect(row).to_be_in_viewport()
        expect(row).to_contain_text("SE 0.21 years")
        expect(visit.page.locator(".mibg-filter")).to_be_hidden()
        expect(visit.page.get_by_text("These patients are invented")).to_be_visible()


def test_a_link_to_a_collapsed_cell_opens_it(desk: Visit) -> None:
    desk.open(f"{OVERALL_SURVIVAL}#cell-4")
    expect(desk.page.locator("#cell-4 pre").first).to_be_visible()
    expect(desk.page.locator("#cell-3 pre").first).to_be_hidden()


def test_the_ledger_can_be_filtered(desk: Visit) -> None:
    desk.open(LEDGER)
    rows = desk.page.locator(".mibg-claims tbody tr:visible")
    expect(rows).to_have_count(7)  # claims of the small ledger
    desk.page.get_by_label("Find").fill("median os")
    expect(rows).to_have_count(2)  # the abstract's and the results' median
    desk.page.get_by_label("Find").fill("")
    desk.page.get_by_label("Verdict").select_option("missed")
    expect(rows).to_have_count(1)
    expect(desk.page.locator(".mibg-filter output")).to_have_text("1 of 7 claims")


def test_a_row_that_the_filter_hides_shows_when_a_link_leads_to_it(desk: Visit) -> None:
    desk.open(LEDGER)
    desk.page.get_by_label("Verdict").select_option("context")
    desk.page.locator("a[href='#claim-results.os.median']").click()
    expect(desk.page.locator("[id='claim-results.os.median']")).to_be_in_viewport()


def test_no_page_asks_the_network_or_is_wider_than_a_phone(browser: Browser, site: Path) -> None:
    with visiting(browser, site, **PHONE) as visit:
        for page in pages_of(site):
            visit.open(page.relative_to(site).as_posix())
            wider = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, page
        assert visit.asked == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_and_cards_take_the_colours_of_the_page(browser: Browser, site: Path, theme: str) -> None:
    with visiting(browser, site, color_scheme=theme, **DESKTOP) as visit:
        visit.open(OVERALL_SURVIVAL)
        link, card = median(visit)
        link.hover()
        expect(card).to_be_visible()
        for place in (card, visit.page.locator("figure.mibg-figure text").first, link):
            assert contrast(place) >= 4.5  # WCAG 2.1, success criterion 1.4.3


def contrast(place: Locator) -> float:
    """Ratio of luminance of the ink and of the nearest opaque ground, as WCAG 2.1 defines it."""
    ratio: float = place.evaluate(
        """place => {
          const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
            .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const style = getComputedStyle(place);
          const ink = light(place instanceof SVGElement ? style.fill : style.color);
          let ground = place;
          const opaque = (c) => channels(c)[3] === undefined || channels(c)[3] === 1;
          const bare = () => !opaque(getComputedStyle(ground).backgroundColor);
          while (ground.parentElement && bare()) ground = ground.parentElement;
          const paper = light(getComputedStyle(ground).backgroundColor);
          return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        }"""
    )
    return ratio
