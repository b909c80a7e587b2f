"""Differences of two estimates."""

from __future__ import annotations

from math import hypot

from mibg.estimate import Estimate
from mibg.units import convert


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Difference of two estimates of one unit on the same patients, first minus second; without an error."""
    function, convention = "mibg.description.differences.difference", "Difference of two estimates on the same patients"
    n, least = min(first.n, second.n), _smallest(first, second)
    if first.value is None or second.value is None:
        reason = f"one of the two is missing: {first.reason or second.reason}"
        return Estimate(None, first.unit, n, convention, function, reason=reason, smallest=least)
    return Estimate(first.value - second.value, first.unit, n, convention, function, smallest=least)


def difference_of_medians(first: Estimate, second: Estimate, unit: str = "months") -> Estimate:
    """Difference of two medians, first minus second.

    Parameters
    ----------
    first, second : Estimate
        Medians of two groups that share no patient, in units of time.
    unit : str
        Unit of the difference.

    Returns
    -------
    Estimate
        Where both medians have a standard error, with one (root of the sum of squares) and a 95 % interval.
    """
    function, convention = "mibg.description.differences.difference_of_medians", "Difference of two medians, ± 1.96 SE"
    n, events = first.n + second.n, (first.events or 0) + (second.events or 0)
    least = _smallest(first, second)
    if first.value is None or second.value is None:
        reason = first.reason or second.reason
        told = f"one median is missing: {reason}"
        return Estimate(None, unit, n, convention, function, events, reason=told, smallest=least)
    value = convert(first.value, first.unit, unit) - convert(second.value, second.unit, unit)
    if first.se is None or second.se is None:
        return Estimate(value, unit, n, convention, function, events, smallest=least)
    se = hypot(convert(first.se, first.unit, unit), convert(second.se, second.unit, unit))
    ci = (value - 1.96 * se, value + 1.96 * se)
    return Estimate(value, unit, n, convention, function, events, se, ci, smallest=least)


def _smallest(first: Estimate, second: Estimate) -> int:
    """Patients or events, whichever are fewest, that either estimate rests on."""
    sizes = [size for one in (first, second) for size in (one.smallest, one.n, one.events)]
    return min(size for size in sizes if size is not None)
