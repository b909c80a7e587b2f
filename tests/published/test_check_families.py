"""Each family of checks on a paper of a few claims: one case by hand that holds, and one that cannot."""

from __future__ import annotations

import pytest
from paper_of import claim, found, paper

from mibg.published.checks import Outcome
from mibg.published.checks.declared import (
    Comparison,
    Curve,
    Denominator,
    Difference,
    NotShares,
    Order,
    Same,
    Subset,
    Sum,
    Union,
)

PASSED, FAILED, NOTABLE = Outcome.PASSED, Outcome.FAILED, Outcome.NOTABLE


def test_a_percentage_of_few_patients_has_gaps() -> None:
    # 3 / 7 = 42.86, 4 / 7 = 57.14 %: 43 can be had and 50 cannot. Of 200 everything can.
    claims = paper(claim("a", "43", "%", 7), claim("b", "50", "%", 7), claim("c", "50", "%", 200), claim("d", "1", "%"))
    checks = found("granularity", claims)
    assert [checks[name].outcome for name in "abcd"] == [PASSED, FAILED, Outcome.WITHOUT_POWER, Outcome.UNCHECKED]
    assert checks["b"].steps[:2] == ("3 / 7 = 42.86 %", "4 / 7 = 57.14 %")


def test_any_number_of_patients_is_counted_at_once() -> None:
    # Of 10^11 all from 34.5 to below 35.5 % print as 35, and every other percentage can be had too.
    claims = paper(claim("a", "35", "%", 10**11), claim("b", "35", "%", 10**11))
    check = found("granularity", claims)["a"]
    assert check.outcome == Outcome.WITHOUT_POWER
    assert check.finding == "35 % of 100000000000 is 34500000000 to 35499999999."
    assert found("same", claims, same=(Same("twice", ("a", "b"), "why"),))["twice"].outcome == PASSED


def test_one_way_of_rounding_is_chosen_for_the_whole_paper() -> None:
    # 2 / 3 = 66.67 prints as 66 only when cut off, and so do 1 / 3 = 33.33 and 5 / 6 = 83.33 %; 67 then is impossible.
    cut = (claim("a", "66", "%", 3), claim("b", "33", "%", 3), claim("c", "83", "%", 6))
    assert found("rounding", paper(*cut))["all"].outcome == PASSED
    assert found("granularity", paper(*cut))["a"].outcome == PASSED
    both = paper(*cut, claim("d", "67", "%", 3), claim("e", "17", "%", 6))
    assert found("rounding", both)["all"].outcome == FAILED
    assert {name for name, check in found("granularity", both).items() if check.outcome == FAILED} == {"a"}


def test_a_percentage_that_is_no_share_is_not_counted() -> None:
    relations = {"not_shares": (NotShares(("a",), "it is estimated"),)}
    assert found("granularity", paper(claim("a", "50", "%", 7)), **relations)["a"].outcome == Outcome.UNCHECKED


@pytest.mark.parametrize(("printed", "outcome"), [("2.4", PASSED), ("2.5", FAILED)])
def test_one_median_in_years_and_in_months(printed: str, outcome: Outcome) -> None:
    # 29 months allow 28.5 to 29.5; 2.4 years allow 28.2 to 29.4, and 2.5 years from 29.4; 28 ends at 28.5.
    months = claim("m", "29" if printed == "2.4" else "28", "months", statistic="os")
    assert found("repeated", paper(claim("y", printed, "years", statistic="os"), months))["os.value"].outcome == outcome


def test_percentages_of_the_same_patients_are_compared_as_counts() -> None:
    # 3.5 % lies in what both 3 and 4 allow, but 7.385 of 211 is no count: 3 is 6 or 7 patients, 4 is 8 or 9.
    claims = paper(claim("a", "3", "%", 211), claim("b", "4", "%", 211))
    assert found("same", claims, same=(Same("three", ("a", "b"), "why"),))["three"].outcome == FAILED


@pytest.mark.parametrize(("part", "outcome"), [("6", PASSED), ("5", FAILED)])
@pytest.mark.parametrize("section", ["partitions", "missing", "described"])
def test_parts_make_the_whole(section: str, part: str, outcome: Outcome) -> None:
    # 40 % of 10 are 4, and 4 + 6 are 10.
    claims = paper(claim("n", "10"), claim("a", "40", "%", 10), claim("b", part))
    family = "partition" if section == "partitions" else section
    assert found(family, claims, **{section: (Sum("sum", "n", ("a", "b")),)})["sum"].outcome == outcome


@pytest.mark.parametrize(("whole", "outcome"), [("7", FAILED), ("8", PASSED), ("12", PASSED), ("13", FAILED)])
def test_a_union_lies_between_its_greatest_part_and_the_sum(whole: str, outcome: Outcome) -> None:
    claims = paper(claim("any", whole), claim("a", "8"), claim("b", "4"))
    assert found("union", claims, unions=(Union("u", "any", ("a", "b")),))["u"].outcome == outcome


