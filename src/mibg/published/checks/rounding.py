"""Conventions of rounding: what a printed number allows, and which counts print as a percentage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final

from mibg.published.checks.ranges import Range
from mibg.published.printed import Part


@dataclass(frozen=True)
class Rounding:
    """One way to round.

    Parameters
    ----------
    name : str
        In words.
    mode : str
        Of `decimal`.
    below, above : Decimal
        How far a true value can lie from its print, in units of the last digit.
    """

    name: str
    mode: str
    below: Decimal
    above: Decimal

    def allows(self, part: Part) -> Range:
        """Give the true values that print as a number."""
        interval = part.interval
        if interval.low is None or interval.high is None:
            least, most = (None if end is None else Fraction(end) for end in (interval.low, interval.high))
            return Range(least, most, not interval.closed, not interval.closed)
        digit = _last_digit(part)
        low, high = part.number - self.below * digit, part.number + self.above * digit
        low_open, high_open = (end.quantize(digit, rounding=self.mode) != part.number for end in (low, high))
        return Range(Fraction(low), Fraction(high), low_open, high_open)

    def counts(self, percentage: Part, n: int) -> range:
        """Give the counts out of `n` that print as a percentage: those between the first and the last that do."""
        allowed = self.allows(percentage)
        first = 0 if allowed.low is None else max(0, ceil(allowed.low * n / 100))
        last = n if allowed.high is None else min(n, floor(allowed.high * n / 100))
        while first <= last and not self._prints(first, n, percentage):  # the very end of what is allowed
            first += 1
        while first <= last and not self._prints(last, n, percentage):
            last -= 1
        return range(first, last + 1)

    def _prints(self, count: int, n: int, percentage: Part) -> bool:
        share = Decimal(100 * count) / n
        if percentage.interval.low is None or percentage.interval.high is None:
            return percentage.interval.contains(share)
        return share.quantize(_last_digit(percentage), rounding=self.mode) == percentage.number


_HALF: Final = Decimal("0.5")
ROUNDINGS: Final = (
    Rounding("to the nearest, halves up", ROUND_HALF_UP, _HALF, _HALF),
    Rounding("to the nearest, halves to the even digit", ROUND_HALF_EVEN, _HALF, _HALF),
    Rounding("by cutting off", ROUND_DOWN, Decimal(0), Decimal(1)),
    Rounding("upwards", ROUND_UP, Decimal(1), Decimal(0)),
)


def always_a_count(percentage: Part, n: int) -> bool:
    """Whether every percentage printed to as many digits is that of some count, so that no check of it can fail."""
    return n * _last_digit(percentage) >= 100


def _last_digit(part: Part) -> Decimal:
    exponent = part.number.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return Decimal(1).scaleb(exponent)
