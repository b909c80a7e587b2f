"""The probability of surviving to a given time."""

from __future__ import annotations

import math

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.arguments import check_days
from mibg.survival.kaplan_meier import KaplanMeier, confidence_band
from mibg.survival.reasons import not_observed


def survival_at(curve: KaplanMeier, days: float) -> Estimate:
    """Survival at a time, in per cent.

    Parameters
    ----------
    curve : KaplanMeier
        Times in days.
    days : float
        Time since time zero.

    Returns
    -------
    Estimate
        Unit ``%``, Greenwood standard error, log-log 95 % limits; these are None where S(t) is 0, or still 1 after
        the first observed time. Not estimable beyond the last observed time, unless S(t) is 0 by then, nor before
        anybody is under observation.

    Raises
    ------
    InvalidSurvivalData
        When `days` is negative, infinite or no number.
    """
    check_days(days, "a time of S(t)")
    convention = "Kaplan-Meier, Greenwood SE, log-log interval"
    function = "mibg.survival.probability.survival_at"
    reason = not_observed(curve.time, curve.survival, days, n=curve.n, begin=curve.begin)
    if reason is not None:
        return Estimate(None, "%", curve.n, convention, function, curve.n_events, reason=reason)
    value, se, low, high = (100 * number for number in _step(curve, days))
    known = (None, None) if math.isnan(low) else (se, (low, high))
    return Estimate(value, "%", curve.n, convention, function, curve.n_events, *known)


def _step(curve: KaplanMeier, days: float) -> tuple[float, float, float, float]:
    """S(t), its standard error and its limits on the step that a time lies on."""
    place = int(np.searchsorted(curve.time, days, side="right")) - 1
    if place < 0:
        return 1.0, 0.0, 1.0, 1.0
    band = confidence_band(curve)
    return (
        float(curve.survival[place]),
        float(curve.se[place]),
        float(band.low[place]),
        float(band.high[place]),
    )
