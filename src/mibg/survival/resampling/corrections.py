"""Bias correction and acceleration of bootstrap limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.stats import norm

from mibg.survival.times import Floats, Ints

_NOTHING: Final = 1e-12


def bias_correction(value: float, replicates: Floats) -> float:
    """z0: the normal quantile of the share of replicates below the value, those equal to it counting half.

    Notes
    -----
    Efron and Tibshirani 1993, equation 14.14, counts those below alone, which is wrong where the statistic is
    discrete as a median is: with half of the replicates equal to it, limits would move though nothing is biased.
    The half is that of `scipy.stats.bootstrap`. Equal is within rounding, since sums differ by the order of rows.
    """
    kept = replicates[~np.isnan(replicates)]
    equal = np.isclose(kept, value, rtol=_NOTHING, atol=0)
    return float(norm.ppf(((kept < value) & ~equal).mean() + equal.mean() / 2))


def acceleration(jackknife: Floats, strata: Sequence[Ints]) -> float:
    """A sixth of the skewness of the influence of leaving out one patient; NaN where none has any.

    Parameters
    ----------
    jackknife : ndarray of float, shape (n,)
        The statistic without each patient.
    strata : sequence of ndarray of int
        Rows drawn apart; the influence is about the mean of the stratum.

    Notes
    -----
    Efron and Tibshirani 1993, equation 14.15; with strata Davison and Hinkley 1997, equation 5.23.
    """
    influence = np.empty(len(jackknife))
    for rows in strata:
        influence[rows] = (jackknife[rows].mean() - jackknife[rows]) * (len(rows) - 1) / len(rows)
    size = np.abs(influence).max()
    if not size > _NOTHING * np.abs(jackknife).max():
        return math.nan
    scaled = influence / size
    return float((scaled**3).sum() / (6 * (scaled**2).sum() ** 1.5))
