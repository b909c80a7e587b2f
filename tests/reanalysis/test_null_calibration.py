"""Calibration of the null simulation: what is expected is what is printed, and what is drawn is what was expected."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mibg.published import load_claims
from mibg.reanalysis.immortal import (
    DOSE_FAMILIES,
    SURVIVAL_FAMILIES,
    Calibrated,
    Family,
    Law,
    Scenario,
    calibrate,
    cut_off,
    drawn_cohorts,
    expected,
    follow_up,
    overall_survival_at,
    printed_numbers,
)
from mibg.reanalysis.immortal.families import EXPONENTIAL, GAMMA, LOG_LOGISTIC, LOG_NORMAL, WEIBULL
from mibg.survival import kaplan_meier, median_spss, survival_at, survival_times
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR

PRINTED = printed_numbers(load_claims())
FOLLOW_UP = follow_up(PRINTED.first_year, PRINTED.last_year)
MANY = 400_000


def calibrated(survival: Family, dose: Family, hazard_ratio: float = 1, fitness: float = 0) -> Calibrated:
    return calibrate(PRINTED, Scenario(survival, dose, FOLLOW_UP, hazard_ratio, fitness))


@pytest.mark.parametrize("family", [*SURVIVAL_FAMILIES, *DOSE_FAMILIES], ids=lambda family: family.name)
def test_a_quantile_undoes_the_cumulative_share(family: Family) -> None:
    law, shares = Law(family, 600.0, 1.3), np.array([0.0, 0.01, 0.5, 0.9, 0.999])
    np.testing.assert_allclose(law.cumulative(law.quantile(shares)), shares, atol=1e-12)
    assert law.cumulative(np.array([0.0])).tolist() == [0.0]


def test_families_by_hand() -> None:
    """By hand at t = scale: exponential and Weibull 1 - 1/e, log-normal and log-logistic one half."""
    at = np.array([600.0])
    found = [
        float(Law(each, 600.0, 1.7).cumulative(at)[0]) for each in (EXPONENTIAL, WEIBULL, LOG_NORMAL, LOG_LOGISTIC)
    ]
    assert found == pytest.approx([1 - np.exp(-1), 1 - np.exp(-1), 0.5, 0.5])
    assert Law(cut_off(GAMMA, 12), 600.0, 1.7).cumulative(np.array([400.0]))[0] == 1


def test_follow_up_runs_from_the_day_of_coming_to_the_end() -> None:
    """By hand: who came on the first or last day of 2000 can be followed for 731 or 366 days, to the end of 2001."""
    found = follow_up(2000, 2000, date(2001, 12, 31))
    assert (found.shortest, found.longest) == (365, 731)
    assert found.beyond(np.array([0.0, 365, 548, 731, 900])).tolist() == [1, 1, 0.5, 0, 0]
    with pytest.raises(ValueError, match="before the last patients of 2014"):
        follow_up(1991, 2014, date(2014, 6, 30))


@pytest.mark.parametrize("dose", DOSE_FAMILIES, ids=lambda family: family.name)
@pytest.mark.parametrize("survival", [family for family in SURVIVAL_FAMILIES if family.shaped], ids=lambda it: it.name)
def test_all_that_is_printed_is_met_within_rounding(survival: Family, dose: Family) -> None:
    assert calibrated(survival, dose).within


def test_what_cannot_be_met_is_said() -> None:
    """An exponential with a median of 2.4 years has 0.5^(5/2.4) = 23.6% alive at five; a log-normal dose without a
    limit misses quartiles by more than rounding (regression only)."""
    fits = {fit.what: fit for fit in calibrated(EXPONENTIAL, WEIBULL).fits}
    assert fits["median overall survival (years)"].expected == pytest.approx(2.4)
    assert fits["five-year survival (%)"].expected == pytest.approx(100 * 0.5 ** (5 / 2.4))
    assert not fits["five-year survival (%)"].within
    assert sum(not fit.within for fit in fits.values()) == 1
    missed = [fit.what for fit in calibrated(WEIBULL, LOG_NORMAL).fits if not fit.within]
    assert missed == ["lower quartile of the interval (months)", "median of the interval (months)"]


@pytest.mark.parametrize(("hazard_ratio", "fitness"), [(1.0, 0.0), (1.0, 0.4), (0.6, 0.0), (1.5, 0.3)])
@pytest.mark.parametrize("dose", [WEIBULL, GAMMA], ids=lambda family: family.name)
def test_a_big_simulation_shows_what_was_expected(dose: Family, hazard_ratio: float, fitness: float) -> None:
    """Simulated: 400,000 patients; tolerances are four standard errors."""
    found = calibrated(LOG_LOGISTIC, dose, hazard_ratio, fitness)
    (cohort,) = drawn_cohorts(found.model, MANY, 1, seed=5)
    again, seen = cohort.again[0], expected(found.model)
    assert found.within
    assert cohort.multiple.mean() == pytest.approx(seen.share, abs=4 * np.sqrt(0.19 * 0.81 / MANY))
    quartiles = np.quantile(again[np.isfinite(again)], [0.25, 0.5, 0.75]) / DAYS_PER_MONTH
    np.testing.assert_allclose(quartiles, seen.quartiles, atol=0.3)
    curve = kaplan_meier(survival_times(cohort.time[0], cohort.event[0]))
    assert median_spss(curve).value == pytest.approx(float(PRINTED.median.number), abs=0.03)
    five = survival_at(curve, 5 * DAYS_PER_YEAR)
    assert five.se is not None
    assert five.value == pytest.approx(100 * overall_survival_at(found.model, 5 * DAYS_PER_YEAR), abs=4 * five.se)


def test_the_same_seed_gives_the_same_cohorts() -> None:
    model = calibrated(WEIBULL, WEIBULL).model
    one, same, other = (next(drawn_cohorts(model, 211, 3, seed)).time for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.isin(one, other).any()
