"""Firth's penalised likelihood: coefficients that stay finite where events are few or groups are separated."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.cox.fit import CoxFit, cox
from mibg.survival.cox.partial_likelihood import likelihood
from mibg.survival.cox.penalised import penalised, penalty_slope
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.times import Floats, SurvivalTimes

_STEPS: Final = 200
_CONVERGED: Final = 1e-10
_LONGEST: Final = 1.0
_SEARCHES: Final = 60


@dataclass(frozen=True, eq=False)
class FirthFit:
    """A regression fitted by the penalised likelihood.

    Parameters
    ----------
    plain : CoxFit
        The same regression without penalty; its coefficients may not be estimable.
    coef : ndarray of float, shape (p,)
        Penalised log hazard ratios.
    value : float
        Penalised log likelihood at `coef`.
    reason : str or None
        Why there are no coefficients; separation is no reason here.
    """

    plain: CoxFit
    coef: Floats
    value: float
    reason: str | None


def firth(times: SurvivalTimes, by: pd.DataFrame, *, ties: Ties = "breslow") -> FirthFit:
    """Regress the hazard on covariates by the likelihood times the root of the information's determinant.

    Parameters
    ----------
    times : SurvivalTimes
        n rows.
    by : DataFrame, shape (n, p)
        Covariates; see `covariates`.
    ties : {"breslow", "efron"}
        How tied events are taken.

    Returns
    -------
    FirthFit

    Notes
    -----
    Firth 1993; Heinze and Schemper 2001. Meant for cohorts of hundreds: the penalty's gradient needs third moments of
    every risk set.
    """
    plain = cox(times, by, ties=ties)
    if plain.reason is not None and "separation" not in plain.reason:
        return FirthFit(plain, np.full(len(plain.names), np.nan), math.nan, plain.reason)
    coef, value = _climb(plain, np.zeros(len(plain.names)), np.ones(len(plain.names), dtype=bool))
    return FirthFit(plain, coef, value, None)


def firth_hazard_ratio(fit: FirthFit, name: str, level: float = 0.95) -> Estimate:
    """Penalised hazard ratio for one unit of a covariate.

    Parameters
    ----------
    fit : FirthFit
        The regression.
    name : str
        One of its covariates.
    level : float
        Confidence level.

    Returns
    -------
    Estimate
        Unit ``ratio``, with the interval of the profile penalised likelihood; a limit that is not reached is None.
        Parts ``coef``, ``chi2`` and ``p`` (of the penalised likelihood-ratio test) and ``events_per_parameter``.
    """
    plain, place = fit.plain, fit.plain.names.index(name)
    convention = f"Cox regression on {', '.join(plain.names)}, Firth's penalty, profile interval; {plain.ties} ties"
    function = "mibg.survival.cox.firth.firth_hazard_ratio"
    if fit.reason is not None:
        return Estimate(None, "ratio", plain.n, convention, function, plain.events, reason=fit.reason)
    drop = float(chi2.ppf(level, 1)) / 2
    low, high = (_limit(fit, place, direction, drop) for direction in (-1, 1))
    statistic = 2 * (fit.value - _profile(fit, place, 0.0))
    parts = {
        "coef": float(fit.coef[place]),
        "chi2": statistic,
        "p": float(chi2.sf(statistic, 1)),
        "events_per_parameter": plain.events_per_parameter,
    }
    value = math.exp(float(fit.coef[place]))
    return Estimate(
        value, "ratio", plain.n, convention, function, plain.events, ci=(low, high), ci_level=level, parts=parts
    )


def _limit(fit: FirthFit, place: int, direction: int, drop: float) -> float | None:
    """Hazard ratio at which the profile has fallen by a given amount, on one side."""
    best = float(fit.coef[place])

    def above(coef: float) -> float:
        return _profile(fit, place, coef) - fit.value + drop

    outside = _bracket(above, best, direction / float(_spread(fit.plain)[place]))
    return None if outside is None else math.exp(float(brentq(above, best, outside, xtol=1e-9)))


def _bracket(above: Callable[[float], float], best: float, unit: float) -> float | None:
    """Find a coefficient where the profile has fallen far enough and is still to be had; None where there is none."""
    inside, outside, wall = best, best + unit, math.inf
    for _ in range(_SEARCHES):
        height = above(outside)
        if -math.inf < height <= 0:
            return outside
        inside, wall = (outside, wall) if height > 0 else (inside, outside)
        outside = best + 2 * (outside - best) if math.isinf(wall) else (inside + wall) / 2
    return None


def _profile(fit: FirthFit, place: int, value: float) -> float:
    """Largest penalised log likelihood with one coefficient held."""
    start = np.where(np.arange(len(fit.coef)) == place, value, fit.coef)
    free = np.arange(len(fit.coef)) != place
    return _climb(fit.plain, start, free)[1]


def _climb(plain: CoxFit, start: Floats, free: np.ndarray) -> tuple[Floats, float]:
    """Newton's method with the modified score, on the coefficients that are free."""
    coef, value = start.copy(), penalised(plain, start)
    for _ in range(_STEPS if free.any() and math.isfinite(value) else 0):
        at = likelihood(plain.strata, coef)
        score = at.score + penalty_slope(plain, coef, np.linalg.inv(at.information).astype(float))
        step = np.zeros(len(coef))
        step[free] = np.linalg.solve(at.information[np.ix_(free, free)], score[free])
        step *= min(1.0, _LONGEST / max(np.abs(step * _spread(plain)).max(), 1e-300))
        while (ahead := penalised(plain, coef + step)) < value - 1e-12 * abs(value):
            step /= 2
        coef, value = coef + step, ahead
        if np.abs(step).max() < _CONVERGED:
            break
    return coef, value


def _spread(plain: CoxFit) -> Floats:
    spread: Floats = np.concatenate([stratum.x for stratum in plain.strata]).std(axis=0)
    return spread
