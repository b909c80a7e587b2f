"""Bootstrap limits: against scipy's from the same replicates, in a simulation, and where there are none."""

from __future__ import annotations

import math
from typing import get_args

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import bootstrap as scipy_bootstrap
from scipy.stats import norm

from mibg.survival import SurvivalTimes, bootstrap, kaplan_meier, median_spss, survival_at, survival_times
from mibg.survival.resampling import Difference, Quantile, RestrictedMean, Statistic, SurvivalAt
from mibg.survival.resampling.corrections import bias_correction
from mibg.survival.resampling.limits import Method

Floats = npt.NDArray[np.float64]

CHANCE = np.random.default_rng(7)
TIME = np.ceil(CHANCE.exponential(400, 60))
EVENT = CHANCE.random(60) < 0.75
TIMES = survival_times(TIME, EVENT)
GROUP = np.array(["a", "b"])[np.arange(60) % 3 // 2]


def median_of(rows: Floats) -> float:
    chosen = rows.astype(int)
    value = median_spss(kaplan_meier(survival_times(TIME[chosen], EVENT[chosen])), "days").value
    assert value is not None
    return value


def survival_of(rows: Floats) -> float:
    chosen = rows.astype(int)
    value = survival_at(kaplan_meier(survival_times(TIME[chosen], EVENT[chosen])), 300).value
    assert value is not None
    return value


def one_sample(statistic: Statistic[SurvivalTimes], method: Method) -> tuple[float, float]:
    """scipy's limits from our replicates and from its own jackknife of single-sample functions."""
    found = bootstrap(statistic, TIMES, seed=3, replicates=400, method=method)
    function = median_of if isinstance(statistic, Quantile) else survival_of
    given = type("Given", (), {"bootstrap_distribution": found.replicates[:, 0]})
    told = scipy_bootstrap(
        (np.arange(60),),
        function,
        n_resamples=0,
        method={"bca": "BCa", "percentile": "percentile"}[method],
        vectorized=False,
        bootstrap_result=given,
    )
    interval = found.intervals[statistic.names[0]]
    assert interval.se == pytest.approx(told.standard_error)
    np.testing.assert_allclose((interval.low, interval.high), told.confidence_interval, rtol=1e-10)
    return interval.low, interval.high


@pytest.mark.parametrize("statistic", [Quantile(), SurvivalAt(300)], ids=["median", "S(t)"])
def test_limits_are_those_of_scipy(statistic: Statistic[SurvivalTimes]) -> None:
    assert one_sample(statistic, "bca") != one_sample(statistic, "percentile")


def test_limits_of_two_samples_are_those_of_scipy() -> None:
    first, second = (np.flatnonzero(name == GROUP) for name in ("a", "b"))
    statistic = Difference(SurvivalAt(300), GROUP, "a", "b")
    found = bootstrap(statistic, TIMES, seed=4, replicates=400, strata=GROUP)
    told = scipy_bootstrap(
        (first, second),
        lambda one, other: survival_of(one) - survival_of(other),
        n_resamples=0,
        vectorized=False,
        bootstrap_result=type("Given", (), {"bootstrap_distribution": found.replicates[:, 0]}),
    )
    interval = found.intervals["S(300 days)"]
    np.testing.assert_allclose((interval.low, interval.high), told.confidence_interval, rtol=1e-10)
    assert interval.acceleration != 0


def test_bias_correction_counts_ties_by_half() -> None:
    """Counted by hand: one of ten below and four equal are three of ten."""
    replicates = np.array([1.0, 5, 5, 5, 5, 7, 8, 8, 9, 9])
    assert bias_correction(5, replicates) == pytest.approx(norm.ppf(0.3))


@pytest.mark.parametrize("strata", [None, GROUP], ids=["from all", "within groups"])
def test_the_seed_decides(strata: npt.NDArray[np.str_] | None) -> None:
    one, same, other = (
        bootstrap(RestrictedMean(500), TIMES, seed=seed, replicates=700, strata=strata) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one.replicates, same.replicates)
    assert one.intervals == same.intervals != other.intervals


def test_strata_keep_their_size() -> None:
    """The share of group b is fixed within groups and varies without them."""

    def share_of_b(strata: npt.NDArray[np.str_] | None) -> float:
        times = survival_times(np.where(GROUP == "b", 2, 1), np.ones(60))
        return float(bootstrap(SurvivalAt(1), times, seed=1, replicates=50, strata=strata).replicates.std())

    assert share_of_b(GROUP) == 0 < share_of_b(None)


def test_monte_carlo_error_is_the_spread_of_limits_over_seeds() -> None:
    """Within a factor of 1.5, which thirty seeds tell apart."""
    found = [
        bootstrap(RestrictedMean(500), TIMES, seed=seed, replicates=500, method="percentile").intervals
        for seed in range(30)
    ]
    limits = [each["restricted mean to 500 days"] for each in found]
    seen, told = np.std([each.low for each in limits]), np.median([each.low_error for each in limits])
    assert 1 / 1.5 < told / seen < 1.5


@pytest.mark.parametrize("method", get_args(Method))
@pytest.mark.parametrize(
    ("statistic", "truth"), [(RestrictedMean(1), 1 - math.exp(-1)), (Quantile(), math.log(2))], ids=["mean", "median"]
)
def test_coverage_is_within_three_monte_carlo_errors(
    statistic: Statistic[SurvivalTimes], truth: float, method: Method
) -> None:
    """Exponential times of mean 1, uniform censoring: restricted mean to 1 is 1 - exp(-1), the median log 2."""
    chance, samples = np.random.default_rng(11), 800
    covered = 0
    for seed in range(samples):
        time, end = chance.exponential(size=80), chance.uniform(1.01, 3, 80)
        times = survival_times(np.minimum(time, end), time <= end)
        interval = bootstrap(statistic, times, seed=seed, replicates=600, level=0.9, method=method).estimate().ci
        assert interval is not None and interval[0] is not None and interval[1] is not None
        covered += interval[0] <= truth <= interval[1]
    assert abs(covered / samples - 0.9) < 3 * math.sqrt(0.9 * 0.1 / samples)


def test_the_estimate_is_in_the_unit_asked_for() -> None:
    found = bootstrap(Quantile(), TIMES, seed=1, replicates=200)
    days, years = found.estimate(), found.estimate("years")
    assert days.value == median_of(np.arange(60.0))
    assert years.value == pytest.approx(days.value / 365.25)
    assert years.ci is not None and days.ci is not None
    np.testing.assert_allclose(np.array(years.ci, dtype=float) * 365.25, np.array(days.ci, dtype=float))
    assert (days.n, days.events) == (60, EVENT.sum())
    assert "200 replicates" in days.convention


NO_EVENTS = survival_times([3, 4, 5], [0, 0, 0])
ONE_IN_TEN = survival_times(range(1, 11), [1] + [0] * 9)
HALF = survival_times(range(1, 21), [1] * 10 + [0] * 10)
SAME = survival_times([5] * 6, [1] * 6)


@pytest.mark.parametrize(
    ("statistic", "times", "reason"),
    [
        (Quantile(), survival_times([], []), "there are no patients"),
        (Quantile(), NO_EVENTS, "there are no events"),
        (Quantile(), ONE_IN_TEN, "S(t) never falls to 0.5"),
        (SurvivalAt(11), ONE_IN_TEN, "nobody was observed for so long"),
        (RestrictedMean(11), ONE_IN_TEN, "nobody was observed for so long"),
        (SurvivalAt(2), NO_EVENTS, "there are no events"),
        (Quantile(), SAME, "every replicate gives the same value"),
        (SurvivalAt(10), ONE_IN_TEN, "of the replicates cannot carry it"),
        (Quantile(), HALF, "of the replicates cannot carry it"),
    ],
)
def test_not_estimable_says_why(statistic: Statistic[SurvivalTimes], times: SurvivalTimes, reason: str) -> None:
    estimate = bootstrap(statistic, times, seed=1, replicates=200).estimate()
    assert estimate.value is None
    assert reason in str(estimate.reason)


def test_failed_replicates_are_reported_and_left_out() -> None:
    """Eight patients in twenty-five without the event: the median is not reached in a few of the replicates."""
    times = survival_times(range(1, 26), [1] * 17 + [0] * 8)
    found = bootstrap(Quantile(), times, seed=1, replicates=2000)
    share = float(np.isnan(found.replicates).mean())
    assert 0 < share < 0.05
    assert found.estimate().parts["failed"] == pytest.approx(share)


@pytest.mark.parametrize("wrong", [{"replicates": 1}, {"level": 1.0}, {"method": "basic"}, {"strata": ["a"]}])
def test_what_makes_no_bootstrap_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not 1|1\.0 does not|'basic'|1 strata were given for 60 patients"):
        bootstrap(Quantile(), TIMES, seed=1, **wrong)  # type: ignore[arg-type]
