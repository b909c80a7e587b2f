"""Ranges of true values behind printed numbers, in a unit of choice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mibg.published.claims import Claim, Claims
from mibg.published.counts import counts_allowed
from mibg.published.printed import Part
from mibg.units import convert


@dataclass(frozen=True)
class Range:
    """Values from `low` to `high`; None is no limit."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Range) -> bool:
        """Whether some value lies in both."""
        low = [each.low for each in (self, other) if each.low is not None]
        high = [each.high for each in (self, other) if each.high is not None]
        return not low or not high or max(low) <= min(high)

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return f"at least {float(self.low or 0):g}" if self.high is None else f"at most {float(self.high):g}"
        return f"{float(self.low):g}" if self.low == self.high else f"{float(self.low):g} to {float(self.high):g}"


def range_of(part: Part, unit: str, to: str) -> Range:
    """Give the range that rounding allows, in another unit of time or in its own."""
    limits = (part.interval.low, part.interval.high)
    if unit == to:
        return Range(*(None if limit is None else Fraction(limit) for limit in limits))
    return Range(*(None if limit is None else Fraction(convert(float(limit), unit, to)) for limit in limits))


def patients(claim: Claim, n: int | None) -> Range | None:
    """Give the whole numbers of patients that a count, or a percentage of `n`, allows; None where there are none."""
    if claim.unit == "patients":
        number = Fraction(claim.parts[0].number)
        return Range(number, number)
    counts = counts_allowed(claim.parts[0], n) if n is not None else ()
    return Range(Fraction(counts[0]), Fraction(counts[-1])) if counts else None


def denominator(claim: Claim, claims: Claims, of: str | None) -> int | None:
    """Give the number of patients that a percentage is of: the printed one, else that of another claim."""
    if claim.denominator is not None or of is None:
        return claim.denominator
    return int(claims.by_id[of].parts[0].number)
