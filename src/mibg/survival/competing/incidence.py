"""Cumulative incidence of one cause read off its curve, with limits."""

from __future__ import annotations

import math

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.competing.aalen_johansen import CumulativeIncidence
from mibg.survival.competing.limits import limits
from mibg.survival.kaplan_meier import Band, Transform
from mibg.survival.reasons import not_observed
from mibg.survival.times import InvalidSurvivalData


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
        every cause by then.

    Raises
    ------
    InvalidSurvivalData
        When there is no such cause.
    ValueError
        When `days` is negative or no number.
    """
    column = _column(curve, cause)
    if not days >= 0:
        raise ValueError(f"incidence is estimated at a time of 0 days or more, not {days}")
    convention = "Aalen-Johansen, multinomial SE (Dinse and Larson), log-log interval"
    function = "mibg.survival.competing.incidence.incidence_at"
    events = int(curve.events[:, column].sum())
    reason = not_observed(curve.time, curve.survival, days)
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


def _column(curve: CumulativeIncidence, cause: str) -> int:
    if cause not in curve.causes:
        raise InvalidSurvivalData(f"there is no cause {cause!r}; the causes are {', '.join(curve.causes)}")
    return curve.causes.index(cause)
