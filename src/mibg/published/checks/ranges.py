"""Ranges of true values, with the little arithmetic that checks need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Range:
    """Values from `low` to `high`, both allowed; None is no limit."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def of(cls, low: float | Fraction, high: float | Fraction) -> Range:
        """Make a range with two limits."""
        return cls(Fraction(low), Fraction(high))

    @property
    def empty(self) -> bool:
        """Whether no value lies in it."""
        return self.low is not None and self.high is not None and self.low > self.high

    def shared(self, other: Range) -> Range:
        """Values that lie in both."""
        low = [each.low for each in (self, other) if each.low is not None]
        high = [each.high for each in (self, other) if each.high is not None]
        return Range(max(low) if low else None, min(high) if high else None)

    def meets(self, other: Range) -> bool:
        """Whether some value lies in both."""
        return not self.shared(other).empty

    def times(self, factor: Fraction) -> Range:
        """All values multiplied by a factor that is not negative."""
        return Range(*(None if limit is None else limit * factor for limit in (self.low, self.high)))

    def minus(self, other: Range) -> Range:
        """All differences between a value of this and one of the other."""
        return Range(_difference(self.low, other.high), _difference(self.high, other.low))

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return f"at least {_text(self.low)}" if self.high is None else f"at most {_text(self.high)}"
        return _text(self.low) if self.low == self.high else f"{_text(self.low)} to {_text(self.high)}"


def total(ranges: Iterable[Range]) -> Range:
    """Sum of one value from each range."""
    low, high = Fraction(0), Fraction(0)
    open_below = open_above = False
    for each in ranges:
        open_below, open_above = open_below or each.low is None, open_above or each.high is None
        low, high = low + (each.low or 0), high + (each.high or 0)
    return Range(None if open_below else low, None if open_above else high)


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
