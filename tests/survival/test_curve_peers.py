"""The peers of what is read off a curve: each gives a value, and reads it by the rule of this book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from statsmodels.duration.survfunc import survdiff

from mibg.estimate import Estimate
from mibg.survival import (
    Disagreement,
    SurvivalTimes,
    confirm,
    kaplan_meier,
    mean_spss,
    median_follow_up,
    median_r,
    median_spss,
    quantile_r,
    quantile_spss,
    restricted_mean,
    restricted_mean_difference,
    survival_at,
    survival_times,
)


def opinion(estimate: Estimate) -> float | None:
    """What a peer that was asked says."""
    assert estimate.second is not None
    return estimate.second.value


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("late", [False, True])
def test_every_peer_of_a_curve_has_a_value(late: bool, weighted: bool) -> None:
    """Ninety patients, of whom none or every third enters late, each counted once or several times."""
    chance = np.random.default_rng(8)
    time, event = chance.integers(200, 900, 90), chance.random(90) < 0.7
    entry = np.where(np.arange(90) % 3 == 0, chance.integers(1, 200, 90), 0) if late else None
    times = survival_times(time, event, entry, chance.integers(1, 4, 90) if weighted else None)
    for function, found, *how in of_curves(times):
        second = opinion(confirm(found, times, *how))
        assert found.value is not None and second == pytest.approx(found.value, rel=1e-6), function


def of_curves(times: SurvivalTimes) -> Iterator[tuple[Any, ...]]:
    """Each estimate of one curve, its name and what it took besides the patients."""
    curve = kaplan_meier(times)
    for function, how in (
        (median_spss, ()), (median_r, ()), (mean_spss, ()),
        (quantile_spss, (0.3,)), (quantile_r, (0.3,)), (restricted_mean, (400.0,)), (survival_at, (400.0,)),
    ):  # fmt: skip
        yield function.__name__, function(curve, *how), *how
    yield "median_follow_up", median_follow_up(times)


def test_a_difference_of_areas_has_a_second_opinion() -> None:
    """By hand: all of one die on day 2, all of the other on day 5; up to day 4 the areas are 2 and 4."""
    one, other = survival_times([2, 2], [1, 1]), survival_times([5, 5], [1, 1])
    found = restricted_mean_difference(kaplan_meier(one), kaplan_meier(other), 4, "days")
    assert found.value == -2
    assert opinion(confirm(found, one, other, 4)) == pytest.approx(-2)
    with pytest.raises(Disagreement):
        confirm(found, other, one, 4)


def test_areas_that_are_equal_have_no_second_opinion_on_their_difference() -> None:
    """Each patient counted twice has the same curve; ours is 0, and lifelines is off by its rounding."""
    chance = np.random.default_rng(1)
    for _ in range(9):
        time, event = chance.integers(1, 4000, 200), chance.random(200) < 0.6
        one, twice = survival_times(time, event), survival_times(np.tile(time, 2), np.tile(event, 2))
        found = restricted_mean_difference(kaplan_meier(one), kaplan_meier(twice), 1500, "days")
        assert opinion(confirm(found, one, twice, 1500)) is None
        moved = survival_times(np.where(np.arange(400) == 0, 1, twice.time), twice.event)
        with pytest.raises(Disagreement):
            confirm(found, one, moved, 1500)


def test_a_peer_is_read_by_the_midpoint() -> None:
    """By hand: of 1, 2, 3, 4, all dead, R's median is 2.5; of 1, 2 dead and 3, 9 alive half way from 2 to 9."""
    for last, expected in (([3, 4], 2.5), ([3, 9], 5.5)):
        times = survival_times([1, 2, *last], [1, 1, last == [3, 4], last == [3, 4]])
        assert opinion(confirm(median_r(kaplan_meier(times), "days"), times)) == expected


def test_follow_up_is_read_off_the_curve_of_censoring() -> None:
    """By hand: of four, those of days 2 and 6 are censored. The curve falls to 2/3 on day 2 and to 0 on day 6."""
    times = survival_times([1, 2, 5, 6], [1, 0, 1, 0])
    assert opinion(confirm(median_follow_up(times, "days"), times)) == 6


@pytest.fixture
def entering_late() -> dict[str, Any]:
    chance = np.random.default_rng(3)
    time, group = chance.integers(40, 900, 150), chance.integers(0, 2, 150).astype(str)
    return {"time": time, "status": np.ones(150, int), "group": group, "entry": time - chance.integers(1, 40, 150)}


def test_statsmodels_still_fails_on_strata_with_late_entry(entering_late: dict[str, Any]) -> None:
    """Where a newer one does not, the peer of the log-rank test need not be silent; 0.15 does."""
    with pytest.raises(IndexError):
        survdiff(**entering_late, strata=np.arange(150) % 2)


def test_statsmodels_still_gives_nothing_for_fleming_and_harrington_with_late_entry(
    entering_late: dict[str, Any],
) -> None:
    """Where a newer one gives a value, the peer of Peto-Peto's test need not be silent; 0.15 gives nan."""
    with np.errstate(all="ignore"):
        assert np.isnan(survdiff(**entering_late, weight_type="fh", fh_p=1)).all()
