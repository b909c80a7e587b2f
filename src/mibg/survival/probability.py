"""The probability of surviving to a given time."""

from __future__ import annotations

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.kaplan_meier import KaplanMeier, confidence_band
from mibg.survival.quantiles import TOLERANCE


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
        Unit ``%``, Greenwood standard error, log-log 95 % limits. Not estimable beyond the last observed time unless
        the curve has reached zero there.
    """
    convention = "Kaplan-Meier, Greenwood SE, log-log interval"
    function = "mibg.survival.probability.survival_at"
    beyond = not curve.n or (days > curve.time[-1] and curve.survival[-1] > TOLERANCE)
    if beyond:
        reason = "nobody was observed for so long"
        return Estimate(None, "%", curve.n, convention, function, curve.n_events, reason=reason)
    place = int(np.searchsorted(curve.time, days, side="right")) - 1
    if place < 0:
        return Estimate(100.0, "%", curve.n, convention, function, curve.n_events, 0.0, (100.0, 100.0))
    band = confidence_band(curve)
    value, se, low, high = (100 * float(values[place]) for values in (curve.survival, curve.se, band.low, band.high))
    if value <= TOLERANCE:
        return Estimate(0.0, "%", curve.n, convention, function, curve.n_events)
    return Estimate(value, "%", curve.n, convention, function, curve.n_events, se, (low, high))
