"""What must hold of weights, means, intervals and weighted tests, on generated data."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines.statistics import multivariate_logrank_test

from mibg.estimate import Estimate
from mibg.survival import (
    Disagreement,
    InvalidSurvivalData,
    KnownLater,
    competing_times,
    confirm,
    interval_times,
    kaplan_meier,
    known_later,
    log_rank,
    log_rank_trend,
    mean_spss,
    median_follow_up,
    median_r,
    median_spss,
    pairwise_log_rank,
    quantile_r,
    quantile_spss,
    restricted_mean,
    restricted_mean_difference,
    survival_at,
    survival_times,
    turnbull,
    weighted_log_rank,
)
from mibg.survival.scores import Weighting

WEIGHTINGS: tuple[Weighting, ...] = ("log-rank", "gehan", "tarone-ware", "peto-peto", "peto-prentice")
rows = st.lists(
    st.tuples(st.integers(1, 12), st.booleans(), st.integers(0, 2), st.integers(1, 3)), min_size=3, max_size=25
)


@given(rows)
def test_weights_repeat_rows(patients: list[tuple[int, bool, int, int]]) -> None:
    time, event, group, weight = (np.array(column) for column in zip(*patients, strict=True))
    weighted, repeated = (
        survival_times(time, event, weight=weight),
        survival_times(*np.repeat([time, event], weight, 1)),
    )
    one, other = kaplan_meier(weighted), kaplan_meier(repeated)
    np.testing.assert_allclose(one.survival, other.survival, atol=1e-12)
    np.testing.assert_allclose(one.greenwood, other.greenwood)
    for weighting in WEIGHTINGS:
        first = weighted_log_rank(weighted, group, weighting).statistic
        second = weighted_log_rank(repeated, np.repeat(group, weight), weighting).statistic
        assert first == (None if second is None else pytest.approx(second, rel=1e-6, abs=1e-9))


@given(rows)
def test_days_counted_or_sorted_give_the_same(patients: list[tuple[int, bool, int, int]]) -> None:
    """A tenth of a day is no whole day, so that the same data take the other path; with late entry and weights."""
    time, event, group, weight = (np.array(column) for column in zip(*patients, strict=True))
    whole = survival_times(time, event, time - 3, weight)
    tenths = survival_times(time / 10, event, (time - 3) / 10, weight)
    np.testing.assert_array_equal(kaplan_meier(whole).survival, kaplan_meier(tenths).survival)
    first, second = log_rank(whole, group).statistic, log_rank(tenths, group).statistic
    assert first == (None if second is None else pytest.approx(second, abs=1e-9))


@pytest.mark.parametrize("late", [False, True])
@given(rows)
def test_what_a_peer_gives_is_never_at_odds(late: bool, patients: list[tuple[int, bool, int, int]]) -> None:
    """`Disagreement` would be raised: with ties, late entry, weights, and groups that leave early."""
    time, event, group, weight = (np.array(column) for column in zip(*patients, strict=True))
    entry = time - weight if late else None
    times, weighted = survival_times(time, event, entry), survival_times(time, event, entry, weight)
    for rows_of_patients in (times, weighted):
        curve = kaplan_meier(rows_of_patients)
        confirm(survival_at(curve, 6), rows_of_patients, 6)
        confirm(median_spss(curve, "days"), rows_of_patients)
        confirm(mean_spss(curve, "days"), rows_of_patients)
        confirm(restricted_mean(curve, 1, "days"), rows_of_patients, 1)
        confirm(median_r(curve, "days"), rows_of_patients)
        confirm(quantile_r(curve, 0.25, "days"), rows_of_patients, 0.25)
        confirm(quantile_spss(curve, 0.25, "days"), rows_of_patients, 0.25)
        confirm(median_follow_up(rows_of_patients, "days"), rows_of_patients)
    for weighting, strata in itertools.product(WEIGHTINGS, (None, weight)):
        found = weighted_log_rank(times, group, weighting, strata).estimate()
        how = (strata,) if weighting == "log-rank" else (weighting, strata)
        confirm(found, times, group, *how)


@pytest.mark.parametrize(
    ("late", "stratified", "silent"),
    [
        (False, False, {"peto-prentice"}),
        (False, True, {"peto-prentice"}),
        (True, False, {"peto-prentice", "peto-peto"}),
        (True, True, set(WEIGHTINGS)),
    ],
)
def test_on_which_tests_a_peer_is_silent(late: bool, stratified: bool, silent: set[str]) -> None:
    chance = np.random.default_rng(3)
    time, event, group = chance.integers(40, 900, 150), chance.random(150) < 0.7, chance.integers(0, 3, 150)
    times = survival_times(time, event, time - chance.integers(1, 900, 150) if late else None)
    strata = chance.integers(0, 2, 150) if stratified else None
    asked = {
        name: confirm(weighted_log_rank(times, group, name, strata).estimate(), times, group, name, strata)
        for name in WEIGHTINGS[1:]
    }
    asked["log-rank"] = confirm(log_rank(times, group, strata).estimate(), times, group, strata)
    assert {name for name, estimate in asked.items() if opinion(estimate) is None} == silent


def opinion(estimate: Estimate) -> float | None:
    """What a peer that was asked says."""
    assert estimate.second is not None
    return estimate.second.value


def test_lifelines_agrees_on_peto_prentice() -> None:
    """It calls it peto."""
    chance = np.random.default_rng(3)
    time, event, group = chance.integers(1, 900, 150), chance.random(150) < 0.7, chance.integers(0, 3, 150)
    found = weighted_log_rank(survival_times(time, event), group, "peto-prentice")
    assert multivariate_logrank_test(time, group, event, weightings="peto").p_value == pytest.approx(found.p, rel=1e-6)


def test_strata_that_are_kept_from_a_peer_are_noticed() -> None:
    chance = np.random.default_rng(5)
    time, event, group = chance.integers(1, 900, 90), chance.random(90) < 0.7, chance.integers(0, 2, 90)
    times, strata = survival_times(time, event), chance.integers(0, 3, 90)
    with pytest.raises(Disagreement, match="survdiff"):
        confirm(log_rank(times, group, strata).estimate(), times, group)


@given(rows)
def test_without_ties_between_ends_intervals_of_exact_times_give_the_share_alive(
    patients: list[tuple[int, bool, int, int]],
) -> None:
    """By definition: the maximum of the likelihood of exact times is their empirical distribution."""
    time = np.array([row[0] for row in patients], dtype=float)
    curve = turnbull(interval_times(time, time))
    share = [np.mean(time > day) for day in curve.right]
    np.testing.assert_allclose(curve.survival, share, atol=1e-8)


def test_competing_times_refuse_weights() -> None:
    with pytest.raises(TypeError, match="weight"):
        competing_times([1, 2], [1, 0], ["death"], weight=[2, 1])  # type: ignore[call-arg]


def test_a_last_step_lost_to_rounding_is_taken() -> None:
    """By definition, as above: of these times the likelihood at its maximum rounds below that of the step before."""
    days, deaths = np.array([5, 6, 7, 8, 9, 11]), np.array([2, 3, 1, 1, 1, 2])
    time = np.repeat(days, deaths)
    np.testing.assert_allclose(turnbull(interval_times(time, time)).mass, deaths / deaths.sum(), atol=1e-10)


def test_intervals_by_hand() -> None:
    """One event in (0, 2], one in (1, 3], one never seen after 5: two thirds of the mass lie in (1, 2]."""
    curve = turnbull(interval_times([0, 1, 5], [2, 3, np.inf]))
    np.testing.assert_allclose(curve.mass, [2 / 3, 1 / 3])
    assert list(zip(curve.left, curve.right, strict=True)) == [(1, 2), (5, np.inf)]
    assert curve.bounds([1, 1.5, 2])[0] == pytest.approx([1, 1 / 3, 1 / 3])


def test_each_two_of_three_groups() -> None:
    """Holm by definition: the smallest p is tripled, the next doubled, and none falls below one before it."""
    chance = np.random.default_rng(5)
    times, group = survival_times(chance.integers(1, 99, 90), np.ones(90)), np.repeat(["a", "b", "c"], 30)
    table = pairwise_log_rank(times, group)
    chosen = group != "c"
    assert table.loc[0, "p"] == log_rank(times.where(chosen), group[chosen]).p
    assert table["p_holm"].min() == pytest.approx(min(1, 3 * table["p"].min()))
    assert (table["p_holm"] >= table["p"]).all()


def test_two_groups_have_a_trend_that_is_the_log_rank_test() -> None:
    times = survival_times([1, 2, 3, 4, 5, 6], [1, 1, 0, 1, 1, 1])
    trend, test = log_rank_trend(times, [1, 0, 1, 1, 0, 0]), log_rank(times, [1, 0, 1, 1, 0, 0])
    assert trend.value == pytest.approx(test.p)


def test_what_cannot_be_estimated_says_why() -> None:
    short, nobody = kaplan_meier(survival_times([3, 5], [1, 0])), kaplan_meier(survival_times([], []))
    assert restricted_mean(short, 9).reason == "nobody was observed for so long"
    assert restricted_mean_difference(short, nobody, 4).reason == "there are no patients"
    assert median_follow_up(survival_times([3, 5], [1, 1])).reason == "the curve of censoring does not fall to one half"
    assert log_rank_trend(survival_times([3, 5], [1, 1]), [1, 1]).reason == "there is only one group"


def test_malformed_weights_scores_and_strata_are_refused() -> None:
    times = survival_times([3, 5], [1, 1])
    with pytest.raises(InvalidSurvivalData, match=r"row 1: -1\.0"):
        survival_times([3, 5], [1, 1], weight=[1, -1])
    with pytest.raises(InvalidSurvivalData, match="must be a number"):
        log_rank_trend(times, ["a", "b"])
    with pytest.raises(InvalidSurvivalData, match="1 patients have no stratum"):
        log_rank(times, ["a", "b"], ["x", None])


def test_groups_known_later_are_refused_by_every_test() -> None:
    later: KnownLater = known_later(["yes", "no"], [2, np.inf], before="no", what="Response")
    times = survival_times([3, 5], [1, 1])
    for test in (log_rank, log_rank_trend, pairwise_log_rank):
        with pytest.raises(TypeError, match="guarantee-time"):
            test(times, later)
    with pytest.raises(TypeError, match="guarantee-time"):
        weighted_log_rank(times, later, "gehan")
