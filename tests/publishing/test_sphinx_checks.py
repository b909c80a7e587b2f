"""Checks, findings and scope, seen in a built site without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag
from sphinx_site import small_ledger, small_site, soup

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def site() -> Path:
    return small_site()


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def test_every_check_stands_once_with_its_arithmetic(site: Path) -> None:
    page = soup(site / "book/checks.html")
    for check in small_ledger()["checks"]:
        (found,) = page.find_all(id=f"check-{check['id']}")
        assert words(found).startswith(f"{check['outcome']} {check['about']}: {check['finding']}")
        assert [step.get_text() for step in found.select("ol li")] == check["steps"]
        for name in check["claims"]:
            assert found.select_one(f'a[href="ledger.html#claim-{name}"]')


def test_what_fails_is_open_and_what_passes_is_folded(site: Path) -> None:
    page = soup(site / "book/checks.html")
    opened = {str(item["id"]) for item in page.select("li.mibg-check") if item.select_one("details[open]")}
    assert opened == {"check-repeated.os.median.value"}


def test_outcomes_are_counted_by_family_and_in_all(site: Path) -> None:
    rows = [words(row) for row in soup(site / "book/checks.html").select("table.mibg-checks-summary tr")]
    assert rows[1:] == [
        "Percentages of whole patients 1",
        "One quantity, several places 1",
        "Tests of two medians 1",
        "All 1 0 0 1 1",
    ]


def test_numbers_of_which_no_check_could_be_made_are_listed(site: Path) -> None:
    """The one stands in no check, the other in one that could not be made."""
    listed = [words(item) for item in soup(site / "book/checks.html").select("ul.mibg-columns li")]
    assert listed == [
        "Survival by number of treatments, log-rank p : <0.05 (Abstract, paragraph 3)",
        "Patients with a biochemical response : 34% (Abstract, paragraph 3)",
    ]


def test_a_finding_is_a_paragraph_with_audited_numbers_and_its_checks(site: Path) -> None:
    section = soup(site / "book/findings.html").find(id="finding-medians")
    assert isinstance(section, Tag)
    assert "Bears on a conclusion of the paper" in words(section)
    assert [link.get_text() for link in section.select("a.mibg-claim")] == ["29 months", "2.4 ± 0.2 years"]
    assert section.select_one('a[href="checks.html#check-repeated.os.median.value"]')


def test_a_finding_without_a_check_leads_to_what_the_paper_leaves_open(site: Path) -> None:
    section = soup(site / "book/findings.html").find(id="finding-alive")
    assert isinstance(section, Tag)
    link = section.select_one("p a")
    assert words(link) == "Was everybody alive who is not known to have died?"
    assert not section.select("ul")
    page, _, anchor = str(link["href"] if link else "").partition("#")
    heading = soup(site / "book" / page).find(id=anchor)
    assert heading is not None
    assert words(heading.find("h2")).startswith("Was everybody alive who is not known to have died?")


def test_a_card_tells_the_checks_of_its_claim(site: Path) -> None:
    card = soup(site / "notebooks/results/overall-survival.html").find(id="card-stat-os.median")
    assert isinstance(card, Tag)
    assert "Checks 1 failed: No value allows all of them." in words(card)
    assert card.select_one('a[href="../../book/checks.html#check-repeated.os.median.value"]')


def test_every_claim_is_in_scope_or_out_of_it_once(site: Path) -> None:
    page = soup(site / "book/scope.html")
    inside = [str(link["href"]) for link in page.select("table.mibg-scope th a")]
    outside = [str(link["href"]) for link in page.select("#not-recomputed li a")]
    claims = small_ledger()["claims"]
    assert inside == [f"ledger.html#claim-{claim['id']}" for claim in claims if claim["statistic"]]
    assert sorted(outside) == sorted(f"ledger.html#claim-{claim['id']}" for claim in claims if not claim["statistic"])
    assert f"Of {len(claims)} claims {len(inside)} are recomputed and {len(outside)} are not." in words(page)


def test_a_page_tells_how_the_checks_of_some_claims_came_out(site: Path) -> None:
    """By hand: of the three checks of the small ledger one is of both medians, one of the share of men."""
    (table,) = [one for one in soup(site / "index.html").find_all("table") if "What stands against what" in words(one)]
    assert [words(row) for row in table.select("tbody tr")] == [
        "Median What the checks say: 1 failed: No value allows all of them.",
        "Others What the checks say: 1 without power, and no check can be made",
    ]
    assert table.select_one('a[href="book/checks.html#check-repeated.os.median.value"]')
    assert table.select_one("strong")
