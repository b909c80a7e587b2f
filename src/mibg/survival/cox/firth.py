"""Firth's penalised likelihood: coefficients that stay finite where events are few or groups are separated."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.cox.fit import CoxFit, cox
from mibg.survival.cox.partial_likelihood import Stratum, Terms, likelihood, terms_of
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.times import Floats, SurvivalTimes

_STEPS: Final = 200
_CONVERGED: Final = 1e-10
_LONGEST: Final = 1.0
_FARTHEST: Final = 60.0


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

    reach = 0.5
    while above(best + direction * reach) > 0:
        reach *= 2
        if reach > _FARTHEST:
            return None
    return math.exp(float(brentq(above, best, best + direction * reach, xtol=1e-9)))


def _profile(fit: FirthFit, place: int, value: float) -> float:
    """Largest penalised log likelihood with one coefficient held."""
    start = np.where(np.arange(len(fit.coef)) == place, value, fit.coef)
    free = np.arange(len(fit.coef)) != place
    return _climb(fit.plain, start, free)[1]


def _climb(plain: CoxFit, start: Floats, free: np.ndarray) -> tuple[Floats, float]:
    """Newton's method with the modified score, on the coefficients that are free."""
    coef, value = start.copy(), _penalised(plain, start)
    for _ in range(_STEPS if free.any() else 0):
        at = likelihood(plain.strata, coef)
        score = at.score + _penalty_slope(plain, coef, np.linalg.inv(at.information).astype(float))
        step = np.zeros(len(coef))
        step[free] = np.linalg.solve(at.information[np.ix_(free, free)], score[free])
        step *= min(1.0, _LONGEST / max(np.abs(step * _spread(plain)).max(), 1e-300))
        while (ahead := _penalised(plain, coef + step)) < value - 1e-12 * abs(value):
            step /= 2
        coef, value = coef + step, ahead
        if np.abs(step).max() < _CONVERGED:
            break
    return coef, value


def _spread(plain: CoxFit) -> Floats:
    spread: Floats = np.concatenate([stratum.x for stratum in plain.strata]).std(axis=0)
    return spread


def _penalised(plain: CoxFit, coef: Floats) -> float:
    at = likelihood(plain.strata, coef)
    return at.value + 0.5 * float(np.linalg.slogdet(at.information)[1])


def _penalty_slope(plain: CoxFit, coef: Floats, inverse: Floats) -> Floats:
    """Half the trace of the inverse information times its slope in each coefficient, shape (p,)."""
    slopes = [_third_moments(stratum, terms_of(stratum, coef)) for stratum in plain.strata]
    found: Floats = 0.5 * np.einsum("ab,abj->j", inverse, np.sum(slopes, axis=0))
    return found


def _third_moments(stratum: Stratum, terms: Terms) -> Floats:
    """Third central moments of the covariates, summed over the terms, shape (p, p, p)."""
    sets, x = stratum.sets, terms.x
    before = np.zeros(len(x), dtype=np.int64) if sets.before is None else sets.before
    moment = np.arange(len(sets.moments))
    at_risk = (before <= moment[:, None]) & (sets.last > moment[:, None])
    share = at_risk[sets.moment] * terms.risk
    share[:, sets.event] *= 1 - sets.fraction[:, None] * (sets.at == sets.moment[:, None])
    share *= sets.weight[:, None] / terms.total[:, None]
    third = np.einsum("i,ia,ib,ij->abj", share.sum(axis=0), x, x, x, optimize=True)
    second = np.einsum("ti,ia,ib->tab", share, x, x, optimize=True)
    mixed = np.einsum("tab,tj->abj", second, terms.mean)
    cube = np.einsum("t,ta,tb,tj->abj", sets.weight, terms.mean, terms.mean, terms.mean, optimize=True)
    found: Floats = third - mixed - mixed.transpose(0, 2, 1) - mixed.transpose(2, 0, 1) + 2 * cube
    return found
