"""Mean survival time: the area under the curve, up to a given day or to the last observation."""

from __future__ import annotations

import math

import numpy as np
from scipy.stats import norm

from mibg.estimate import Estimate
from mibg.survival.arguments import check_days
from mibg.survival.columns import InvalidSurvivalData
from mibg.survival.kaplan_meier import KaplanMeier
from mibg.survival.quantiles import SPSS_Z, TOLERANCE
from mibg.survival.reasons import no_events, not_observed
from mibg.units import convert


def mean_spss(curve: KaplanMeier, unit: str = "years") -> Estimate:
    """Mean survival as SPSS prints it: up to the last observed time of these patients, event or censored.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        With the standard error and mean -/+ 1.96 SE. Where the last observation is censored the mean is too low;
        `parts` holds the time it is ``limited_to``. Not estimable where everybody is censored, as in SPSS.

    Notes
    -----
    Checked against the output of SPSS 31.0.1. The variance has no factor m / (m - 1). R's ``rmean = "individual"``.
    """
    convention = "Area under the Kaplan-Meier curve up to the last observed time; mean ± 1.96 SE (SPSS)"
    function = "mibg.survival.means.mean_spss"
    if not curve.events.any():
        reason = no_events(curve.time, curve.n)
        return Estimate(None, unit, curve.n, convention, function, curve.n_events, reason=reason)
    last = float(curve.time[-1])
    value, se = _area(curve, last, unit)
    ci = (value - SPSS_Z * se, value + SPSS_Z * se)
    limited = {"limited_to": convert(last, "days", unit)} if curve.survival[-1] > TOLERANCE else {}
    return Estimate(value, unit, curve.n, convention, function, curve.n_events, se, ci, parts=limited)


def restricted_mean(curve: KaplanMeier, days: float, unit: str = "years") -> Estimate:
    """Restricted mean survival time: time survived on average within a given number of days.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    days : float
        Where the restriction lies, since time zero.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        Area under the curve, standard error, and normal 95 % interval. Not estimable beyond the last observed time,
        unless S(t) is 0 by then; R would draw the curve out flat. Not estimable either where everybody is
        censored, as `mean_spss`. Where nothing varies, for nobody has the event before the day or all have it at one
        time, there is no standard error.

    Raises
    ------
    InvalidSurvivalData
        When `days` is not a positive number.

    Notes
    -----
    Klein and Moeschberger 2003, section 4.5; R: ``summary(survfit(...), rmean = days)``. What lifelines calls the
    variance of its restricted mean is not that of the estimator: for survival::lung up to 252 days the standard
    error is 4.79 days.
    """
    check_days(days, "the limit of a restricted mean")
    if days == 0:
        raise InvalidSurvivalData("a mean is restricted to more than 0 days")
    convention = f"Area under the Kaplan-Meier curve up to day {days:g}, Greenwood-type SE, normal interval"
    function = "mibg.survival.means.restricted_mean"
    about = (unit, curve.n, convention, function, curve.n_events)
    reason = _why_none(curve, days)
    if reason is not None:
        return Estimate(None, *about, reason=reason)
    value, se = _area(curve, days, unit)
    return Estimate(value, *about, *_normal(value, se))


def restricted_mean_difference(one: KaplanMeier, other: KaplanMeier, days: float, unit: str = "years") -> Estimate:
    """Difference of the restricted means of two independent groups, the first minus the second.

    Parameters
    ----------
    one, other : KaplanMeier
        Their curves, times in days.
    days : float
        Where the restriction lies, since time zero.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        With standard error and normal 95 % interval; `parts` holds ``z`` and the two-sided ``p``. All are absent where
        neither mean varies. Not estimable where either mean is not.

    Raises
    ------
    InvalidSurvivalData
        When `days` is not a positive number.

    Notes
    -----
    Royston and Parmar 2013.
    """
    means = [restricted_mean(curve, days, unit) for curve in (one, other)]
    n, events = one.n + other.n, one.n_events + other.n_events
    convention = f"Difference of restricted means up to day {days:g}, independent groups, normal interval"
    function = "mibg.survival.means.restricted_mean_difference"
    for mean in means:
        if mean.reason is not None:
            return Estimate(None, unit, n, convention, function, events, reason=mean.reason)
    values, errors = [mean.value or 0.0 for mean in means], [mean.se or 0.0 for mean in means]
    value, se = values[0] - values[1], math.hypot(*errors)
    parts = {"z": value / se, "p": float(2 * norm.sf(abs(value / se)))} if se > 0 else {}
    smallest = min(one.n, other.n, one.n_events, other.n_events)
    about = (value, unit, n, convention, function, events)
    return Estimate(*about, *_normal(value, se), parts=parts, smallest=smallest)


def _why_none(curve: KaplanMeier, days: float) -> str | None:
    reason = not_observed(curve.time, curve.survival, days, n=curve.n, begin=curve.begin)
    return reason if reason is not None or curve.events.any() else no_events(curve.time, curve.n)


def _normal(value: float, se: float) -> tuple[float | None, tuple[float, float] | None]:
    """Standard error and normal 95 % interval; none where nothing varies."""
    half = float(norm.ppf(0.975)) * se
    return (se, (value - half, value + half)) if se > 0 else (None, None)


def _area(curve: KaplanMeier, days: float, unit: str) -> tuple[float, float]:
    """Area under the curve up to a day, and its standard error."""
    within = curve.time < days
    edges = np.concatenate([[0.0], curve.time[within], [days]])
    pieces = np.concatenate([[1.0], curve.survival[within]]) * np.diff(edges)
    rest = np.cumsum(pieces[::-1])[::-1][1:]
    events, at_risk = curve.events[within], curve.at_risk[within]
    counts = (events > 0) & (rest > 0)
    d, n = events[counts], at_risk[counts]
    variance = float((rest[counts] ** 2 * d / (n * (n - d))).sum())
    return convert(float(pieces.sum()), "days", unit), convert(math.sqrt(variance), "days", unit)
