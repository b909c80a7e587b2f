"""Cox regressions of all replicates at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from mibg.survival.bootstrap.moments import Moments, event_moments
from mibg.survival.bootstrap.statistic import Counted
from mibg.survival.bootstrap.tied_terms import TiedTerms, tied_terms
from mibg.survival.cox.covariates import Covariates, covariates
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.times import Bools, Floats, Ints, InvalidSurvivalData, SurvivalTimes

_STEPS: Final = 40
_CONVERGED: Final = 1e-8
_LONGEST: Final = 5.0
_DEPENDENT: Final = 1e-9


@dataclass(frozen=True, eq=False)
class CoxCoefficients:
    """Log hazard ratios of a Cox regression; a patient drawn more than once is so many tied rows.

    Not estimable in a replicate where covariates are collinear or separate who has the event from who has not.

    Parameters
    ----------
    by : DataFrame, shape (n, p)
        Covariates; numbers, or true and false.
    ties : {"efron", "breslow"}
        Efron's is R's default, Breslow's that of SPSS.
    """

    by: pd.DataFrame
    ties: Ties = "efron"
    unit: str = "log hazard ratio"
    missing: str = "a covariate is constant or follows from others, or separates the events"

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the covariates."""
        return tuple(map(str, self.by.columns))

    @property
    def convention(self) -> str:
        """The ties."""
        return f"Cox regression, {self.ties.capitalize()} ties"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to coefficients of shape (B, p)."""
        chosen = covariates(self.by)
        if len(chosen.matrix) != len(sample):
            raise InvalidSurvivalData(f"covariates are given of {len(chosen.matrix)} patients, times of {len(sample)}")
        regression = _regression(sample, chosen)

        def counted(counts: Floats) -> Floats:
            terms = tied_terms(regression.moments.failing(counts), self.ties)
            return _climb(regression, counts, terms) / regression.spread

        return counted


@dataclass(frozen=True, eq=False)
class HazardRatios(CoxCoefficients):
    """Hazard ratios of a Cox regression, the exponentials of `CoxCoefficients`, with the same parameters."""

    unit: str = "ratio"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to ratios of shape (B, p)."""
        coefficients = super().of(sample)
        return lambda counts: np.exp(coefficients(counts))


@dataclass(frozen=True, eq=False)
class _Regression:
    """Covariates of mean 0 and spread 1, their products x_i x_j with i <= j, and the risk sets."""

    moments: Moments
    x: Floats
    spread: Floats
    products: Floats
    upper: tuple[Ints, Ints]


def _regression(times: SurvivalTimes, by: Covariates) -> _Regression:
    spread = by.matrix.std(axis=0)
    spread[spread == 0] = 1
    x = np.ascontiguousarray((by.matrix - by.matrix.mean(axis=0)) / spread)
    upper = np.triu_indices(x.shape[1])
    return _Regression(event_moments(times), x, spread, x[:, upper[0]] * x[:, upper[1]], upper)


def _climb(regression: _Regression, counts: Floats, terms: TiedTerms) -> Floats:
    """Newton's method in every replicate that has not come to rest; NaN where there is no summit."""
    coef = np.zeros((len(counts), regression.x.shape[1]))
    going = np.flatnonzero(terms.weight.any(axis=1))
    coef[~terms.weight.any(axis=1)] = np.nan
    for _ in range(_STEPS):
        if not len(going):
            return coef
        step, estimable = _step(regression, counts[going], terms.where(going), coef[going])
        coef[going] += step
        coef[going[~estimable]] = np.nan
        going = going[estimable & (np.abs(step).max(axis=1) > _CONVERGED)]
    coef[going] = np.nan
    return coef


def _step(regression: _Regression, counts: Floats, terms: TiedTerms, coef: Floats) -> tuple[Floats, Bools]:
    score, information = _derivatives(regression, counts, terms, coef)
    events = terms.weight.sum(axis=1)
    spread = np.sqrt(np.diagonal(information, axis1=1, axis2=2).clip(0)) / np.sqrt(events)[:, None]
    varying = spread.min(axis=1) > _DEPENDENT**0.5
    scale = np.where(varying[:, None], spread, 1.0) * np.sqrt(events)[:, None]
    correlation = information / (scale[:, :, None] * scale[:, None, :])
    estimable = varying & (np.linalg.det(correlation) > _DEPENDENT)
    correlation[~estimable] = np.eye(coef.shape[1])
    step = np.linalg.solve(correlation, (score / scale)[:, :, None])[:, :, 0] / scale
    return step * np.minimum(1, _LONGEST / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None], estimable


def _derivatives(regression: _Regression, counts: Floats, terms: TiedTerms, coef: Floats) -> tuple[Floats, Floats]:
    """Score, shape (B, p), and information, shape (B, p, p)."""
    moments, x = regression.moments, regression.x
    linear = coef @ x.T
    risk = counts * np.exp(linear - linear.max(axis=1, keepdims=True))
    total = terms.less_lost(moments.at_risk(risk), moments.failing(risk))
    share = np.divide(terms.weight, total, out=np.zeros_like(total), where=terms.weight > 0)
    expected = risk * _exposure(moments, terms, share)
    means = np.stack(
        [terms.less_lost(moments.at_risk(risk * column), moments.failing(risk * column)) * share for column in x.T]
    )
    observed = counts[:, moments.failing_rows] @ x[moments.failing_rows]
    information = np.empty((len(counts), x.shape[1], x.shape[1]))
    for place, (i, j) in enumerate(zip(*regression.upper, strict=True)):
        between = np.einsum("bt,bt,bt->b", means[i], means[j], 1 / np.maximum(terms.weight, 1))
        information[:, i, j] = information[:, j, i] = expected @ regression.products[:, place] - between
    return observed - expected @ x, information


def _exposure(moments: Moments, terms: TiedTerms, share: Floats) -> Floats:
    """Sum the terms' shares over the risk sets that each row was in, shape (B, n); a tied row's own part lost."""
    k = len(moments.time)
    running = np.zeros((len(share), k + 1))
    np.cumsum(terms.by_moment(share, k), axis=1, out=running[:, 1:])
    found: Floats = running[:, moments.last]
    if moments.entering is not None:
        found -= running[:, moments.before]
    if terms.lost.any():
        lost = terms.by_moment(share * terms.lost, k)
        found[:, moments.failing_rows] -= lost[:, moments.last[moments.failing_rows] - 1]
    return found
