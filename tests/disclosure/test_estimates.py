"""Estimates behind the gate; expected values by hand unless told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.audit.formatting import Format, describe, format_estimate
from mibg.audit.records import Record
from mibg.audit.verdict import Conclusion, Label, judge
from mibg.description import association, count, difference_of_medians, mean_sd, median_quartiles, share, year_range
from mibg.disclosure.gate import OPEN, Gate
from mibg.estimate import Estimate, SecondOpinion
from mibg.published import load_claims
from mibg.survival import kaplan_meier, log_rank, median_spss, survival_times
from mibg.survival.cox import cox, hazard_ratio

GATE = Gate(5)
MEDIAN = Estimate(
    2.4312, "years", 53, "Median", "mibg.f", 34, se=0.21045, ci=(2.0271, None), second=SecondOpinion(2.4312, "other")
)
MEASURED = {"events": None, "function": "mibg.description.averages.median_quartiles"}
NOBODY = "nobody was observed for so long"
RATIO = Estimate(0.6789, "ratio", 53, "Ratio", "mibg.f", 34, ci=(0.4321, 1.2345), smallest=12)


def some(true: int, of: int) -> list[bool]:
    return [True] * true + [False] * (of - true)


def test_an_open_gate_changes_nothing() -> None:
    assert OPEN.estimate(MEDIAN) is MEDIAN
    assert OPEN.count(3) == 3
    assert OPEN.words("3 patients") == "3 patients"


def test_a_median_is_rounded_in_every_number() -> None:
    found = GATE.estimate(MEDIAN)
    assert (found.value, found.se, found.ci, found.n, found.events) == (2.4, 0.21, (2.0, None), 53, 33)
    assert found.second == SecondOpinion(2.4, "other")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"n": 5}, "5 patients or fewer"),
        ({"events": 5}, "5 events or fewer"),
        ({"events": 9}, "fewer than 10 values"),
        (MEASURED | {"n": 19, "parts": {"q1": 1.0, "q3": 2.0}}, "fewer than 20 values"),
        ({"smallest": 9}, "fewer than 10 values"),
        ({"events": None}, "how few its smallest group has is not known"),
        ({"smallest": 5}, "one of its groups has 5 patients or events, or fewer"),
        ({"unit": "mm"}, "no rule says how it can be shown"),
    ],
)
def test_what_rests_on_too_few_is_withheld(changes: dict[str, object], why: str) -> None:
    found = GATE.estimate(replace(MEDIAN, **changes))  # type: ignore[arg-type]
    assert found.withheld
    assert found.value is None
    assert why in (found.reason or "")
    assert (found.n, found.events, found.se, found.ci, found.parts, found.second) == (0, None, None, None, {}, None)


def test_a_comparison_whose_groups_are_not_known_is_withheld() -> None:
    assert GATE.estimate(RATIO).value == 0.68
    assert GATE.estimate(replace(RATIO, smallest=None)).withheld
    assert GATE.estimate(replace(RATIO, unit="p", ci=None, smallest=None)).withheld


def test_a_p_value_has_two_digits() -> None:
    assert GATE.estimate(replace(RATIO, value=0.01234, unit="p", ci=None)).value == 0.012


@pytest.mark.parametrize(("true", "shown"), [(0, None), (5, None), (6, 15), (20, 34), (47, 91), (48, None), (53, None)])
def test_a_share_is_made_of_rounded_counts(true: int, shown: float | None) -> None:
    """Of 53, shown as 53: 8 of 53 is 15.1 %, 18 is 34.0 %, 48 is 90.6 %."""
    found = GATE.estimate(share(some(true, 53)))
    assert found.value == shown
    assert found.withheld == (shown is None)


@given(st.integers(12, 300), st.data())
def test_counts_of_one_class_look_alike(n: int, data: st.DataObject) -> None:
    """A share tells no more than the classes of its two counts."""
    true = data.draw(st.integers(6, n - 6))
    first, second = (GATE.estimate(share(some(one, n))) for one in (true, (true - 1) // 5 * 5 + 1))
    if not second.withheld:
        assert first == second


@pytest.mark.parametrize(("true", "shown"), [(3, None), (53, 53), (52, 53), (11, 13)])
def test_a_count(true: int, shown: float | None) -> None:
    assert GATE.estimate(count(some(true, 53))).value == shown


def test_extremes_are_never_shown(tmp_path: object) -> None:
    import pandas as pd  # noqa: PLC0415 - one test needs it

    assert GATE.estimate(year_range(pd.Series(pd.to_datetime(["1991-01-01"] * 40)))).withheld


def test_medians_of_values() -> None:
    """The 53 activities 7001 to 7053 have the median 7027 and the quartiles 7013.5 and 7040.5."""
    found = GATE.estimate(median_quartiles(list(range(7001, 7054)), "MBq"))
    assert (found.value, dict(found.parts)) == (7000, {"q1": 7000, "q3": 7000})
    assert GATE.estimate(median_quartiles([1.0] * 19, "months")).withheld
    assert not GATE.estimate(mean_sd([1.0, 2.0] * 5, "years")).withheld


def test_comparisons_know_their_smallest_group() -> None:
    """Groups of 4 and 8, all of whom died but one of the four: the smallest has 3 events."""
    times = survival_times(range(1, 13), [0] + [1] * 11)
    group = ["a"] * 4 + ["b"] * 8
    assert log_rank(times, group).estimate().smallest == 3
    import pandas as pd  # noqa: PLC0415 - as above

    by = pd.DataFrame({"b": [0.0] * 4 + [1.0] * 8, "age": [float(age) for age in range(50, 62)]})
    assert hazard_ratio(cox(times, by[["b"]]), "b").smallest in (None, 3)
    assert association(group, ["x", "y"] * 6).smallest == 4
    halves = [median_spss(kaplan_meier(times.where([one == name for one in group]))) for name in "ab"]
    if all(half.value is not None for half in halves):
        assert difference_of_medians(halves[0], halves[1]).smallest == 3


def test_a_reason_tells_no_small_number() -> None:
    lacking = Estimate(None, "years", 53, "Median", "mibg.f", 8, reason="3 of 8 deaths are known")
    found = GATE.estimate(lacking)
    assert not found.withheld
    assert found.reason == "5 or fewer of 8 deaths are known"
    assert found.events == 8


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": NOBODY},
        {"events": 0},
        {"events": None},
        {"n": 5},
        {"smallest": 0},
        {"unit": "p"},
        {"convention": "Medians, minus"},
    ],
)
def test_a_reason_that_may_tell_of_an_empty_group_is_not_given(changes: dict[str, object]) -> None:
    """Of 53 patients with 34 deaths the reason is given; of none who died, or of groups not known, it is not."""
    lacking = Estimate(None, "years", 53, "Median", "mibg.f", 34, reason="the curve does not fall to one half")
    assert not GATE.estimate(lacking).withheld
    found = GATE.estimate(replace(lacking, **changes))  # type: ignore[arg-type]
    assert found.withheld
    assert not {"nobody", "curve"} & set((found.reason or "").split())
    assert (found.n, found.events, found.smallest) == (0, None, None)


def test_one_group_is_no_comparison_and_nothing_tells_so() -> None:
    alone = log_rank(survival_times(range(1, 21), [1] * 20), ["a"] * 20).estimate()
    assert alone.reason == "there is only one group"
    assert GATE.estimate(alone).reason == "not shown: one of its groups has 5 patients or events, or fewer"


def test_a_difference_is_known_by_its_words() -> None:
    """A difference of shares has events, but no two groups that one could look at."""
    apart = Estimate(-4.2, "%", 53, "Difference of the shares alive", "mibg.f", 34)
    assert GATE.estimate(apart).withheld
    assert not GATE.estimate(replace(apart, smallest=12)).withheld
    assert GATE.estimate(replace(apart, convention="Emulated trial, two arms")).withheld
    assert GATE.estimate(replace(apart, convention="Share", function="mibg.f.mean_difference")).withheld
    assert not GATE.estimate(replace(apart, value=4.2, convention="Share alive")).withheld


def test_the_smallest_group_has_enough_values_for_a_median() -> None:
    """A median of 9 events is withheld, so that a difference from it may not give it back; of 10 it may."""
    apart = replace(MEDIAN, convention="Difference of two medians")
    assert GATE.estimate(replace(apart, smallest=9)).withheld
    assert not GATE.estimate(replace(apart, smallest=10)).withheld


def test_it_is_written_and_judged_as_not_shown() -> None:
    found = GATE.estimate(replace(MEDIAN, n=4))
    for part in ("value", "ci", "se", "n", "events"):
        assert format_estimate(found, Format(part)) == "not shown"
    assert describe(found) == "not shown: it rests on 5 patients or fewer"
    claim = next(claim for claim in load_claims() if claim.statistic == "os.median")
    verdict = judge(claim, Record("os.median", found), "other")
    assert (verdict.label, verdict.conclusion) == (Label.NOT_SHOWN, Conclusion.NOT_JUDGED)


def test_what_counts_no_patients_passes() -> None:
    claims = Estimate(3.0, "claims", 4, "Claims", "mibg.f")
    assert GATE.estimate(claims) is claims


def test_a_share_of_specifications_is_no_share_of_patients() -> None:
    """All of 12, or 7 of 12, 58.3 %, are shown, without how many there are; what rests on few patients is not."""
    parts = {"specifications": 12.0, "estimable": 12.0}
    everyone = Estimate(100.0, "%", 53, "Share of the specifications", "mibg.f", parts=parts, smallest=12)
    assert GATE.estimate(everyone).value == 100
    some = GATE.estimate(replace(everyone, value=700 / 12))
    assert (some.value, dict(some.parts), some.n) == (58, {}, 53)
    assert GATE.estimate(replace(everyone, smallest=5)).withheld
    assert GATE.estimate(replace(everyone, smallest=None)).withheld


def test_how_many_specifications_a_cohort_leaves_is_not_shown() -> None:
    found = GATE.estimate(Estimate(12.0, "specifications", 53, "Left", "mibg.f"))
    assert found.withheld
    assert found.reason == "not shown: it moves as single patients do"


def test_a_gate_that_protects_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="open"):
        Gate(1)
