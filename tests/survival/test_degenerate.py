"""Data that carry no estimate, or none with an error: a reason, and never a number that looks sure."""

from __future__ import annotations

import pytest

from mibg.estimate import Estimate
from mibg.survival import (
    KaplanMeier,
    aalen_johansen,
    bootstrap,
    competing_times,
    confirm,
    incidence_at,
    kaplan_meier,
    mean_spss,
    restricted_mean,
    restricted_mean_difference,
    survival_at,
    survival_times,
)
from mibg.survival.resampling import IncidenceAt, Quantile, RestrictedMean, Statistic, SurvivalAt
from mibg.survival.times import SurvivalTimes

CENSORED = kaplan_meier(survival_times([3, 5], [0, 0]))
SOME = kaplan_meier(survival_times([3, 5], [1, 0]))
LATE = ([200, 300, 400], [1, 1, 0])
ENTRIES = [100, 100, 150]
LATE_CURVE = kaplan_meier(survival_times(*LATE, entry=ENTRIES))


def _says(found: Estimate, reason: str | None) -> None:
    assert (found.value is None, found.se, found.ci, found.reason) == (True, None, None, reason)


def test_patients_of_no_weight_are_nobody() -> None:
    curve = kaplan_meier(survival_times([3, 5], [1, 0], weight=[0, 0]))
    for found in (survival_at(curve, 4), mean_spss(curve), restricted_mean(curve, 4)):
        _says(found, "all patients have a weight of 0")


def test_nobody_is_observed_by_patients_of_no_weight() -> None:
    times = survival_times([1, 2, 300], [1, 0, 0], weight=[1, 1, 0])
    curve = kaplan_meier(times)
    _says(survival_at(curve, 200), "nobody was observed for so long")
    mean = confirm(mean_spss(curve, "days"), times)
    assert (mean.value, mean.parts["limited_to"]) == (1.5, 2)


@pytest.mark.parametrize(("one", "other"), [(CENSORED, SOME), (SOME, CENSORED)])
def test_a_restricted_mean_needs_an_event(one: KaplanMeier, other: KaplanMeier) -> None:
    _says(restricted_mean(CENSORED, 4), "there are no events")
    _says(restricted_mean_difference(one, other, 4), "there are no events")


def test_a_restricted_mean_that_does_not_vary_has_no_error() -> None:
    """By hand: nobody dies by day 2, so that both means are 2; one patient alone dies on day 3."""
    for found, value in (
        (restricted_mean(SOME, 2, "days"), 2),
        (restricted_mean_difference(SOME, SOME, 2, "days"), 0),
        (restricted_mean(kaplan_meier(survival_times([3], [1])), 4, "days"), 3),
    ):
        assert (found.value, found.se, found.ci, found.parts) == (value, None, None, {})


def test_nothing_is_known_of_days_before_anybody_was_observed() -> None:
    incidence = aalen_johansen(competing_times(*LATE, ["death"], entry=ENTRIES))
    for found in (survival_at(LATE_CURVE, 50), incidence_at(incidence, "death", 50), restricted_mean(LATE_CURVE, 50)):
        _says(found, "nobody was under observation yet")
    assert survival_at(LATE_CURVE, 100).value == survival_at(LATE_CURVE, 150).value == 100
    from_start = kaplan_meier(survival_times(*LATE, entry=[100, 0, 150]))
    assert survival_at(from_start, 50).value == 100


@pytest.mark.parametrize("method", ["bca", "percentile"])
@pytest.mark.parametrize(
    ("statistic", "times", "each_alone", "reason"),
    [
        (Quantile(), survival_times([5], [1]), False, "every replicate gives the same value"),
        (Quantile(), survival_times(range(1, 9), [1] * 8), True, "every replicate gives the same value"),
        (SurvivalAt(2), survival_times([3, 4, 5], [0, 0, 0]), False, "there are no events"),
        (RestrictedMean(2), survival_times([3, 4, 5], [0, 0, 0]), False, "there are no events"),
    ],
    ids=["one patient", "strata of one", "survival without events", "mean without events"],
)
def test_replicates_that_do_not_vary_make_no_interval(
    method: str, statistic: Statistic[SurvivalTimes], times: SurvivalTimes, each_alone: bool, reason: str
) -> None:
    strata = range(len(times)) if each_alone else None
    found = bootstrap(statistic, times, seed=1, replicates=50, method=method, strata=strata)  # type: ignore[arg-type]
    _says(found.estimate(), reason)


@pytest.mark.parametrize(("cause", "reason"), [(0, "there are no events"), (2, "every replicate gives the same value")])
def test_an_incidence_without_events_says_so(cause: int, reason: str) -> None:
    times = competing_times([3, 4, 5], [cause] * 3, ["relapse", "death"])
    _says(bootstrap(IncidenceAt("relapse", 3), times, seed=1, replicates=50).estimate(), reason)