@pytest.mark.parametrize(("overlap", "outcome"), [("4", PASSED), ("3", FAILED)])
def test_inclusion_and_exclusion(overlap: str, outcome: Outcome) -> None:
    # 31 + 35 - 4 = 62.
    claims = paper(claim("any", "62"), claim("a", "31"), claim("b", "35"), claim("both", overlap))
    assert found("union", claims, unions=(Union("u", "any", ("a", "b"), "both"),))["u"].outcome == outcome


def test_a_group_comes_from_its_wholes() -> None:
    claims = paper(claim("part", "14", of=12), claim("a", "9"), claim("b", "4"))
    checks = found("subset", claims, subsets=(Subset("declared", "part", ("a", "b"), "why"),))
    assert {name: check.outcome for name, check in checks.items()} == {"part": FAILED, "declared": FAILED}
    assert checks["declared"].finding == "14 patients, out of at most 13."


@pytest.mark.parametrize(("printed", "outcome"), [("14 (6-25)", PASSED), ("14 (16-25)", FAILED), ("4 (2-2)", FAILED)])
def test_quartiles_rise(printed: str, outcome: Outcome) -> None:
    assert found("quartiles", paper(claim("q", printed, "months")))["q"].outcome == outcome


@pytest.mark.parametrize(("exact", "outcome"), [(True, FAILED), (False, NOTABLE)])
def test_what_cannot_fall(exact: bool, outcome: Outcome) -> None:
    claims = paper(claim("a", "2.0", "years"), claim("b", "18", "months"), claim("c", "24", "months"))
    orders = (Order("falls", ("a", "b"), "why", exact), Order("even", ("a", "c"), "why", exact))
    checks = found("order", claims, orders=orders)
    assert (checks["falls"].outcome, checks["even"].outcome) == (outcome, PASSED)


@pytest.mark.parametrize(("difference", "outcome"), [("24", PASSED), ("22", FAILED)])
def test_a_difference_is_that_of_its_medians(difference: str, outcome: Outcome) -> None:
    # 4.0 and 2.0 years are 47.4 to 48.6 and 23.4 to 24.6 months: they differ by 22.8 to 25.2; 22 allows up to 22.5.
    claims = paper(
        claim("d", difference, "months", kind="difference"), claim("a", "4.0", "years"), claim("b", "2.0", "years")
    )
    assert found("difference", claims, differences=(Difference(("d",), ("a", "b")),))["d"].outcome == outcome
    assert found("difference", claims)["d"].outcome == Outcome.UNCHECKED


def curve_of(overall: str, first: str, second: str, **more: str) -> tuple[Outcome, set[Outcome]]:
    claims = paper(
        *(claim(name, text, "months") for name, text in (("all", overall), ("a", first), ("b", second))),
        claim("five", more.get("five", "27"), "%", 100),
        *(claim("na", "60"), claim("nb", "40")),
    )
    denominators = (Denominator(("a",), "na", "why"), Denominator(("b",), "nb", "why"))
    relations = {
        "curves": (Curve("c", "all", ("a", "b"), ({"claim": "five", "years": 5},)),),
        "denominators": denominators,
    }
    medians = found("overall_median", claims, **relations)["c"].outcome
    return medians, {check.outcome for check in found("mixture", claims, **relations).values()}


def test_the_median_of_everybody_lies_among_the_groups() -> None:
    # At the median of everybody half live in any mixture of halves: there the curves have no power.
    assert curve_of("29", "41", "14") == (PASSED, {PASSED, Outcome.WITHOUT_POWER})
    assert curve_of("45", "41", "14")[0] == NOTABLE


def test_groups_that_are_dead_cannot_live_together() -> None:
    # Both medians lie before five years, so at most half of each live then: 60 % of all cannot.
    assert NOTABLE in curve_of("29", "41", "14", five="60")[1]


@pytest.mark.parametrize(("error", "outcome"), [("3", PASSED), ("1", NOTABLE), ("12", PASSED)])
def test_a_standard_error_implies_a_slope(error: str, outcome: Outcome) -> None:
    # 100 patients: 0.2 x SE x 10 = 2 SE. A constant hazard through 24 months takes 24 x 0.2007 / 0.6931 = 6.9 months
    # from 0.55 to 0.45. An SE of 3 (2.5 to 3.5) implies 5 to 7; of 1 1 to 3, below half; of 12 more, as censoring does.
    checks = found("standard_error", paper(claim("m", f"24 ± {error}", "months", 100)))
    assert checks["m"].outcome == outcome
    assert found("standard_error", paper(claim("m", "24 ± 3", "months")))["m"].outcome == Outcome.UNCHECKED


@pytest.mark.parametrize(("p", "outcome"), [("<0.05", NOTABLE), ("0.13", PASSED), ("<0.2", PASSED)])
def test_a_wald_test_stands_beside_a_printed_p(p: str, outcome: Outcome) -> None:
    # (6.2 - 2.9) / sqrt(1.5² + 1.6²) = 1.50, two-sided p 0.13.
    claims = paper(claim("p", p, "p"), claim("a", "6.2 ± 1.5", "years"), claim("b", "2.9 ± 1.6", "years"))
    assert found("comparison", claims, comparisons=(Comparison(("p",), ("a", "b")),))["p"].outcome == outcome
    assert found("comparison", claims)["p"].outcome == Outcome.UNCHECKED
