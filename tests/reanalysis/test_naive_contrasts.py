"""The naive comparison in many cohorts at once, against the same comparison one cohort at a time."""

from __future__ import annotations

import numpy as np
import pytest

from mibg.published import load_claims
from mibg.reanalysis.immortal import (
    Cohorts,
    NaiveContrasts,
    Scenario,
    alike,
    as_large,
    calibrate,
    drawn_cohorts,
    follow_up,
    middle,
    naive_contrasts,
    printed_numbers,
    share,
    significant,
)
from mibg.reanalysis.immortal.families import WEIBULL
from mibg.survival import kaplan_meier, log_rank, median_spss, survival_times
from mibg.units import DAYS_PER_YEAR

PRINTED = printed_numbers(load_claims())
MODEL = calibrate(PRINTED, Scenario(WEIBULL, WEIBULL, follow_up(PRINTED.first_year, PRINTED.last_year))).model


def median(cohorts: Cohorts, row: int, chosen: np.ndarray) -> float:
    times = survival_times(cohorts.time[row][chosen], cohorts.event[row][chosen])
    found = median_spss(kaplan_meier(times)).value
    return np.inf if found is None else found


@pytest.mark.parametrize("patients", [6, 40, 211])
def test_all_at_once_is_one_by_one(patients: int) -> None:
    """Direct: with six patients some groups are empty and some curves stay above one half."""
    (cohorts,) = drawn_cohorts(MODEL, patients, 60, seed=9)
    found = naive_contrasts([cohorts])
    assert patients > 6 or np.isinf(found.multiple).any()
    for row in range(60):
        again = cohorts.multiple[row]
        expected = [median(cohorts, row, chosen) for chosen in (again, ~again, np.ones(patients, dtype=bool))]
        assert [found.multiple[row], found.single[row], found.everybody[row]] == pytest.approx(expected, rel=1e-12)
        p = log_rank(survival_times(cohorts.time[row], cohorts.event[row]), again).p
        assert found.p[row] == pytest.approx(1 if p is None else p, rel=1e-9)
        assert found.treated_again[row] == again.sum()


def test_cohorts_come_in_pieces() -> None:
    whole = naive_contrasts(drawn_cohorts(MODEL, 20, 600, seed=2))
    assert len(whole) == 600


def contrasts(multiple: list[float], single: list[float], p: list[float] | None = None) -> NaiveContrasts:
    many = len(multiple)
    return NaiveContrasts(
        np.array(multiple), np.array(single), np.full(many, 2.4), np.full(many, 40), np.array(p or [0.01] * many)
    )


def test_a_median_not_reached_is_longer_than_any() -> None:
    """By hand: a year is twelve months of 30.4375 days."""
    found = contrasts([3.0, np.inf, 2.0, np.inf], [2.0, 2.0, np.inf, np.inf])
    assert found.difference.tolist() == [12, np.inf, -np.inf, np.inf]


def test_shares_of_cohorts_by_hand() -> None:
    """Differences of 23.5 months (just within rounding), 24, 12 and -12 months; p of 0.01, 0.2, 0.01, 0.01."""
    found = contrasts([23.5 / 12, 3.0, 2.0, 1.0], [0.0, 1.0, 1.0, 2.0], [0.01, 0.2, 0.01, 0.01])
    assert as_large(found, PRINTED).value == 50
    assert as_large(found, PRINTED).se == pytest.approx(25)
    assert significant(found, PRINTED).value == 50
    assert alike(found, PRINTED).all()
    assert share(found.p > 2, "never").value == 0
    assert share(np.zeros(0, dtype=bool), "of none").reason == "there are no such cohorts"


def test_the_middle_of_cohorts_by_hand() -> None:
    """Of 1 to 400: median 200, 10 and 390 as limits, one standard error of the rank is 10 of 400."""
    found = middle(np.arange(1.0, 401), "months", "A number")
    assert (found.value, found.se, found.n) == (200, 10, 400)
    assert found.parts == {"low": 10, "high": 390}
    unreached = middle(np.where(np.arange(400) < 20, np.inf, 1.0), "months", "A number")
    assert unreached.reason == "more than one in forty of the simulated cohorts has no such value"


def test_monte_carlo_errors_are_those_seen_between_seeds() -> None:
    """Simulated: the spread of medians over 40 seeds against the error that each run of 500 states (within 30 %)."""
    runs = [
        middle(naive_contrasts(drawn_cohorts(MODEL, 211, 500, seed)).difference, "months", "Difference")
        for seed in range(40)
    ]
    stated = np.mean([run.se for run in runs if run.se is not None])
    assert np.std([run.value for run in runs if run.value is not None], ddof=1) == pytest.approx(stated, rel=0.3)


def limit_of_medians() -> tuple[float, float]:
    """Medians in years that the two naive curves tend to, where the dose does nothing.

    At risk at t of those with several treatments is everybody still followed whose dose came before t, or comes after t
    and before death and censoring; only those whose dose came before can die at t. The others are who is left.
    """
    edges = np.linspace(0, MODEL.follow_up.longest, 20001)
    middle, alive = (edges[1:] + edges[:-1]) / 2, MODEL.survival.survival(edges)
    doses = MODEL.candidates * np.diff(MODEL.dose.cumulative(edges))
    seen = MODEL.survival.survival(middle) * MODEL.follow_up.beyond(middle)
    before, still_to_come = np.cumsum(doses) - doses / 2, np.cumsum((doses * seen)[::-1])[::-1] - doses * seen / 2
    deaths = -np.diff(alive) * MODEL.follow_up.beyond(middle)
    at_risk = seen * before + still_to_come
    curves = (deaths * before, at_risk), (deaths * (1 - before), seen - at_risk)
    heights = [np.exp(-np.cumsum(died / np.maximum(risk, 1e-12))) for died, risk in curves]
    several, one = (float(np.interp(-0.5, -height, middle) / DAYS_PER_YEAR) for height in heights)
    return several, one


def test_a_dose_that_does_nothing_is_followed_by_longer_survival_by_a_known_amount() -> None:
    """Direct: medians by numeric integration, and of a simulated cohort of 400,000; more than 20 months apart."""
    found = naive_contrasts(drawn_cohorts(MODEL, 400_000, 1, seed=1))
    several, one = limit_of_medians()
    assert found.multiple[0] == pytest.approx(several, abs=0.04)
    assert found.single[0] == pytest.approx(one, abs=0.02)
    assert found.everybody[0] == pytest.approx(2.4, abs=0.02)
    assert found.difference[0] > 20
