"""Why a curve gives no value at a time, in one clause."""

from __future__ import annotations

from mibg.survival.quantiles import TOLERANCE
from mibg.survival.times import Floats


def not_observed(time: Floats, survival: Floats, days: float) -> str | None:
    """Give the reason why nothing is known of a time; None where the curve reaches it, or has come to 0.

    Parameters
    ----------
    time : ndarray of float, shape (k,)
        Distinct observed times in days, ascending.
    survival : ndarray of float, shape (k,)
        Probability of being free of every event just after each.
    days : float
        The time asked for.
    """
    if not len(time):
        return "there are no patients"
    beyond = days > time[-1] and survival[-1] > TOLERANCE
    return "nobody was observed for so long" if beyond else None
