"""Ranges of true values, with the little arithmetic that checks need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Range:
    """Values from `low` to `high`; None is no limit.

    Parameters
    ----------
    low, high : Fraction or None
        Limits.
    low_open, high_open : bool
        Whether the limit itself is left out: 29.5 prints as 30 where halves go up, and so 29 stands for less.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, low: float | Fraction, high: float | Fraction) -> Range:
        """Make a range with two limits, both allowed."""
        return cls(Fraction(low), Fraction(high))

    @property
    def empty(self) -> bool:
        """Whether no value lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def shared(self, other: Range) -> Range:
        """Values that lie in both."""
        both = (self, other)
        low = max((each.low for each in both if each.low is not None), default=None)
        high = min((each.high for each in both if each.high is not None), default=None)
        return Range(
            low,
            high,
            any(each.low_open for each in both if each.low == low),
            any(each.high_open for each in both if each.high == high),
        )

    def meets(self, other: Range) -> bool:
        """Whether some value lies in both."""
        return not self.shared(other).empty

    def times(self, factor: Fraction) -> Range:
        """All values multiplied by a factor that is not negative."""
        low, high = (None if limit is None else limit * factor for limit in (self.low, self.high))
        return Range(low, high, self.low_open, self.high_open)

    def minus(self, other: Range) -> Range:
        """All differences between a value of this and one of the other."""
        low, high = _difference(self.low, other.high), _difference(self.high, other.low)
        return Range(low, high, self.low_open or other.high_open, self.high_open or other.low_open)

    def __str__(self) -> str:
        if self.high is None:
            return f"{'more than' if self.low_open else 'at least'} {_text(self.low)}"
        if self.low is None:
            return f"{'less than' if self.high_open else 'at most'} {_text(self.high)}"
        if self.low == self.high:
            return _text(self.low)
        low, high = ("above " if self.low_open else "", "below " if self.high_open else "")
        return f"{low}{_text(self.low)} to {high}{_text(self.high)}"


def total(ranges: Iterable[Range]) -> Range:
    """Sum of one value from each range."""
    every = list(ranges)
    return Range(
        _sum([each.low for each in every]),
        _sum([each.high for each in every]),
        any(each.low_open for each in every),
        any(each.high_open for each in every),
    )


def _sum(limits: Sequence[Fraction | None]) -> Fraction | None:
    known = [limit for limit in limits if limit is not None]
    return sum(known, Fraction(0)) if len(known) == len(limits) else None


def _difference(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def people(number: Range) -> str:
    """Write a number of patients with its noun."""
    return f"{number} patient{'' if number == Range.of(1, 1) else 's'}"


def written(value: float | Fraction) -> str:
    """Write a number as briefly as its arithmetic can still be followed: whole, to two decimals, or to two digits."""
    number = float(value)
    if number == int(number):
        return f"{int(number)}"
    return f"{number:.2f}".rstrip("0").rstrip(".") if abs(number) >= 1 else f"{number:.2g}"


def _text(limit: Fraction | None) -> str:
    return written(limit or 0)
