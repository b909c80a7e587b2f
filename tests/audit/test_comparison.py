"""Claims beside other patients; differences and limits by hand, or from the source named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mibg.audit import Conclusion, Label, Record, judge
from mibg.estimate import Estimate
from mibg.published import load_claims, parse_printed

CLAIMS = load_claims()


def compared(name: str, value: float, unit: str, **fields: object) -> str:
    """Reason of the verdict on a claim, where other patients give a value."""
    whole = {"n": 100, "convention": "by hand", "function": "mibg.x", **fields}
    found = judge(CLAIMS.by_id[name], Record("any", Estimate(value, unit, **whole)), "other")  # type: ignore[arg-type]
    assert (found.label, found.conclusion) == (Label.COMPARED, Conclusion.NOT_JUDGED)
    return found.reason


def test_a_number_without_its_own_error_is_taken_as_exact() -> None:
    """29 months printed; 36 here, 30 to 42: the difference is 7, 1 to 13."""
    reason = compared("abstract.os.median", 36.0, "months", ci=(30.0, 42.0))
    told = "Difference from the paper 7 months (95% CI 1 to 13, the printed number taken as exact). Here 36.0 months"
    assert reason.startswith(told)


def test_the_printed_error_widens_the_interval() -> None:
    """2.4 ± 0.2 printed: 0.392 to either side. Here 3.4, 3.0 to 4.0: 1 - hypot(0.4, 0.392), 1 + hypot(0.6, 0.392)."""
    reason = compared("results.os.median", 3.4, "years", ci=(3.0, 4.0))
    assert reason.startswith("Difference from the paper 1.0 years (95% CI 0.4 to 1.7). Here")
    open_end = compared("results.os.median", 3.4, "years", ci=(3.0, None))
    assert "(95% CI 0.4 to not reached)" in open_end


def test_counts_are_compared_as_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newcombe 1998, table II, method 10: 56 of 70 against 48 of 80 is 0.2000, 0.0524 to 0.3339."""
    printed = replace(CLAIMS.by_id["table2.metastasis.bone"], printed="48", denominator=80, parts=parse_printed("48"))
    monkeypatch.setitem(CLAIMS.by_id, "forty-eight", printed)
    told = "Difference from the paper 20 percentage points (95% CI 5 to 33)."
    assert compared("forty-eight", 56.0, "patients", n=70).startswith(told)
    assert compared("forty-eight", 80.0, "%", n=70, parts={"count": 56.0}).startswith(told)


def test_the_size_of_a_cohort_is_no_difference() -> None:
    reason = compared("abstract.n", 12.0, "patients", n=12)
    assert reason == "The paper counts 211, and a count follows the size of a cohort. Here 12, n = 12."


@pytest.mark.parametrize(
    ("difference", "way"),
    [
        (6.0, "it goes the same way as the printed one"),
        (-6.0, "it goes the other way than the printed one"),
        (0.0, "there is none here"),
    ],
)
def test_a_difference_has_a_way(difference: float, way: str) -> None:
    """24 months longer are printed."""
    assert f"; {way}. Here" in compared("abstract.repeat.difference", difference, "months")


@pytest.mark.parametrize(
    ("name", "p", "told"),
    [
        ("results.os.repeat.p", 0.01, "The printed difference is significant at 0.05, and so is this one"),
        ("results.os.repeat.p", 0.05, "The printed difference is significant at 0.05, and this one is not"),
        (
            "results.biochemistry.analytes",
            0.5,
            "The printed difference is not significant at 0.05, and neither is this one",
        ),
        ("results.biochemistry.analytes", 0.01, "The printed difference is not significant at 0.05, and this one is"),
    ],
)
def test_two_p_values_are_not_subtracted(name: str, p: float, told: str) -> None:
    assert compared(name, p, "p").startswith(f"{told}. Here p = ")


def test_what_the_paper_says_of_everybody_is_told_of_whom_it_holds() -> None:
    reason = compared("methods.stage_iv", 50.0, "%", parts={"count": 50.0})
    assert reason.startswith("The paper says so of everybody, and here it is true of 50%. Here 50%")


def test_every_claim_can_be_compared() -> None:
    """A value in the claim's own unit is told of each claim that a statistic judges."""
    for claim in CLAIMS:
        if claim.statistic:
            unit = claim.unit or "%"
            assert compared(claim.id, 0.5, unit, parts={"low": 0.1, "high": 0.9, "count": 1.0})
