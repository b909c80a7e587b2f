"""The register as it enters a page, of two patients without follow-up and of planted charts; counted by hand."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from planted import bare, planted

from mibg.audit import agreement, within
from mibg.decisions import Alternative, Bench, as_frame, evaluate, evaluate_all, load_register, moved
from mibg.estimate import Estimate
from mibg.published import load_claims
from mibg.report import decision_page, decision_records, decision_summary

REGISTER = load_register()
CLAIMS = load_claims()


@pytest.fixture(scope="module")
def of_two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Alternative, ...]]:
    return evaluate_all(bare(tmp_path_factory.mktemp("bare")), REGISTER)


def test_what_a_cohort_cannot_tell_has_a_reason(of_two: dict[str, tuple[Alternative, ...]]) -> None:
    found = as_frame(one for alternatives in of_two.values() for one in alternatives)
    assert len(found) == sum(len(one.options) * len(one.statistics) for one in REGISTER.values())
    assert (found["value"].isna() == found["reason"].notna()).all()
    # By hand: both live, so nobody dies in five years; without tables of follow-up nobody is known to be lost.
    known = found.dropna(subset="value").groupby("statistic")["value"].agg(set).to_dict()
    assert not {"followup.symptoms.lost", "biochemistry.n", "os.median"} & set(known)
    assert known["os.five_year.treatment"] == {100.0}


def test_every_decision_has_a_page_and_a_count(of_two: dict[str, tuple[Alternative, ...]]) -> None:
    for name, decision in REGISTER.items():
        html = decision_page(decision, of_two[name], CLAIMS)._repr_html_()
        assert all(escape(option.means) in html for option in decision.options.values())
    summary = decision_summary(REGISTER, of_two, CLAIMS)
    assert [row[0] for row in summary.table.rows] == [decision.asks for decision in REGISTER.values()]
    records = decision_records(REGISTER, of_two, CLAIMS)
    # By hand: both claims about ties are statements on a p-value that nobody's death can give.
    assert [
        (records[f"decisions.ties.{one}"][1].value, records[f"decisions.ties.{one}"][1].n)
        for one in REGISTER["ties"].options
    ] == [(0, 2), (0, 2)]
    assert set(records) == {f"decisions.{name}.{option}" for name, one in REGISTER.items() for option in one.options}


def test_what_moves_is_beside_what_is_printed(tmp_path: Path) -> None:
    """By hand, from planted.py: pain improved in 1 of 2 or 2 of 3; the paper prints 44 %, which neither is."""
    decision = REGISTER["complaint_rate"]
    alternatives = evaluate(Bench(planted(tmp_path)), decision)
    page = decision_page(decision, alternatives, CLAIMS)
    assert page.moved.rows[0] == ("Improvement of pain", "44%", "50%, n = 2", "67%, n = 3")
    assert moved(alternatives) == ("symptoms.pain", "symptoms.fatigue")
    assert len(page.moved.rows) + len(page.same.rows) == len(decision.statistics)


def years(value: float | None, se: float | None = None) -> Estimate:
    return Estimate(value, "years", 100, "", "", se=se, reason=None if value is not None else "nobody died")


@pytest.mark.parametrize(
    ("value", "se", "inside"),
    [(2.4, 0.2, 3), (2.36, 0.2, 1), (2.4, 0.3, 2), (2.4, None, 2), (3.0, 0.2, 0), (None, None, 0)],
)
def test_claims_within_the_print_are_counted(value: float | None, se: float | None, inside: int) -> None:
    """By hand: 29 months, printed twice, allow 2.375 to 2.458 years; 2.4 ± 0.2 years, once, 2.35 to 2.45."""
    found = agreement({"os.median": years(value, se)}, CLAIMS)
    assert (found.value, found.n, found.unit) == (inside, 3, "claims")
    asked = CLAIMS.naming("os.median")
    assert sum(within(claim, years(value, se)) for claim in asked) == inside


def test_statistics_that_no_claim_names_are_not_counted() -> None:
    found = agreement({"os.mean": years(2.0)}, CLAIMS)
    assert (found.value, found.n) == (None, 0)
