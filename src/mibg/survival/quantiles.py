"""The median survival time, as SPSS prints it and as R prints it."""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.kaplan_meier import KaplanMeier, confidence_band
from mibg.units import convert

TOLERANCE: Final = 1e-9
SPSS_Z: Final = 1.96
_DENSITY_STEP: Final = 0.05
_NOT_REACHED: Final = "the survival curve does not fall to one half"


def median_spss(curve: KaplanMeier, unit: str = "years") -> Estimate:
    """Median survival with the standard error and interval of SPSS.

    The median is the smallest event time with S(t) <= 0.5. Its standard error is SE(S(t)) divided by the density
    between the last event time with S >= 0.55 and the first with S <= 0.45; the interval is median -/+ 1.96 SE.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        Without a standard error where S never reaches 0.45, falls below 0.55 at the first event, or is 0 at the
        median. A comparison with 0.5, 0.55 and 0.45 allows 1e-9, since a product of ratios seldom hits them exactly.

    Notes
    -----
    Checked against the output of SPSS 31.0.1. Formula: Klein and Moeschberger 2003, Practical Note 3 to section 4.5.
    """
    convention = "Kaplan-Meier; smallest event time with S(t) ≤ 0.5, SPSS percentile SE, median ± 1.96 SE"
    function = "mibg.survival.quantiles.median_spss"
    place = _first_at_or_below(curve, 0.5)
    if place is None:
        return Estimate(None, unit, curve.n, convention, function, curve.n_events, reason=_NOT_REACHED)
    median = convert(float(curve.time[place]), "days", unit)
    se_days = _percentile_se(curve, place, 0.5)
    se = None if se_days is None else convert(se_days, "days", unit)
    ci = None if se is None else (median - SPSS_Z * se, median + SPSS_Z * se)
    return Estimate(median, unit, curve.n, convention, function, curve.n_events, se, ci)


def median_r(curve: KaplanMeier, unit: str = "years") -> Estimate:
    """Median survival with the Brookmeyer-Crowley interval, as R's survival package prints it.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        Where S(t) is exactly 0.5 over a stretch, its midpoint. The limits are those times at which the log-log band
        crosses 0.5; a limit that is not reached is None.

    Notes
    -----
    Brookmeyer and Crowley 1982, on the log-log scale; R: ``quantile(survfit(..., conf.type = "log-log"))``.
    """
    convention = "Kaplan-Meier; midpoint where S(t) is exactly 0.5, Brookmeyer-Crowley log-log interval"
    function = "mibg.survival.quantiles.median_r"
    median = _midpoint_quantile(curve, curve.survival)
    if median is None:
        return Estimate(None, unit, curve.n, convention, function, curve.n_events, reason=_NOT_REACHED)
    band = confidence_band(curve)
    limits = (_midpoint_quantile(curve, band.low), _midpoint_quantile(curve, band.high))
    low, high = (None if limit is None else convert(limit, "days", unit) for limit in limits)
    value = convert(median, "days", unit)
    return Estimate(value, unit, curve.n, convention, function, curve.n_events, ci=(low, high))


def _first_at_or_below(curve: KaplanMeier, level: float) -> int | None:
    places = np.flatnonzero((curve.survival <= level + TOLERANCE) & (curve.events > 0))
    return int(places[0]) if len(places) else None


def _percentile_se(curve: KaplanMeier, place: int, level: float) -> float | None:
    """Standard error of a quantile in days, by SPSS's rule; event times only."""
    above = np.flatnonzero((curve.survival >= level + _DENSITY_STEP - TOLERANCE) & (curve.events > 0))
    below = _first_at_or_below(curve, level - _DENSITY_STEP)
    if not len(above) or below is None or curve.survival[place] <= 0:
        return None
    before = above[-1]
    density = (curve.survival[before] - curve.survival[below]) / (curve.time[below] - curve.time[before])
    return float(curve.se[place] / density)


def _midpoint_quantile(curve: KaplanMeier, height: np.ndarray) -> float | None:
    """Time at which a falling curve crosses one half; the midpoint of a stretch at exactly one half."""
    crossed = np.flatnonzero(height <= 0.5 + TOLERANCE)
    if not len(crossed):
        return None
    first = crossed[0]
    if abs(height[first] - 0.5) > TOLERANCE:
        return float(curve.time[first])
    lower = np.flatnonzero(height < 0.5 - TOLERANCE)
    return float((curve.time[first] + curve.time[lower[0]]) / 2) if len(lower) else float(curve.time[first])
