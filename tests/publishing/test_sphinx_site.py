"""The extension seen in a built site, without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from sphinx_site import (
    build,
    dead_links,
    pages_of,
    small_ledger,
    small_site,
    soup,
    stage_pages,
)

from mibg.audit import ledger_schema
from mibg.publishing.sphinx.cells import number_code_cells

pytestmark = pytest.mark.build

OVERALL_SURVIVAL = "notebooks/results/overall-survival.html"


@pytest.fixture(scope="module")
def site() -> Path:
    return small_site()


def text_of(page: Path) -> str:
    return " ".join(soup(page).get_text(" ").split())


def card(page: Path, anchor: str) -> str:
    found = soup(page).find(id=f"card-{anchor}")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_the_small_ledger_is_one_that_the_library_could_write() -> None:
    jsonschema.validate(small_ledger(), dict(ledger_schema()))


def test_numbers_are_links_to_their_rows(site: Path) -> None:
    links = {
        link.get_text(): link["href"] for link in soup(site / OVERALL_SURVIVAL).select("a.mibg-stat, a.mibg-claim")
    }
    assert links["2.4 years"] == "../../book/ledger.html#stat-os.median"
    assert links["2.4 ± 0.2 years"] == "../../book/ledger.html#claim-results.os.median"
    assert links["longer"] == "../../book/ledger.html#stat-os.repeat.direction"


def test_a_format_chooses_the_part_and_the_unit(site: Path) -> None:
    # 2.0188 and 2.8436 years times 12 months are 24.2 and 34.1; the SE of 0.2104 years prints as written in the prose.
    assert "95% CI 24.2 to 34.1 months" in text_of(site / OVERALL_SURVIVAL)
    assert "50% were men, that is 105 of 211 ; the paper prints 51%" in text_of(site / "index.html")


def test_a_claim_is_printed_letter_for_letter(site: Path) -> None:
    printed = [link.get_text() for link in soup(site / "index.html").select("section > p > a.mibg-claim")]
    assert printed == ["51%", "40", "34%"]


def test_a_card_holds_all_that_an_audit_needs(site: Path) -> None:
    told = card(site / OVERALL_SURVIVAL, "stat-os.median")
    for part in (
        "Median overall survival from treatment",
        "29 months Abstract, paragraph 3 attained",
        "2.4 ± 0.2 years Results, paragraph 5 attained",
        "value 29.17 lies within what the printed 29 allows",
        "2.4 years in an invented cohort",
        "SE 0.21 years, 95% CI 2.0 to 2.8 years, n = 211, events = 150",
        "not evidence about patients: follows from how the cohort was made",
        "smallest event time",
        "Source of median_spss",
        "2.4312 years by lifelines.KaplanMeierFitter",
        "Read as Set aside. A reading told here. A reason.",
        "Endpoint Time zero: first treatment. Event: death from any cause.",
        "results/overall-survival, code cell 2",
        "fingerprint 0123456789ab",
        "Row in the ledger",
    ):
        assert part in told


def test_a_card_says_what_there_is_not(site: Path) -> None:
    assert "The paper does not print this statistic." in card(site / OVERALL_SURVIVAL, "stat-os.five_year")
    assert "no independent implementation" in card(site / OVERALL_SURVIVAL, "stat-os.five_year")
    assert "the cohort has no laboratory values" in card(site / "index.html", "stat-biochemistry.response")
    assert "Recomputed" not in card(site / "index.html", "claim-introduction.metastatic_share")


def test_a_p_value_from_invented_patients_says_so(site: Path) -> None:
    told = card(site / OVERALL_SURVIVAL, "stat-os.repeat.p")
    assert "p-value not evidence about patients: follows from how the cohort was made" in told
    assert "The conclusion holds by construction." in told


def test_a_phrase_tells_its_rule_and_what_it_rests_on(site: Path) -> None:
    told = card(site / OVERALL_SURVIVAL, "stat-os.repeat.direction")
    assert "“longer” when the difference is above zero" in told
    assert "Survival by number of treatments, log-rank p : p = 0.03" in told


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    assert list(dead_links(site)) == []


def test_a_table_sets_printed_beside_recomputed(site: Path) -> None:
    rows = [
        " ".join(row.get_text(" ").split()) for row in soup(site / "index.html").select(".mibg-audit-table tbody tr")
    ]
    assert rows == [
        "Median overall survival from treatment 29 months Abstract, paragraph 3 2.4 years attained",
        "2.4 ± 0.2 years Results, paragraph 5 attained",  # the second claim on the same statistic
        "Men 51% Table 1, row 2 50% (105) missed",
        "Survival at five years from treatment not printed 27%",
    ]
    assert soup(site / "index.html").find(id="card-claim-abstract.os.median") is not None


def test_cells_keep_their_number_when_one_before_them_is_left_out(site: Path) -> None:
    ids = [cell["id"] for cell in soup(site / OVERALL_SURVIVAL).select("div.cell[id]")]
    assert ids == ["cell-2", "cell-3", "cell-4", "cell-5"]


def test_code_cells_are_counted_from_one() -> None:
    kinds = ("markdown", "code", "raw", "code")  # hand count: the second and the fourth
    assert number_code_cells([{"cell_type": kind} for kind in kinds]) == {1: 1, 3: 2}


def test_the_ledger_page_holds_every_claim_record_and_phrase(site: Path) -> None:
    ledger = small_ledger()
    ids = {str(row["id"]) for row in soup(site / "book/ledger.html").select("tr[id]")}
    expected = {f"claim-{claim['id']}" for claim in ledger["claims"]}
    expected |= {f"stat-{item['id']}" for item in ledger["records"] + ledger["phrases"]}
    assert ids == expected


def test_the_ledger_page_counts_verdicts(site: Path) -> None:
    rows = [
        " ".join(row.get_text(" ").split()) for row in soup(site / "book/ledger.html").select(".mibg-summary tbody tr")
    ]
    # hand count of the fixture's seven claims, in the order in which verdicts are declared
    assert rows == ["attained 3", "missed 1", "not estimable 1", "not recomputable 1", "context 1"]


def test_every_page_says_whose_data_it_shows(site: Path) -> None:
    assert {"genindex.html", "search.html"} <= {page.name for page in pages_of(site)}
    for page in pages_of(site):
        told = text_of(page)
        assert "These patients are invented to match the printed numbers." in told, page
        for fact in ("reconstruction", "0123456789ab", "mibg 0.1.0", "abc1234"):
            assert fact in told, page


def test_no_page_names_a_script_font_or_picture_elsewhere(site: Path) -> None:
    for page in pages_of(site):
        tags = soup(page).select("script[src], img[src], iframe[src], link[rel=stylesheet], link[rel=preload]")
        addresses = [str(tag.get("src") or tag.get("href")) for tag in tags]
        assert [address for address in addresses if "//" in address] == [], page
        assert "unpkg.com" not in page.read_text(encoding="utf-8")


def test_a_formula_is_drawn_by_the_browser_itself(site: Path) -> None:
    assert soup(site / "index.html").find("math") is not None


UNKNOWN = {
    "{stat}`os.meedian`": "no notebook records a statistic 'os.meedian'",
    "{stat}`os.median:q7`": "the statistic 'os.median' cannot be written as 'q7'",
    "{stat}`os.repeat.direction:se`": "the phrase 'os.repeat.direction' is written whole, not as 'se'",
    "{claim}`results.os.meedian`": "the paper has no claim 'results.os.meedian'",
    "{claim}`results.os.median:se`": "a claim is written whole or 'bare', not 'se'",
    "{claim}`abstract.stage_iv`": "is a statement without a number",
    "```{audit-table}\nos.meedian\n```": "line 1: no notebook records a statistic 'os.meedian'",
    "{cohort}`colour`": "nothing is known of the cohort's 'colour'",
}


def test_an_unknown_name_fails_the_build_and_is_told_with_its_line(tmp_path: Path) -> None:
    page = stage_pages(tmp_path / "book", small_ledger(), "\n\n".join(UNKNOWN)) / "index.md"
    built = build(page.parent)
    assert not built.succeeded
    said = [line for line in built.output.splitlines() if "WARNING" in line]
    assert len(said) == len(UNKNOWN)
    for told, (text, problem) in zip(said, UNKNOWN.items(), strict=True):
        line = page.read_text(encoding="utf-8").split(text)[0].count("\n") + 1
        assert f"index.md:{line}: WARNING" in told
        assert problem in told


def test_another_cohort_is_not_called_invented(tmp_path: Path) -> None:
    ledger = small_ledger()
    ledger["provenance"] |= {"origin": "other", "title": "A second hospital", "commit": None}
    built = build(stage_pages(tmp_path / "book", ledger, "Median {stat}`os.median`."))
    assert built.succeeded, built.output
    told = text_of(built.site / "index.html")
    assert "invented" not in told
    assert "not evidence" not in told
    assert "These are other patients than the paper's: A second hospital" in told


def test_a_book_without_a_ledger_is_not_built(tmp_path: Path) -> None:
    folder = stage_pages(tmp_path / "book", small_ledger(), "No numbers.")
    (folder / "ledger.json").unlink()
    built = build(folder)
    assert not built.succeeded
    assert "mibg_ledger names no ledger file" in built.output


def test_a_new_ledger_makes_every_page_anew(tmp_path: Path) -> None:
    ledger = small_ledger()
    folder = stage_pages(tmp_path / "book", ledger, "Median {stat}`os.median`.")
    assert "2.4 years" in text_of(build(folder).site / "index.html")
    ledger["records"][0]["value"] = 3.26
    (folder / "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    assert "3.3 years" in text_of(build(folder).site / "index.html")


def test_a_spread_stands_in_its_table_on_the_card_and_in_the_ledger(site: Path) -> None:
    """The small ledger gives one statistic a spread over twelve reconstructions."""
    page = soup(site / "index.html")
    (table,) = [one for one in page.find_all("table") if "Over an ensemble" in one.get_text()]
    told = [row.get_text(" ", strip=True) for row in table.select("tbody tr")]
    assert len(told) == 1
    assert told[0].endswith("Middle: 2.4 years Least to greatest: 2.1 years to 2.9 years")
    (card,) = page.select("#card-stat-os\\.median")
    assert "Over 12 reconstructions" in card.get_text()
    assert "2.4 years in the middle of them, from 2.1 years to 2.9 years" in card.get_text()
    (row,) = soup(site / "book" / "ledger.html").select("#stat-os\\.median")
    assert "Over 12 reconstructions" in row.get_text()
