"""The emulated trial: clones by hand, weights against statsmodels, and simulated patients with a known answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from mibg.disclosure.gate import Gate
from mibg.reanalysis.immortal import Arm, Trial, arms, emulated, trial
from mibg.reanalysis.immortal.staying import PositivityError, probability, weights_of
from mibg.survival import (
    InvalidSurvivalData,
    KnownLater,
    kaplan_meier,
    known_later,
    restricted_mean,
    survival_times,
)
from mibg.survival.times import Floats
from mibg.units import DAYS_PER_MONTH

FIVE_YEARS = 5 * 365.25


def treated(days: list[float] | Floats) -> KnownLater:
    return known_later(["again"] * len(days), days, before="once", what="Treatments")


def rows(arm: Arm) -> list[tuple[int, float, float, bool]]:
    columns = zip(arm.patient, arm.times.entry, arm.times.time, arm.times.event, strict=True)
    return sorted(
        (int(who), round(max(0.0, begin / DAYS_PER_MONTH), 6), round(end / DAYS_PER_MONTH, 6), bool(died))
        for who, begin, end, died in columns
    )


def test_clones_by_hand() -> None:
    """Grace of two months. 0 dies in month 1; 1 treated in month 2 dies in 10; 2 never treated dies in 8; 3 treated in
    month 5, after the grace, is censored in 12. In one arm 2 and 3 leave at two months, in the other 1 on his day."""
    time, event = np.array([0.5, 10, 8, 12]) * DAYS_PER_MONTH, [1, 1, 1, 0]
    doses = np.array([np.nan, 1.5, np.nan, 5]) * DAYS_PER_MONTH
    both = arms(trial(survival_times(time, event), treated(doses), pd.DataFrame({"age": [1.0, 2, 3, 4]}), 2))
    again = [(0, 0, 0.5, True), (1, 0, 2, False), (1, 2, 10, True), (2, 0, 2, False), (3, 0, 2, False)]
    assert rows(both.again) == again
    never = [(0, 0, 0.5, True), (1, 0, 1, False), (1, 1, 1.5, False), (2, 0, 1, False), (2, 1, 2, False)]
    never += [(2, 2, 8, True), (3, 0, 1, False), (3, 1, 2, False), (3, 2, 12, False)]
    assert rows(both.never) == never


@pytest.mark.parametrize("fault", ["length", "months", "entry"])
def test_what_is_no_trial_is_refused(fault: str) -> None:
    times = survival_times([10, 20], [1, 1], [1, 2] if fault == "entry" else None)
    by = pd.DataFrame({"age": [1.0] * (3 if fault == "length" else 2)})
    with pytest.raises(InvalidSurvivalData):
        trial(times, treated([np.nan, 5]), by, 0 if fault == "months" else 6)


def test_probabilities_are_those_of_statsmodels() -> None:
    """statsmodels: GLM(y, x, family=Binomial(), freq_weights=counts)."""
    chance = np.random.default_rng(1)
    x = np.column_stack([np.ones(300), chance.normal(size=(300, 2))])
    y, often = chance.random(300) < 0.2 + 0.1 * (x[:, 1] > 0), chance.integers(0, 4, 300).astype(float)
    peer = sm.GLM(y.astype(float), x, family=sm.families.Binomial(), freq_weights=often).fit()
    np.testing.assert_allclose(probability(x, y, often), peer.predict(x), rtol=1e-7)


def simulated(chance: np.random.Generator, hazard_ratio: float, n: int = 600) -> tuple[Trial, Trial]:
    """Fit patients live longer and are treated again more often; with fitness among the covariates, and without."""
    fit, other = chance.normal(size=(2, n))
    alone = chance.exponential(900 * np.exp(0.6 * fit))
    dose = chance.exponential(600 * np.exp(-0.8 * fit))
    dose = np.where((dose < alone) & (dose < 12 * DAYS_PER_MONTH), dose, np.inf)
    again, death = np.isfinite(dose), alone.copy()
    death[again] = dose[again] + (alone[again] - dose[again]) / hazard_ratio
    times = survival_times(np.minimum(death, 3000), death <= 3000)
    known, unknown = pd.DataFrame({"fit": fit, "other": other}), pd.DataFrame({"other": other})
    one, two = (trial(times, treated(dose), by, 12) for by in (known, unknown))
    return one, two


def means(of: Trial) -> tuple[float, float]:
    """Restricted means of both arms in months."""
    both = arms(of)
    found = [restricted_mean(kaplan_meier(arm.times), FIVE_YEARS, "months").value for arm in (both.again, both.never)]
    again, never = (value for value in found if value is not None)
    return again, never


def test_weights_remove_what_a_known_covariate_did() -> None:
    """Simulated, 60 cohorts, a dose that does nothing: no difference with fitness known, several months without."""
    chance = np.random.default_rng(11)
    pairs = [simulated(chance, 1.0) for _ in range(60)]
    known, unknown = (np.array([np.subtract(*means(each)) for each in side]) for side in zip(*pairs, strict=True))
    assert known.mean() == pytest.approx(0, abs=3 * known.std() / np.sqrt(60) + 0.15)
    assert unknown.mean() > 2


def test_the_arm_without_a_second_dose_is_what_would_have_been() -> None:
    """Simulated, 60 cohorts, a dose that halves the hazard: the mean of the untreated arm is that of nobody treated.

    By simulation of 400,000 without a dose."""
    chance = np.random.default_rng(12)
    never = np.array([means(simulated(chance, 0.5)[0])[1] for _ in range(60)])
    alone = chance.exponential(900 * np.exp(0.6 * chance.normal(size=400_000)))
    truth = np.minimum(alone, FIVE_YEARS).mean() / DAYS_PER_MONTH
    assert never.mean() == pytest.approx(truth, abs=3 * never.std() / np.sqrt(60) + 0.1)


def test_the_bootstrap_is_as_wide_as_cohorts_differ() -> None:
    """Simulated: the interval of one cohort against the spread over 60, within 40 %; the seed decides."""
    chance = np.random.default_rng(13)
    one = simulated(chance, 1.0)[0]
    found, same = (emulated(one, horizon_days=FIVE_YEARS, replicates=80, seed=3) for _ in range(2))
    spread = np.std([np.subtract(*means(simulated(chance, 1.0)[0])) for _ in range(60)])
    assert found.restricted_mean == same.restricted_mean
    assert found.restricted_mean.ci is not None
    low, high = found.restricted_mean.ci
    assert low is not None
    assert high is not None
    assert (high - low) / 3.92 == pytest.approx(spread, rel=0.4)
    assert found.restricted_mean.value == pytest.approx(np.subtract(*means(one)))


def test_a_median_that_is_not_reached_has_a_reason() -> None:
    times = survival_times(np.arange(10.0, 110), np.arange(100) % 10 == 0)
    quiet = trial(times, treated(np.where(np.arange(100) % 3, np.nan, 5)), pd.DataFrame({"age": np.arange(100.0)}), 1)
    found = emulated(quiet, horizon_days=50, replicates=5, seed=1)
    assert found.medians["again"].reason is not None
    assert found.difference.value is None
    assert found.survival.value is not None


@pytest.mark.parametrize(("treated_again", "least"), [(3, 3), (20, 15)])
def test_the_smaller_arm_is_counted_and_a_gate_looks_at_it(treated_again: int, least: int) -> None:
    """By hand: of a hundred every fourth is censored, so of the first 3 all die, of the first 20 fifteen do."""
    died = np.arange(100) % 4 != 3
    doses = np.where(np.arange(100) < treated_again, 5.0, np.nan)
    some = trial(survival_times(np.arange(100.0, 200), died), treated(doses), pd.DataFrame({"age": np.ones(100)}), 1)
    found = emulated(some, horizon_days=120, replicates=5, seed=1)
    for one in (*found.medians.values(), found.difference, found.restricted_mean, found.survival):
        assert one.smallest == least
        assert Gate(5).estimate(one).withheld == (least == 3)


def test_who_does_not_count_in_a_sample_weighs_nothing_though_he_was_certain_to_depart() -> None:
    """All who are old are treated again but one, whom the sample leaves out: there, to be old is to be treated."""
    old = np.arange(40) % 2 == 0
    again = treated(np.where(old & (np.arange(40) > 0), 20.0, np.nan))
    decided = trial(survival_times(np.arange(100.0, 140), np.ones(40)), again, pd.DataFrame({"old": 9.0 * old}), 2)
    never = arms(decided, (np.arange(40) > 0).astype(int)).never
    weight = never.times.weight
    assert weight is not None
    assert (weight[never.patient == 0] == 0).all()
    assert weight.max() < 2


def test_nobody_stands_for_more_than_a_million() -> None:
    with pytest.raises(PositivityError):
        weights_of(np.ones(2), np.array([0.5, 1e-7]))
