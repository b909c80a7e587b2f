"""What must hold of every survival curve and test, on generated data."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.estimate import SecondOpinion
from mibg.survival import (
    Disagreement,
    InvalidSurvivalData,
    confirm,
    kaplan_meier,
    log_rank,
    median_spss,
    number_at_risk,
    survival_at,
    survival_times,
)
from mibg.survival.second_opinion import with_second_opinion

Patients = list[tuple[int, bool, bool]]
patients = st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.booleans()), min_size=1, max_size=40)


def columns(rows: Patients) -> tuple[list[int], list[bool], list[bool]]:
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


@given(patients)
def test_the_curve_falls_and_counts_are_direct(rows: Patients) -> None:
    time, event, _ = columns(rows)
    times = survival_times(time, event)
    curve = kaplan_meier(times)
    assert (np.diff(np.concatenate([[1.0], curve.survival])) <= 0).all()
    direct = [sum(other >= moment for other in time) for moment in curve.time]
    assert curve.at_risk.tolist() == direct == number_at_risk(times, curve.time).tolist()
    assert curve.n_events == sum(event)


@given(patients, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: Patients, chance: Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    one, other = (kaplan_meier(survival_times(*columns(each)[:2])) for each in (rows, shuffled))
    np.testing.assert_array_equal(one.survival, other.survival)
    first, second = (log_rank(survival_times(t, e), g) for t, e, g in (columns(rows), columns(shuffled)))
    assert first.statistic == pytest.approx(second.statistic, abs=1e-9)


@given(patients)
def test_scaling_time_scales_the_median(rows: Patients) -> None:
    time, event, _ = columns(rows)
    one = median_spss(kaplan_meier(survival_times(time, event)), "days").value
    other = median_spss(kaplan_meier(survival_times([3 * t for t in time], event)), "days").value
    assert other == (None if one is None else pytest.approx(3 * one))


@given(patients)
def test_without_censoring_the_curve_is_the_share_alive(rows: Patients) -> None:
    time, _, _ = columns(rows)
    curve = kaplan_meier(survival_times(time, [1] * len(time)))
    share = [np.mean([other > moment for other in time]) for moment in curve.time]
    np.testing.assert_allclose(curve.survival, share, atol=1e-12)


@given(patients)
def test_what_lifelines_gives_is_never_at_odds(rows: Patients) -> None:
    """Ties, events at time zero, groups of one: `Disagreement` would be raised."""
    time, event, group = columns(rows)
    times = survival_times(time, event)
    confirm(median_spss(kaplan_meier(times), "days"), times)
    confirm(survival_at(kaplan_meier(times), 5), times, 5)
    confirm(log_rank(times, group).estimate(), times, group)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.booleans()), min_size=1, max_size=30))
def test_late_entries_are_at_risk_after_their_entry(rows: list[tuple[int, int, bool]]) -> None:
    """Direct count of entry < t <= time, where an entry at 0 is a start at risk."""
    entry, time = [row[0] for row in rows], [row[0] + row[1] for row in rows]
    times = survival_times(time, [row[2] for row in rows], entry)
    ends = list(zip(entry, time, strict=True))
    direct = [sum((begin < moment or begin == 0) and moment <= end for begin, end in ends) for moment in range(20)]
    assert number_at_risk(times, range(20)).tolist() == direct
    curve = kaplan_meier(times)
    assert curve.at_risk.tolist() == [direct[int(moment)] for moment in curve.time]
    assert ((curve.survival >= 0) & (curve.survival <= 1)).all()


def test_a_peer_agrees() -> None:
    chance = np.random.default_rng(1)
    time, event, group = chance.integers(1, 900, 211), chance.random(211) < 0.7, chance.random(211) < 0.2
    times = survival_times(time, event)
    curve, test = kaplan_meier(times), log_rank(times, group)
    for confirmed in (
        confirm(median_spss(curve, "days"), times),
        confirm(survival_at(curve, 365), times, 365),
        confirm(test.estimate(), times, group),
    ):
        assert confirmed.second is not None
        assert confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)


def test_a_disagreement_is_an_error() -> None:
    estimate = survival_at(kaplan_meier(survival_times([1, 2], [1, 1])), 1)
    with pytest.raises(Disagreement, match=r"gives 50\.0, other gives 51"):
        with_second_opinion(estimate, 51, "other")


@pytest.mark.parametrize(("own", "other"), [(1e-13, 9e-13), (0.0, 1e-13), (1e-200, 1e-201)])
def test_small_p_values_differ_too(own: float, other: float) -> None:
    estimate = replace(survival_at(kaplan_meier(survival_times([1, 2], [1, 1])), 1), value=own, unit="p")
    with pytest.raises(Disagreement):
        with_second_opinion(estimate, other, "other")
    # So little in a p of so little is a last digit of the statistic.
    with_second_opinion(estimate, own * (1 + 1e-5), "other")
    # Of a probability in per cent so little is rounding.
    with_second_opinion(replace(estimate, unit="%"), other, "other")
    with_second_opinion(replace(estimate, value=1e-310), 0.0, "other")


@pytest.mark.parametrize(
    ("time", "event", "entry", "message"),
    [
        ([1, -2], [1, 1], None, r"row 1: -2\.0"),
        ([1, np.nan], [1, 1], None, "row 1: nan"),
        ([np.inf, 1], [1, 1], None, "row 0: inf"),
        ([1, 2], [1, 2], None, r"event must be 0 .* row 1: 2\.0"),
        ([1, 2], [1, 1], [0, 2], r"entry must lie before .* row 1: 2\.0"),
        ([1, 2], [1], None, "differ in shape"),
    ],
)
def test_malformed_data_are_refused_with_their_rows(
    time: list[float], event: list[float], entry: list[float] | None, message: str
) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        survival_times(time, event, entry)


def test_what_cannot_be_compared_says_why() -> None:
    """By hand: one group; no events; groups that are never at risk together."""
    nobody = log_rank(survival_times([1, 2], [0, 0]), ["a", "b"]).estimate()
    alone = log_rank(survival_times([1, 2], [1, 1]), ["a", "a"]).estimate()
    apart = log_rank(survival_times([1, 9], [1, 1], [0, 5]), ["a", "b"]).estimate()
    assert (nobody.reason, alone.reason, apart.reason) == (
        "there are no events",
        "there is only one group",
        "the groups are never at risk together",
    )


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        (["a"], "1 groups were given for 2"),
        (["a", None], "1 patients have no group, the first in row 1"),
        (["a", np.nan], "1 patients have no group"),
    ],
)
def test_malformed_groups_are_refused(groups: list[object], message: str) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        log_rank(survival_times([1, 2], [1, 1]), groups)


def test_a_peer_is_silent_where_it_means_something_else() -> None:
    """It counts a degree of freedom for a group that has left."""
    leaving, three = survival_times([1, 2, 3, 4], [0, 1, 1, 1]), ["a", "b", "b", "c"]
    second = confirm(log_rank(leaving, three).estimate(), leaving, three).second
    assert second == SecondOpinion(None, "statsmodels.duration.survfunc.survdiff")


def test_the_day_of_entry_is_not_at_risk_for_a_peer_either() -> None:
    """By hand: of three patients one enters on the day of the first death, when two are at risk; S(4) is one half."""
    late = survival_times([3, 5, 7], [1, 1, 1], [0, 3, 0])
    second = confirm(survival_at(kaplan_meier(late), 4), late, 4).second
    assert second is not None and second.value == pytest.approx(50)


def test_survival_data_are_a_copy() -> None:
    time = np.array([1.0, 2.0])
    times = survival_times(time, [1, 0])
    time[0] = 9
    assert times.time.tolist() == [1, 2]


@pytest.mark.parametrize("days", [-1, float("nan")])
def test_survival_at_no_time_is_refused(days: float) -> None:
    with pytest.raises(ValueError, match="a finite number of days, 0 or more"):
        survival_at(kaplan_meier(survival_times([3, 5], [1, 0])), days)


def test_nobody_has_no_survival() -> None:
    assert survival_at(kaplan_meier(survival_times([], [])), 5).reason == "there are no patients"


def test_everybody_survives_the_time_before_the_first_observation() -> None:
    """R: summary(survfit(Surv(c(3, 5), c(1, 0)) ~ 1, conf.type = "log-log"), times = 2) is 1 (1, 1)."""
    found = survival_at(kaplan_meier(survival_times([3, 5], [1, 0])), 2)
    assert (found.value, found.se, found.ci) == (100, 0, (100, 100))


def test_beyond_the_last_observation_nothing_is_claimed() -> None:
    estimate = survival_at(kaplan_meier(survival_times([3, 5], [1, 0])), 6)
    assert estimate.reason == "nobody was observed for so long"
