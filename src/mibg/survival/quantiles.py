"""The median survival time, as SPSS prints it and as R prints it."""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.kaplan_meier import KaplanMeier, confidence_band
from mibg.survival.times import Floats
from mibg.units import convert

TOLERANCE: Final = 1e-9
SPSS_Z: Final = 1.96
_DENSITY_STEP: Final = 0.05


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
        return Estimate(None, unit, curve.n, convention, function, curve.n_events, reason=_why_none(curve))
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
        Where S(t) is exactly 0.5 over a stretch, its midpoint; where it stays there, half way to the last observed
        time. The limits are those times at which the log-log band crosses 0.5; a limit that is not reached is None.
        A lower limit can be reached though the median is not.

    Notes
    -----
    Brookmeyer and Crowley 1982, on the log-log scale; R: ``quantile(survfit(..., conf.type = "log-log"))``.
    """
    convention = "Kaplan-Meier; midpoint where S(t) is exactly 0.5, Brookmeyer-Crowley log-log interval"
    function = "mibg.survival.quantiles.median_r"
    band = confidence_band(curve)
    value, *limits = (_half_crossed(curve, height, unit) for height in (curve.survival, band.low, band.high))
    ci = (limits[0], limits[1]) if any(limit is not None for limit in limits) else None
    reason = _why_none(curve) if value is None else None
    return Estimate(value, unit, curve.n, convention, function, curve.n_events, ci=ci, reason=reason)


def _why_none(curve: KaplanMeier) -> str:
    return "the survival curve does not fall to one half" if curve.n else "there are no patients"


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


def _half_crossed(curve: KaplanMeier, height: Floats, unit: str) -> float | None:
    """Time at which a falling curve crosses one half; the midpoint of a stretch at exactly one half."""
    reached = curve.time[height <= 0.5 + TOLERANCE]
    passed = curve.time[height < 0.5 - TOLERANCE]
    if not len(reached):
        return None
    end = passed[0] if len(passed) else curve.time[-1]
    on_plateau = abs(height[curve.time == reached[0]][0] - 0.5) <= TOLERANCE
    return convert(float((reached[0] + end) / 2 if on_plateau else reached[0]), "days", unit)
