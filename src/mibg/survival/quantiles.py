"""Quantiles of the survival time, as SPSS prints them and as R prints them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.arguments import check_share
from mibg.survival.kaplan_meier import KaplanMeier, Transform, confidence_band
from mibg.survival.times import Floats, Ints
from mibg.units import convert

TOLERANCE: Final = 1e-9
SPSS_Z: Final = 1.96
_DENSITY_STEP: Final = 0.05


def median_spss(curve: KaplanMeier, unit: str = "years") -> Estimate:
    """Median survival with the standard error and interval of SPSS: `quantile_spss` of one half.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
    """
    return _spss(curve, 0.5, unit, "mibg.survival.quantiles.median_spss")


def median_r(curve: KaplanMeier, unit: str = "years") -> Estimate:
    """Median survival as R's survival package prints it: `quantile_r` of one half, on the log-log scale.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
    """
    return replace(quantile_r(curve, 0.5, unit), function="mibg.survival.quantiles.median_r")


def quantile_spss(curve: KaplanMeier, p: float, unit: str = "years") -> Estimate:
    """Time by which a share p has had the event, with the standard error and interval of SPSS.

    It is the smallest event time with S(t) <= 1 - p. Its standard error is SE(S(t)) divided by the density between
    the last event time with S >= 1 - p + 0.05 and the first with S <= 1 - p - 0.05; the interval is -/+ 1.96 SE.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    p : float
        Between 0 and 1; 0.5 for the median.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        Without a standard error where one of the two event times does not exist, or S is 0 at the quantile. Each
        comparison allows 1e-9, since a product of ratios seldom hits 1 - p exactly.

    Raises
    ------
    InvalidSurvivalData
        When `p` is not between 0 and 1.

    Notes
    -----
    Checked against the output of SPSS 31.0.1. Formula: Klein and Moeschberger 2003, Practical Note 3 to section 4.5.
    Of the times 1, 2, 3, 4, all events, the median is 2; statsmodels gives 3, for it waits until S(t) < 0.5.
    """
    return _spss(curve, p, unit, "mibg.survival.quantiles.quantile_spss")


def quantile_r(curve: KaplanMeier, p: float, unit: str = "years", transform: Transform = "log-log") -> Estimate:
    """Time by which a share p has had the event, with the Brookmeyer-Crowley interval, as R's survival package.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    p : float
        Between 0 and 1; 0.5 for the median.
    unit : str
        Unit of the estimate.
    transform : {"log-log", "log", "plain"}
        Scale of the confidence band that is inverted.

    Returns
    -------
    Estimate
        Where S(t) is exactly 1 - p over a stretch, its midpoint; where it stays there, half way to the last observed
        time. The limits are those times at which the band crosses 1 - p; a limit that is not reached is None, also
        where the last observation is an event. A lower limit can be reached though the quantile is not.

    Raises
    ------
    InvalidSurvivalData
        When `p` is not between 0 and 1, or `transform` none of the three.

    Notes
    -----
    Brookmeyer and Crowley 1982; R: ``quantile(survfit(..., conf.type = "log-log"), p)``. Of the times 1, 2, 3, 4,
    all events, the median is 2.5 and has no upper limit; lifelines gives 2, and 4 as its upper limit.
    """
    level = _level(p)
    convention = f"Kaplan-Meier; midpoint where S(t) is exactly {level:g}, Brookmeyer-Crowley {transform} interval"
    function = "mibg.survival.quantiles.quantile_r"
    band = confidence_band(curve, transform=transform)
    value, *limits = (_crossing(curve, height, level, unit) for height in (curve.survival, band.low, band.high))
    ci = (limits[0], limits[1]) if any(limit is not None for limit in limits) else None
    reason = _why_none(curve, level) if value is None else None
    return Estimate(value, unit, curve.n, convention, function, curve.n_events, ci=ci, reason=reason)


def _spss(curve: KaplanMeier, p: float, unit: str, function: str) -> Estimate:
    level = _level(p)
    convention = f"Kaplan-Meier; smallest event time with S(t) ≤ {level:g}, SPSS percentile SE, {_name(p)} ± 1.96 SE"
    failed = curve.events.nonzero()[0]
    falling = -curve.survival[failed]
    place = int(falling.searchsorted(-(level + TOLERANCE)))
    if place == len(failed):
        return Estimate(None, unit, curve.n, convention, function, curve.n_events, reason=_why_none(curve, level))
    value = convert(float(curve.time[failed[place]]), "days", unit)
    se_days = _percentile_se(curve, failed, falling, place, level)
    se = None if se_days is None else convert(se_days, "days", unit)
    ci = None if se is None else (value - SPSS_Z * se, value + SPSS_Z * se)
    return Estimate(value, unit, curve.n, convention, function, curve.n_events, se, ci)


def _level(p: float) -> float:
    check_share(p, "the share of a quantile")
    return 1 - p


def _name(p: float) -> str:
    return "median" if p == 0.5 else f"{100 * p:g}th percentile"


def _why_none(curve: KaplanMeier, level: float) -> str:
    height = "one half" if level == 0.5 else f"{level:g}"
    return f"the survival curve does not fall to {height}" if curve.n else "there are no patients"


def _percentile_se(curve: KaplanMeier, failed: Ints, falling: Floats, place: int, level: float) -> float | None:
    """Standard error of a quantile in days, by SPSS's rule; from the event times `failed`, and -S(t) at each."""
    before = int(falling.searchsorted(-(level + _DENSITY_STEP - TOLERANCE), side="right")) - 1
    below = int(falling.searchsorted(-(level - _DENSITY_STEP + TOLERANCE)))
    if before < 0 or below == len(failed) or falling[place] >= 0:
        return None
    early, late, here = failed[before], failed[below], failed[place]
    density = (curve.survival[early] - curve.survival[late]) / (curve.time[late] - curve.time[early])
    return float(curve.survival[here] * np.sqrt(curve.greenwood[here]) / density)


def _crossing(curve: KaplanMeier, height: Floats, level: float, unit: str) -> float | None:
    """Time at which a curve crosses a level; the midpoint of a stretch exactly on it."""
    begin, end = _highest_up_to(height, level + TOLERANCE), _highest_up_to(height, level - TOLERANCE)
    if begin is None:
        return None
    on_plateau = height[begin] >= level - TOLERANCE
    last = curve.time[-1] if end is None else curve.time[end]
    return convert(float((curve.time[begin] + last) / 2 if on_plateau else curve.time[begin]), "days", unit)


def _highest_up_to(height: Floats, level: float) -> int | None:
    """First place of the greatest height not above a level: of a limit that does not fall steadily, R's choice."""
    below = np.where(height <= level, height, -np.inf)
    return int(below.argmax()) if (below > -np.inf).any() else None
