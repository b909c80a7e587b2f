"""Firth's penalised regression against closed forms, and against the definition of the penalised likelihood."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq, minimize
from scipy.stats import chi2

from mibg.survival import survival_times
from mibg.survival.cox import cox, firth, firth_hazard_ratio, hazard_ratio

FEW = survival_times([1, 2, 3, 4], [1, 0, 0, 0])


@pytest.mark.parametrize("ties", ["breslow", "efron"])
@pytest.mark.parametrize(
    ("x", "expected"),
    [
        # One event out of m with x and q without, by one who has x: with p = m e^b / (m e^b + q) the penalised
        # likelihood is p^(3/2) (1 - p)^(1/2) but for a constant, largest at p = 3/4: e^b = 3 q / m.
        ([1, 0, 0, 1], 3),
        ([1, 0, 0, 0], 9),
        ([1, 1, 1, 0], 1),
        # By one who has not: p = 1/4.
        ([0, 0, 0, 1], 1),
        ([0, 1, 1, 1], 1 / 9),
    ],
)
def test_one_event_has_a_closed_form(x: list[int], expected: float, ties: Any) -> None:
    fit = firth(FEW, pd.DataFrame({"x": x}), ties=ties)
    assert fit.reason is None
    assert math.exp(float(fit.coef[0])) == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("unit", [1e-2, 1, 1e9])
def test_the_unit_of_a_covariate_changes_nothing_else(unit: float) -> None:
    one, other = (
        firth_hazard_ratio(firth(FEW, pd.DataFrame({"x": np.array([1, 0, 0, 1]) * unit})), "x") for unit in (1, unit)
    )
    assert other.parts["coef"] * unit == pytest.approx(math.log(3), rel=1e-8)
    assert one.ci is not None and other.ci is not None
    np.testing.assert_allclose(np.array(other.ci, dtype=float) ** unit, np.array(one.ci, dtype=float), rtol=1e-6)


@pytest.mark.parametrize("unit", [1e-4, 1e-12])
def test_a_hazard_ratio_beyond_all_numbers_is_not_estimable(unit: float) -> None:
    """Of x one unit is 1 / unit of its spreads; at 1e-4 the ratio of a plain regression is e^7000."""
    reason = "the hazard ratio for one unit of x is beyond the range of numbers; give it in other units"
    frame = pd.DataFrame({"x": np.array([1, 0, 0, 1, 0, 0]) * unit})
    times = survival_times([1, 2, 3, 4, 5, 6], [1, 1, 0, 0, 0, 1])
    for sign in (1, -1):
        assert firth_hazard_ratio(firth(times, frame * sign), "x").reason == reason
        assert hazard_ratio(cox(times, frame * sign), "x").reason == reason


def test_groups_with_tied_events_have_a_closed_form() -> None:
    """Breslow's ties: d events at once, a_g in group g of m_g, are multinomial.

    So Firth's penalty is Jeffreys' prior: p_g = (a_g + 1/2) / (d + 3/2). Three groups of 3, 4 and 5 with 2, 1 and 0
    events: 2.5, 1.5 and 0.5, each over the size of its group.
    """
    group = np.repeat([0, 1, 2], [3, 4, 5])
    event = np.array([1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    times = survival_times(np.where(event == 1, 1, 2), event)
    fit = firth(times, pd.DataFrame({"b": group == 1, "c": group == 2}))
    np.testing.assert_allclose(np.exp(fit.coef), [(1.5 / 4) / (2.5 / 3), (0.5 / 5) / (2.5 / 3)], rtol=1e-8)


def test_interval_and_test_have_closed_forms_too() -> None:
    """p^(3/2) (1 - p)^(1/2) against its values at p = 3/4 and at b = 0, where p = 1/2."""
    found = firth_hazard_ratio(firth(FEW, pd.DataFrame({"x": [1, 0, 0, 1]})), "x")

    def height(p: float) -> float:
        return 1.5 * math.log(p) + 0.5 * math.log(1 - p)

    statistic = 2 * (height(0.75) - height(0.5))
    assert found.parts["chi2"] == pytest.approx(statistic, rel=1e-8)
    assert found.parts["p"] == pytest.approx(chi2.sf(statistic, 1), rel=1e-8)

    def left(p: float) -> float:
        return height(p) - height(0.75) + float(chi2.ppf(0.95, 1)) / 2

    low, high = (float(brentq(left, *within, xtol=1e-15)) for within in ((1e-9, 0.75), (0.75, 1 - 1e-9)))
    assert found.ci == pytest.approx((low / (1 - low), high / (1 - high)), rel=1e-7)


def expected_coef(times: Any, x: np.ndarray, ties: str) -> float:
    """Root of the modified score of one 0/1 covariate, each term of the likelihood written out."""

    def modified_score(coef: float) -> float:
        score, information, slope = 0.0, 0.0, 0.0
        for moment in np.unique(times.time[times.event]):
            died = times.event & (times.time == moment)
            at_risk = (times.entry < moment) & (times.time >= moment)
            for done in range(died.sum()):
                gone = died * (done / died.sum()) if ties == "efron" else 0
                risk = (at_risk - gone) * np.exp(coef * x)
                p = float((risk * x).sum() / risk.sum())
                information, slope = information + p * (1 - p), slope + p * (1 - p) * (1 - 2 * p)
                score -= p
            score += float(x[died].sum())
        return score + slope / information / 2

    return float(brentq(modified_score, -20, 20, xtol=1e-13))


@pytest.mark.parametrize("ties", ["breslow", "efron"])
@pytest.mark.parametrize("seed", range(6))
def test_the_modified_score_is_zero(seed: int, ties: Any) -> None:
    """Twelve patients with ties, few events and late entry."""
    chance = np.random.default_rng(seed)
    time, x = chance.integers(2, 7, 12), chance.integers(0, 2, 12)
    times = survival_times(time, chance.random(12) < 0.4, chance.integers(-2, 2, 12))
    fit = firth(times, pd.DataFrame({"x": x}), ties=ties)
    assert float(fit.coef[0]) == pytest.approx(expected_coef(times, x, ties), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("seed", range(10))
def test_three_covariates_and_few_events_come_to_rest(seed: int) -> None:
    """No step from the end, in any direction, raises the penalised likelihood of the definition."""
    chance = np.random.default_rng(seed)
    x, n = chance.normal(size=(20, 3)), 20
    times = survival_times(np.arange(1, n + 1), chance.permutation(n) < 4)
    fit = firth(times, pd.DataFrame(x, columns=["a", "b", "c"]))
    assert fit.reason is None

    def height(coef: np.ndarray) -> float:
        value, information = 0.0, np.zeros((3, 3))
        for row in np.flatnonzero(times.event):
            p = np.exp(x[row:] @ coef) / np.exp(x[row:] @ coef).sum()
            centred = x[row:] - p @ x[row:]
            value += math.log(p[0])
            information += (centred * p[:, None]).T @ centred
        return value + 0.5 * float(np.linalg.slogdet(information)[1])

    best = minimize(lambda coef: -height(coef), fit.coef, method="Nelder-Mead", options={"xatol": 1e-9})
    assert fit.value == pytest.approx(height(fit.coef), rel=1e-10)
    assert -best.fun <= fit.value + 1e-9


def test_risk_sets_a_few_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    by = pd.DataFrame({"x": np.sin(np.arange(12)), "z": np.arange(12) % 3})
    times = survival_times(np.arange(12) // 2, np.arange(12) % 4 < 3)
    whole = firth(times, by, ties="efron")
    monkeypatch.setattr("mibg.survival.cox.penalised._CELLS", 50)
    np.testing.assert_allclose(firth(times, by, ties="efron").coef, whole.coef, rtol=1e-10)


def test_a_climb_that_does_not_come_to_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mibg.survival.cox.penalised._STEPS", 2)
    fit = firth(FEW, pd.DataFrame({"x": [1, 0, 0, 1]}))
    assert np.isnan(fit.coef).all()
    assert firth_hazard_ratio(fit, "x").reason == "the penalised likelihood did not come to its maximum in 2 steps"


def test_a_covariate_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="the regression has no covariate 'nope'; it has x"):
        firth_hazard_ratio(firth(FEW, pd.DataFrame({"x": [1, 0, 0, 1]})), "nope")
