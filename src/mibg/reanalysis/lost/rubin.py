"""Rubin's rules: one estimate out of several completed data sets."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pooled:
    """An estimate pooled over completed data sets.

    Parameters
    ----------
    value : float
        Mean of the estimates.
    within, between : float
        Mean of their variances, and variance of the estimates.
    variance : float
        Total: within + (1 + 1/m) between.
    df : float
        Degrees of freedom of Student's t; infinite where the data sets do not differ.
    missing_information : float
        Share of the information that is missing, 0 to 1.
    """

    value: float
    within: float
    between: float
    variance: float
    df: float
    missing_information: float


def pool(values: Floats, variances: Floats, complete_df: float = math.inf) -> Pooled:
    """Pool estimates by Rubin's rules.

    Parameters
    ----------
    values, variances : ndarray of float, shape (m,)
        On a scale on which estimates are about normal: log hazard ratio, complementary log-log of survival.
    complete_df : float
        Degrees of freedom that the estimate would have if nothing were missing. Infinite by default, as Cox's and
        Greenwood's errors are used with the normal distribution; the formula then is Rubin's classical one.

    Raises
    ------
    ValueError
        When there are fewer than two data sets.

    Notes
    -----
    Rubin 1987; degrees of freedom by Barnard and Rubin 1999. Missing information is the share of the variance that
    lies between data sets, corrected for their number: (r + 2 / (df + 3)) / (r + 1), r = (1 + 1/m) between / within.
    """
    m = len(values)
    if m < 2:
        raise ValueError("Rubin's rules pool two data sets or more")
    within, between = float(variances.mean()), float(values.var(ddof=1))
    extra = (1 + 1 / m) * between
    df = _degrees(m, extra / (within + extra), complete_df)
    increase = extra / within
    missing = (increase + 2 / (df + 3)) / (increase + 1) if between else 0.0
    return Pooled(float(np.mean(values)), within, between, within + extra, df, missing)


def _degrees(m: int, share: float, complete: float) -> float:
    """Barnard and Rubin's degrees of freedom; `share` is the share of the variance that is due to what is missing."""
    classical = (m - 1) / share**2 if share else math.inf
    observed = math.inf if math.isinf(complete) else (complete + 1) / (complete + 3) * complete * (1 - share)
    if math.isinf(classical) or math.isinf(observed):
        return min(classical, observed)
    return classical * observed / (classical + observed)
