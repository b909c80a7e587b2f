"""Whole numbers of patients behind printed numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

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
    return tuple(
        count
        for count in range(n + 1)
        if (low is None or 100 * count >= Fraction(low) * n) and (high is None or 100 * count <= Fraction(high) * n)
    )


def always_a_count(percentage: Part, n: int) -> bool:
    """Whether every percentage printed to as many digits is that of some count, so that no check of it can fail."""
    exponent = percentage.number.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return n * Decimal(1).scaleb(exponent) >= 100
