"""What must hold of every survival curve and test, on generated data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.survival import (
    Disagreement,
    InvalidSurvivalData,
    confirm_log_rank,
    confirm_median,
    confirm_survival,
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
def test_the_order_of_rows_changes_nothing(rows: Patients, chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
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


def test_lifelines_agrees() -> None:
    chance = np.random.default_rng(1)
    time, event, group = chance.integers(1, 900, 211), chance.random(211) < 0.7, chance.random(211) < 0.2
    times = survival_times(time, event)
    curve, test = kaplan_meier(times), log_rank(times, group)
    for confirmed in (
        confirm_median(median_spss(curve, "days"), times),
        confirm_survival(survival_at(curve, 365), times, 365),
        confirm_log_rank(test.estimate(), times, group),
    ):
        assert confirmed.second is not None
        assert confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)


def test_a_disagreement_is_an_error() -> None:
    estimate = survival_at(kaplan_meier(survival_times([1, 2], [1, 1])), 1)
    with pytest.raises(Disagreement, match=r"gives 50\.0, other gives 51"):
        with_second_opinion(estimate, 51, "other")


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


def test_beyond_the_last_observation_nothing_is_claimed() -> None:
    estimate = survival_at(kaplan_meier(survival_times([3, 5], [1, 0])), 6)
    assert estimate.reason == "nobody was observed for so long"
