"""Why a curve gives no value at a time, in one clause."""

from __future__ import annotations

from mibg.survival.quantiles import TOLERANCE
from mibg.survival.times import Floats


def nobody(n: int) -> str:
    """Give the reason why there is nobody on a curve: no rows, or n of no weight."""
    return "all patients have a weight of 0" if n else "there are no patients"


def no_events(time: Floats, n: int) -> str:
    """Give the reason why a curve of n rows has no events."""
    return "there are no events" if len(time) else nobody(n)


def not_observed(time: Floats, survival: Floats, days: float, *, n: int, begin: float) -> str | None:
    """Give the reason why nothing is known of a time; None where the curve reaches it, or has come to 0.

    Parameters
    ----------
    time : ndarray of float, shape (k,)
        Distinct observed times in days, ascending.
    survival : ndarray of float, shape (k,)
        Probability of being free of every event just after each.
    days : float
        The time asked for.
    n : int
        Rows of the curve.
    begin : float
        Day on which the first of them came under observation.
    """
    if not len(time):
        return nobody(n)
    if days < begin:
        return "nobody was under observation yet"
    beyond = days > time[-1] and survival[-1] > TOLERANCE
    return "nobody was observed for so long" if beyond else None
