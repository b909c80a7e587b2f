"""Confidence limits from bootstrap replicates: percentile, and bias-corrected and accelerated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.stats import norm

from mibg.survival.resampling.corrections import acceleration, bias_correction
from mibg.survival.times import Floats, Ints

Method = Literal["bca", "percentile"]

MAY_FAIL: Final = 0.05
_NOTHING: Final = 1e-12


@dataclass(frozen=True)
class Interval:
    """A bootstrap interval of one statistic.

    Parameters
    ----------
    value : float
        The statistic of the sample itself; NaN where it is not estimable.
    se : float
        Standard deviation of the replicates.
    low, high : float
        Confidence limits.
    low_error, high_error : float
        Monte-Carlo standard errors of the limits: half the distance between the replicates' quantiles one binomial
        standard error to either side. That of the bias correction is not in them.
    bias_correction : float
        z0, the normal quantile of the share of replicates below the value; 0 for percentile limits.
    acceleration : float
        a, from the skewness of the jackknife; 0 for percentile limits.
    failed : float
        Share of replicates that cannot carry the statistic; the rest make the interval.
    reason : str or None
        Why there is no interval.
    """

    value: float
    se: float
    low: float
    high: float
    low_error: float
    high_error: float
    bias_correction: float
    acceleration: float
    failed: float
    reason: str | None


def interval(  # noqa: PLR0913, PLR0917 - a statistic, and what it was drawn from
    value: float, replicates: Floats, level: float, jackknife: Floats | None, strata: Sequence[Ints], events: int
) -> Interval:
    """Form the limits of one statistic.

    Parameters
    ----------
    value : float
        The statistic of the sample.
    replicates : ndarray of float, shape (B,)
        NaN where one failed.
    level : float
        Confidence level.
    jackknife : ndarray of float, shape (n,), or None
        The statistic without each patient; None for percentile limits.
    strata : sequence of ndarray of int
        Rows drawn apart.
    events : int
        Those of the sample: without any, nothing that rests on them varies.

    Notes
    -----
    Efron 1987; Efron and Tibshirani 1993, equations 14.9 and 14.10. Quantiles are interpolated linearly between
    replicates (R's type 7), as in `scipy.stats.bootstrap`.
    """
    failed = float(np.isnan(replicates).mean())
    kept = replicates[~np.isnan(replicates)]
    z0, a = 0.0, 0.0
    reason = f"{100 * failed:.1f} % of the replicates cannot carry it" if failed > MAY_FAIL else None
    if reason is None and np.ptp(kept) <= _NOTHING * np.abs(kept).max():
        reason = "every replicate gives the same value" if events else "there are no events"
    if reason is None and jackknife is not None:
        z0, a = bias_correction(value, kept), acceleration(jackknife, strata)
        reason = _why_no_bca(jackknife, z0, a)
    if reason is not None:
        return none(value, failed, reason)
    at = _levels(z0, a, level)
    low, high = np.quantile(kept, at)
    return Interval(
        value, float(kept.std(ddof=1)), float(low), float(high), *_monte_carlo(kept, at), z0, a, failed, None
    )


def none(value: float, failed: float, reason: str) -> Interval:
    """Form no interval, for a reason."""
    nan = math.nan
    return Interval(value, nan, nan, nan, nan, nan, nan, nan, failed, reason)


def _levels(z0: float, a: float, level: float) -> Floats:
    """Quantiles of the replicates at which the limits lie."""
    z = z0 + norm.ppf([(1 - level) / 2, (1 + level) / 2])
    levels: Floats = norm.cdf(z0 + z / (1 - a * z))
    return levels


def _why_no_bca(jackknife: Floats, z0: float, a: float) -> str | None:
    if np.isnan(jackknife).any():
        return "it is not estimable without one of the patients"
    if math.isinf(z0):
        return "every replicate lies on the same side of the value"
    return "leaving out one patient never changes it" if math.isnan(a) else None


def _monte_carlo(kept: Floats, at: Floats) -> tuple[float, float]:
    width = np.sqrt(at * (1 - at) / len(kept))
    below, above = np.quantile(kept, np.clip([at - width, at + width], 0, 1))
    low, high = (above - below) / 2
    return float(low), float(high)
