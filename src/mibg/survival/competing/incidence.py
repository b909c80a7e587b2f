"""Cumulative incidence of one cause read off its curve, with limits."""

from __future__ import annotations

import math

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.arguments import check_days
from mibg.survival.competing.aalen_johansen import CumulativeIncidence
from mibg.survival.competing.limits import limits
from mibg.survival.kaplan_meier import Band, Transform
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.reasons import not_observed
from mibg.survival.times import InvalidSurvivalData
from mibg.units import convert


def incidence_band(
    curve: CumulativeIncidence, cause: str, level: float = 0.95, transform: Transform = "log-log"
) -> Band:
    """Pointwise limits of the cumulative incidence of a cause.

    Parameters
    ----------
    curve : CumulativeIncidence
        The curves.
    cause : str
        One of its causes.
    level : float
        Confidence level.
    transform : {"log-log", "log", "plain"}
        Scale of the incidence itself on which the limits are symmetric, as in R's multi-state ``survfit``.

    Returns
    -------
    Band
        Undefined where the incidence is 0, and on the log-log scale also where it is 1.

    Raises
    ------
    InvalidSurvivalData
        When there is no such cause, `level` is not between 0 and 1, or `transform` none of the three.
    """
    column = _column(curve, cause)
    return limits(curve.incidence[:, column], curve.se[:, column], level, transform)


def incidence_at(curve: CumulativeIncidence, cause: str, days: float) -> Estimate:
    """Cumulative incidence of a cause by a time, in per cent.

    Parameters
    ----------
    curve : CumulativeIncidence
        Times in days.
    cause : str
        One of its causes.
    days : float
        Time since time zero.

    Returns
    -------
    Estimate
        Unit ``%``, with standard error and log-log 95 % limits; these are 0 before the first observed time and None
        where the incidence is 0 or 1 later. Not estimable beyond the last observed time, unless nobody is free of
        every cause by then, nor before anybody is under observation.

    Raises
    ------
    InvalidSurvivalData
        When there is no such cause, or `days` is negative, infinite or no number.
    """
    column = _column(curve, cause)
    check_days(days, "a time of cumulative incidence")
    convention = "Aalen-Johansen, multinomial SE (Dinse and Larson), log-log interval"
    function = "mibg.survival.competing.incidence.incidence_at"
    events = int(curve.events[:, column].sum())
    reason = not_observed(curve.time, curve.survival, days, n=curve.n, begin=curve.begin)
    if reason is not None:
        return Estimate(None, "%", curve.n, convention, function, events, reason=reason)
    place = int(np.searchsorted(curve.time, days, side="right")) - 1
    if place < 0:
        return Estimate(0.0, "%", curve.n, convention, function, events, 0.0, (0.0, 0.0))
    band = incidence_band(curve, cause)
    low, high = float(band.low[place]), float(band.high[place])
    value, se = 100 * float(curve.incidence[place, column]), 100 * float(curve.se[place, column])
    known = (None, None) if math.isnan(low) else (se, (100 * low, 100 * high))
    return Estimate(value, "%", curve.n, convention, function, events, *known)


def incidence_median(curve: CumulativeIncidence, cause: str, unit: str = "years") -> Estimate:
    """Time by which half of all patients have had an event of one cause, those who died of another among the half left.

    Parameters
    ----------
    curve : CumulativeIncidence
        Times in days.
    cause : str
        One of its causes.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        The smallest time at which the incidence is at least one half, without a standard error; not estimable where it
        stays below. A comparison allows 1e-9, since a sum of shares seldom hits one half exactly.

    Raises
    ------
    InvalidSurvivalData
        When there is no such cause.
    """
    column = _column(curve, cause)
    convention = "Aalen-Johansen; smallest time at which the cumulative incidence is one half or more"
    function = "mibg.survival.competing.incidence.incidence_median"
    events = int(curve.events[:, column].sum())
    reached = np.flatnonzero(curve.incidence[:, column] >= 0.5 - TOLERANCE)
    if not len(reached):
        reason = "fewer than half have the event before another" if curve.n else "there are no patients"
        return Estimate(None, unit, curve.n, convention, function, events, reason=reason)
    value = convert(float(curve.time[reached[0]]), "days", unit)
    return Estimate(value, unit, curve.n, convention, function, events)


def _column(curve: CumulativeIncidence, cause: str) -> int:
    if cause not in curve.causes:
        raise InvalidSurvivalData(f"there is no cause {cause!r}; the causes are {', '.join(curve.causes)}")
    return curve.causes.index(cause)
