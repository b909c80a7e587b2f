"""Whole numbers of patients behind printed numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from mibg.published.printed import Part


def counts_allowed(percentage: Part, n: int) -> tuple[int, ...]:
    """List the counts out of `n` that print as a percentage.

    Parameters
    ----------
    percentage : Part
        In per cent.
    n : int
        Its denominator.
    """
    low, high = percentage.interval.low, percentage.interval.high
    first = 0 if low is None else max(0, ceil(Fraction(low) * n / 100))
    last = n if high is None else min(n, floor(Fraction(high) * n / 100))
    return tuple(range(first, last + 1))
