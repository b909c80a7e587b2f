"""Survival of those with a favourable response at a time after the landmark, pooled over completed data sets."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate
from mibg.reanalysis.lost.effects import quantile
from mibg.reanalysis.lost.imputation import DATA_SETS, SEED, imputation
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.rubin import pool
from mibg.reanalysis.lost.two_groups import deaths
from mibg.survival import SurvivalTimes

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_HERE: Final = "mibg.reanalysis.lost.survival_of_groups.imputed_survival"
_CONVENTION: Final = (
    "Kaplan-Meier from the landmark in {m} completed data sets (seed {seed}), pooled by Rubin's rules on the scale "
    "log(-log S), with Greenwood's variance"
)
_NO_SCALE: Final = (
    "in {lacking} of {m} data sets survival is 0 or 1 or not observed for so long, and has no log(-log S)"
)


def cloglog_survival(times: SurvivalTimes, groups: Bools, days: float) -> tuple[Floats, Floats]:
    """Complementary log-log of Kaplan-Meier survival at a time, for many groupings.

    Parameters
    ----------
    times : SurvivalTimes
        n patients, all at risk from the start, unweighted.
    groups : ndarray of bool, shape (b, n)
        Whose survival, b times.
    days : float
        The time.

    Returns
    -------
    value, variance : ndarray of float, shape (b,)
        log(-log S(t)) and Greenwood's variance on that scale; NaN where S is 0 or 1, or nobody of the group was
        observed for so long.
    """
    lined = deaths(times)
    moments = np.sort(times.time[times.event])
    chosen = (lined.fraction == 0) & (moments <= days)
    at_risk, died = lined.at_risk(groups)[:, chosen], lined.tied_sum(groups)[:, chosen]
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithm = np.where(died > 0, np.log1p(-died / at_risk), 0.0).sum(axis=1)
        greenwood = np.where(died > 0, died / (at_risk * (at_risk - died)), 0.0).sum(axis=1)
        value, variance = np.log(-logarithm), greenwood / logarithm**2
    known = np.isfinite(value) & (groups & (times.time >= days)).any(axis=1)
    return np.where(known, value, np.nan), np.where(known, variance, np.nan)


def imputed_survival(
    data: Incomplete, favourable: bool, days: float, data_sets: int = DATA_SETS, seed: int = SEED
) -> Estimate:
    """Survival at a time of those with, or without, a favourable response, in per cent.

    Parameters
    ----------
    data, data_sets, seed
        As for `mibg.reanalysis.lost.imputation.imputation`.
    favourable : bool
        Which of the two groups.
    days : float
        Since the landmark.

    Returns
    -------
    Estimate
        Unit ``%``, with the interval of the pooled log(-log S) carried back; part ``missing_information`` in per cent.
    """
    convention, events = _CONVENTION.format(m=data_sets, seed=seed), int(data.times.event.sum())
    if data.reason is not None:
        return Estimate(None, "%", len(data), convention, _HERE, events, reason=data.reason)
    completed = imputation(data, data_sets, seed).shifted()
    values, variances = cloglog_survival(data.times, completed == favourable, days)
    if lacking := int(np.isnan(values).sum()):
        reason = _NO_SCALE.format(lacking=lacking, m=data_sets)
        return Estimate(None, "%", len(data), convention, _HERE, events, reason=reason)
    pooled = pool(values, variances)
    half = quantile(pooled.df) * math.sqrt(pooled.variance)
    low, middle, high = (100 * math.exp(-math.exp(pooled.value + step)) for step in (half, 0, -half))
    parts = {"missing_information": 100 * pooled.missing_information}
    about = (middle, "%", len(data), convention, _HERE, events)
    return Estimate(*about, ci=(low, high), parts=parts, smallest=data.smallest)
