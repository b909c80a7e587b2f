"""Cox regressions of all replicates at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

import numpy as np
import pandas as pd

from mibg.survival.arguments import check_choice
from mibg.survival.cox.covariates import covariates
from mibg.survival.cox.estimates import LARGEST_LOGARITHM
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.resampling.partial_likelihoods import Likelihoods, Regression, likelihoods, regression
from mibg.survival.resampling.statistic import Counted
from mibg.survival.resampling.tied_terms import TiedTerms, tied_terms
from mibg.survival.times import Bools, Floats, InvalidSurvivalData, SurvivalTimes

_STEPS: Final = 40
_CONVERGED: Final = 1e-8
_NO_LOSS: Final = 1e-12
_CONSTANT: Final = 1e-5
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

    def __post_init__(self) -> None:
        check_choice(self.ties, get_args(Ties), "the way with ties")

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
        fitted = regression(sample, chosen)

        def counted(counts: Floats) -> Floats:
            terms = tied_terms(fitted.moments.failing(counts), self.ties)
            return _climb(fitted, counts, terms) / fitted.spread

        return counted


@dataclass(frozen=True, eq=False)
class HazardRatios(CoxCoefficients):
    """Hazard ratios of a Cox regression, the exponentials of `CoxCoefficients`, with the same parameters.

    Not estimable in a replicate either where one unit of a covariate makes a ratio that no number can hold.
    """

    unit: str = "ratio"
    missing: str = f"{CoxCoefficients.missing}, or its units make a ratio beyond the range of numbers"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to ratios of shape (B, p)."""
        coefficients = super().of(sample)

        def counted(counts: Floats) -> Floats:
            coef = coefficients(counts)
            return np.exp(np.where(np.abs(coef).max(axis=1, keepdims=True) < LARGEST_LOGARITHM, coef, np.nan))

        return counted


def _climb(of: Regression, counts: Floats, terms: TiedTerms) -> Floats:
    """Newton's method from 0, in the replicates that have not come to rest; a step that lost is halved.

    NaN where there is no summit.
    """
    shape = len(counts), of.x.shape[1]
    coef, step, best = np.zeros(shape), np.zeros(shape), np.full(len(counts), -np.inf)
    summit = np.full(shape, np.nan)
    going = np.flatnonzero(terms.weight.any(axis=1))
    for _ in range(_STEPS):
        if not len(going):
            break
        ahead = coef[going] + step[going]
        here = likelihoods(of, counts[going], terms.where(going), ahead)
        lost = ~(here.value >= best[going] - _NO_LOSS * np.abs(here.value))
        newton, estimable = _newton(here, terms.weight[going].sum(axis=1))
        won, rests = going[~lost], ~lost & estimable & (np.abs(newton).max(axis=1) <= _CONVERGED)
        coef[won], best[won] = ahead[~lost], here.value[~lost]
        step[going] = np.where(lost[:, None], step[going] / 2, newton)
        summit[going[rests]] = ahead[rests] + newton[rests]
        going = going[lost | (estimable & ~rests)]
    return summit


def _newton(here: Likelihoods, events: Floats) -> tuple[Floats, Bools]:
    """Steps, shape (B, p), and where the information allows one: no covariate constant, none following from others."""
    spread = np.sqrt(np.diagonal(here.information, axis1=1, axis2=2).clip(0) / events[:, None])
    varying = spread.min(axis=1) > _CONSTANT
    scale = np.where(varying[:, None], spread, 1.0) * np.sqrt(events)[:, None]
    correlation = here.information / (scale[:, :, None] * scale[:, None, :])
    estimable = varying & (np.linalg.det(correlation) > _DEPENDENT)
    correlation[~estimable] = np.eye(scale.shape[1])
    return np.linalg.solve(correlation, (here.score / scale)[:, :, None])[:, :, 0] / scale, estimable
