"""Verdicts on claims; every expected verdict by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mibg.audit import Conclusion, Label, Record, judge
from mibg.estimate import Estimate
from mibg.published import Claim, load_claims, parse_printed

CLAIMS = load_claims()


def record(value: float | None, unit: str, **fields: object) -> Record:
    whole = {"n": 211, "convention": "by hand", "function": "mibg.x", **fields}
    return Record("any", Estimate(value, unit, **whole))  # type: ignore[arg-type]


def claim(name: str, printed: str) -> Claim:
    return replace(CLAIMS.by_id[name], printed=printed, parts=parse_printed(printed))


@pytest.mark.parametrize(
    ("origin", "inside", "outside"),
    [
        ("original", Label.REPRODUCED, Label.DIFFERS),
        ("reconstruction", Label.ATTAINED, Label.MISSED),
        ("other", Label.COMPARED, Label.COMPARED),
    ],
)
def test_the_word_depends_on_the_origin(origin: str, inside: Label, outside: Label) -> None:
    os_median = CLAIMS.by_id["abstract.os.median"]
    assert judge(os_median, record(29.5, "months"), origin).label == inside
    assert judge(os_median, record(29.51, "months"), origin).label == outside


def test_a_claim_in_months_judges_a_record_in_years() -> None:
    """28.5 months are 2.375 years."""
    os_median = CLAIMS.by_id["abstract.os.median"]
    assert judge(os_median, record(2.376, "years"), "original").label == Label.REPRODUCED
    assert judge(os_median, record(2.374, "years"), "original").label == Label.DIFFERS


def test_every_part_of_a_claim_is_judged() -> None:
    os_median = CLAIMS.by_id["results.os.median"]
    assert judge(os_median, record(2.4, "years", se=0.2), "original").label == Label.REPRODUCED
    assert judge(os_median, record(2.4, "years", se=0.3), "original").label == Label.DIFFERS
    missing = judge(os_median, record(2.4, "years"), "original")
    assert missing.label == Label.DIFFERS
    assert "no se" in missing.reason
    activity = CLAIMS.by_id["table1.first_activity"]
    quartiles = record(18500, "MBq", parts={"q1": 11359, "q3": 18870})
    assert judge(activity, quartiles, "original").label == Label.REPRODUCED


def test_a_count_of_patients_is_read_from_a_share() -> None:
    """One patient of 211 is 0.47 per cent; the text prints the patient, the table one per cent."""
    found = record(100 / 211, "%", parts={"count": 1.0})
    assert judge(CLAIMS.by_id["results.four"], found, "original").label == Label.REPRODUCED
    assert judge(CLAIMS.by_id["table1.four"], found, "original").label == Label.DIFFERS


@pytest.mark.parametrize(
    ("p", "label", "conclusion"),
    [
        (0.049, Label.REPRODUCED, Conclusion.STANDS),
        (0.05, Label.DIFFERS, Conclusion.DOES_NOT_STAND),
        (0.2, Label.DIFFERS, Conclusion.DOES_NOT_STAND),
    ],
)
def test_significance_is_a_field_of_its_own(p: float, label: Label, conclusion: Conclusion) -> None:
    found = judge(CLAIMS.by_id["results.os.repeat.p"], record(p, "p"), "original")
    assert (found.label, found.conclusion) == (label, conclusion)


def test_digits_may_differ_while_the_conclusion_stands() -> None:
    strict = claim("results.os.repeat.p", printed="<0.001")
    found = judge(strict, record(0.01, "p"), "original")
    assert (found.label, found.conclusion) == (Label.DIFFERS, Conclusion.STANDS)


def test_a_fitted_conclusion_holds_by_construction() -> None:
    found = judge(CLAIMS.by_id["results.os.repeat.p"], record(0.01, "p"), "reconstruction")
    assert (found.label, found.conclusion) == (Label.ATTAINED, Conclusion.BY_CONSTRUCTION)


def test_a_statement_holds_of_everybody_or_not() -> None:
    stage = CLAIMS.by_id["methods.stage_iv"]
    assert judge(stage, record(100.0, "%"), "original").label == Label.REPRODUCED
    assert judge(stage, record(99.5, "%"), "original").label == Label.DIFFERS


def test_no_difference_is_a_statement_about_p() -> None:
    same = CLAIMS.by_id["discussion.imaging.response_stability"]
    assert judge(same, record(0.05, "p"), "original").label == Label.REPRODUCED
    assert judge(same, record(0.049, "p"), "original").label == Label.DIFFERS


def test_claims_without_a_number_to_judge_by() -> None:
    assert judge(CLAIMS.by_id["introduction.receptor_low"], None, "original").label == Label.CONTEXT
    assert judge(CLAIMS.by_id["conclusion.palliation"], None, "original").label == Label.NOT_RECOMPUTABLE
    with pytest.raises(LookupError, match=r"results\.imaging\.cr is judged by imaging\.cr"):
        judge(CLAIMS.by_id["results.imaging.cr"], None, "original")
    lacking = judge(CLAIMS.by_id["abstract.os.median"], record(None, "years", reason="nobody died"), "original")
    assert (lacking.label, lacking.reason) == (Label.NOT_ESTIMABLE, "The data lack it: nobody died.")
