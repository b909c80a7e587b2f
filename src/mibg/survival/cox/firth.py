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
from mibg.survival.arguments import check_share
from mibg.survival.cox.estimates import beyond_numbers
from mibg.survival.cox.fit import CoxFit, cox
from mibg.survival.cox.penalised import NoMaximum, climb
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.times import Floats, SurvivalTimes

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
        Why there are no coefficients; separation is no reason here, a climb that does not come to rest is.
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
    Firth 1993; Heinze and Schemper 2001. Newton's method with the penalised second derivative, a step halved until it
    gains: the information alone overshoots where events are few. Meant for cohorts of hundreds, since every risk set's
    third and fourth cumulants are formed.
    """
    plain = cox(times, by, ties=ties)
    nowhere = np.full(len(plain.names), np.nan)
    if plain.reason is not None and "separation" not in plain.reason:
        return FirthFit(plain, nowhere, math.nan, plain.reason)
    try:
        coef, value = climb(plain.strata, np.zeros(len(plain.names)), np.ones(len(plain.names), dtype=bool))
    except NoMaximum as none:
        return FirthFit(plain, nowhere, math.nan, str(none))
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

    Raises
    ------
    KeyError
        When the regression has no such covariate; says which it has.
    InvalidSurvivalData
        When `level` is not between 0 and 1.
    """
    plain, place = fit.plain, fit.plain.place(name)
    check_share(level, "a confidence level")
    convention = f"Cox regression on {', '.join(plain.names)}, Firth's penalty, profile interval; {plain.ties} ties"
    about = (plain.n, convention, "mibg.survival.cox.firth.firth_hazard_ratio", plain.events)
    if fit.reason is not None:
        return Estimate(None, "ratio", *about, reason=fit.reason)
    try:
        limits = [_limit(fit, place, direction, level) for direction in (-1, 1)]
        statistic = 2 * (fit.value - _profile(fit, place, 0.0))
    except NoMaximum as none:
        return Estimate(None, "ratio", *about, reason=f"with the coefficient of {name} held, {none}")
    coef = float(fit.coef[place])
    if (reason := beyond_numbers(name, coef, *limits)) is not None:
        return Estimate(None, "ratio", *about, reason=reason)
    low, high = (None if limit is None else math.exp(limit) for limit in limits)
    parts = {
        "coef": coef,
        "chi2": statistic,
        "p": float(chi2.sf(statistic, 1)),
        "events_per_parameter": plain.events_per_parameter,
    }
    ratio, ci = math.exp(coef), (low, high)
    return Estimate(ratio, "ratio", *about, ci=ci, ci_level=level, parts=parts, smallest=plain.smallest)


def _limit(fit: FirthFit, place: int, direction: int, level: float) -> float | None:
    """Coefficient, on one side, at which the profile has fallen so far that the level is reached."""
    best, unit = float(fit.coef[place]), 1 / _spread(fit.plain, place)
    drop = float(chi2.ppf(level, 1)) / 2

    def above(coef: float) -> float:
        return _profile(fit, place, coef) - fit.value + drop

    outside = _bracket(above, best, direction * unit)
    return None if outside is None else float(brentq(above, best, outside, xtol=1e-10 * unit))


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
    return climb(fit.plain.strata, start, free)[1]


def _spread(plain: CoxFit, place: int) -> float:
    return float(np.concatenate([stratum.x[:, place] for stratum in plain.strata]).std())
