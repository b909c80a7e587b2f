"""Numbers: what the claims of a paper allow under one convention of rounding, chosen once for all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mibg.published.checks.ranges import Range
from mibg.published.checks.relations import Relations
from mibg.published.checks.rounding import ROUNDINGS, Rounding, always_a_count
from mibg.published.claims import Claim, Claims
from mibg.published.printed import Part
from mibg.units import convert, is_duration

_WHOLE: Final = ("patients", "year")
"""Units of what is counted, and so not rounded."""


@dataclass(frozen=True)
class Numbers:
    """Claims with their relations, read under one convention.

    Parameters
    ----------
    claims : Claims
        Of a paper.
    relations : Relations
        Of the same paper.
    rounding : Rounding
        That serves it best.
    """

    claims: Claims
    relations: Relations
    rounding: Rounding

    def shares(self) -> tuple[Claim, ...]:
        """Percentages about the cohort that are of patients."""
        percentages = (claim for claim in self.claims if claim.kind == "percentage" and claim.scope == "cohort")
        return tuple(claim for claim in percentages if self.relations.not_share(claim.id) is None)

    def value(self, name: str, part: str = "value", unit: str | None = None) -> Range:
        """Give the true values that a number of a claim allows, in its unit or in another unit of time."""
        claim = self.claims.by_id[name]
        printed = next(each for each in claim.parts if each.name == part)
        if claim.unit in _WHOLE:
            return _exact(printed)
        allowed = self.rounding.allows(printed)
        if unit is None or unit == claim.unit:
            return allowed
        return allowed.times(Fraction(convert(1, claim.unit, unit)).limit_denominator(10**6))

    def months(self, name: str, part: str = "value") -> Range:
        """Give the true values in months where it is a time, else in its own unit."""
        return self.value(name, part, "months" if is_duration(self.claims.by_id[name].unit) else None)

    def patients(self, name: str) -> Range | None:
        """Give the numbers of patients behind a count or a percentage; None where there are none or none is known."""
        claim = self.claims.by_id[name]
        if claim.unit == "patients":
            return self.whole(name)
        n = self.size(name)
        if n is None or n.low is None or n.high is None or n.low <= 0 or claim.unit != "%":
            return None
        sizes = range(int(n.low), int(n.high) + 1)
        fewest, most = (self._counts(claim, each) for each in (sizes, reversed(sizes)))
        return Range.of(fewest[0], most[-1]) if fewest and most else None

    def _counts(self, claim: Claim, sizes: Iterable[int]) -> range | None:
        """Counts that print as a percentage, out of the first number of patients that has any."""
        every = (self.rounding.counts(claim.parts[0], n) for n in sizes)
        return next((counts for counts in every if counts), None)

    def whole(self, name: str) -> Range:
        """Give a printed count as it stands: whole numbers are not rounded."""
        return _exact(self.claims.by_id[name].parts[0])

    def size(self, name: str) -> Range | None:
        """Give the number of patients that a claim is about: printed with it, else that of another claim."""
        claim = self.claims.by_id[name]
        if claim.denominator is not None:
            return Range.of(claim.denominator, claim.denominator)
        declared = self.relations.denominator(name)
        if declared is None:
            return None
        of, less = self.patients(declared.of), self.patients(declared.less) if declared.less else Range.of(0, 0)
        return None if of is None or less is None else of.minus(less)

    def assumed(self, name: str) -> str | None:
        """Say which number of patients is assumed for a claim, if one is."""
        declared = self.relations.denominator(name)
        if self.claims.by_id[name].denominator is not None or declared is None:
            return None
        less = f" without those of {declared.less}" if declared.less else ""
        return f"{name} is taken to be of the patients of {declared.of}{less}: {declared.why}."

    def assumptions(self, names: Iterable[str]) -> str | None:
        """Say which numbers of patients are assumed for claims; None where none is."""
        return " ".join(dict.fromkeys(each for name in names if (each := self.assumed(name)))) or None

    def print_of(self, name: str) -> str:
        """Write a claim as it is printed, with its unit."""
        claim = self.claims.by_id[name]
        unit = "patient" if claim.unit == "patients" and claim.printed in ("1", "one") else claim.unit
        return claim.printed if claim.printed.endswith("%") else f"{claim.printed} {unit}".strip()


def read_numbers(claims: Claims, relations: Relations) -> Numbers:
    """Choose the convention under which the fewest percentages are impossible, and read the claims under it.

    Parameters
    ----------
    claims : Claims
        Of a paper.
    relations : Relations
        Of the same paper.
    """
    candidates = [Numbers(claims, relations, rounding) for rounding in ROUNDINGS]
    return min(candidates, key=lambda numbers: len(impossible(numbers)))


def impossible(numbers: Numbers) -> tuple[str, ...]:
    """List the percentages that could be impossible and are, under a convention."""
    return tuple(
        claim.id
        for claim in numbers.shares()
        if (n := exact(numbers.size(claim.id))) is not None
        and not always_a_count(claim.parts[0], n)
        and not numbers.rounding.counts(claim.parts[0], n)
    )


def exact(size: Range | None) -> int | None:
    """Give a number of patients that is known exactly."""
    return int(size.low) if size is not None and size.low is not None and size.low == size.high else None


def _exact(printed: Part) -> Range:
    """A printed whole number, or what lies beyond it."""
    number, strict = Fraction(printed.number), not printed.interval.closed
    low, high = (None if end is None else number for end in (printed.interval.low, printed.interval.high))
    return Range(low, high, strict, strict)
