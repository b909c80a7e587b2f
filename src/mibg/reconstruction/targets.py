"""Targets: what the printed numbers ask of a reconstruction, each with the interval that rounding allows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor
from typing import Final

from mibg.estimate import Estimate
from mibg.published import Claim, Claims, Interval, Part, Reading
from mibg.reconstruction.tilt import Tilt
from mibg.units import convert, is_duration

UNREACHABLE: Final = 10**6
_GRAIN: Final = 1000
_LEAST_P: Final = Decimal("1e-30")
_NOT_SIGNIFICANT: Final = Part("value", "not significant", Decimal("0.05"), Interval(Decimal("0.05"), None))
_OF_EVERYBODY: Final = Part("value", "everybody", Decimal(100), Interval(Decimal(100), Decimal(100)))


@dataclass(frozen=True)
class Target:
    """One printed number, or one printed statement, that the reconstruction is to attain.

    Parameters
    ----------
    claim, statistic : str
        Where it is printed, and what it is judged by.
    unit : str
        Unit of the print.
    part : Part
        The number, with the interval that its rounding allows.
    """

    claim: str
    statistic: str
    unit: str
    part: Part

    def distance(self, estimate: Estimate) -> int:
        """Measure how far an estimate lies outside the interval.

        Parameters
        ----------
        estimate : Estimate
            Of the statistic.

        Returns
        -------
        int
            0 inside; else the excess in thousandths of the printed number, of a p-value in thousandths of a power of
            ten, rounded up, so that the last bits of a float decide nothing. `UNREACHABLE` where the estimate lacks
            the number.
        """
        value = _counterpart(self, estimate)
        if value is None:
            return UNREACHABLE
        interval, exact = self.part.interval, Decimal(value)
        if interval.contains(exact):
            return 0
        limit = interval.low if interval.low is not None and exact < interval.low else interval.high
        assert limit is not None, "a value outside an interval lies beyond one of its limits"
        if self.unit == "p":
            return 1 + int(abs((max(exact, _LEAST_P) / limit).log10()) * _GRAIN)
        return 1 + int(abs(exact - limit) / self.part.number * _GRAIN)


@dataclass(frozen=True)
class Targets:
    """The targets of one reconstruction.

    Parameters
    ----------
    all : tuple of Target
        What it is to attain.
    assumed : tuple of Target
        What is taken of a statistic that no target is about; it is not attained or missed.
    tilt : Tilt or None
        Which way to lean in what all of these leave free.
    """

    all: tuple[Target, ...]
    assumed: tuple[Target, ...] = ()
    tilt: Tilt | None = None

    def __iter__(self) -> Iterator[Target]:
        return iter(self.all)

    def part(self, statistic: str, name: str = "value") -> Part:
        """Give the printed number of a statistic, the first where several claims print it; else the assumed one.

        Raises
        ------
        LookupError
            When no target is about it, and nothing is assumed.
        """
        return self._first(statistic, name).part

    def _first(self, statistic: str, name: str = "value") -> Target:
        for target in (*self.all, *self.assumed):
            if (target.statistic, target.part.name) == (statistic, name):
                return target
        raise LookupError(f"no target is the {name} of {statistic}")

    def ask(self, statistic: str) -> bool:
        """Whether any target is about a statistic."""
        return any(target.statistic == statistic for target in self.all)

    def whole(self, statistic: str) -> int:
        """Give the printed count of a statistic."""
        return int(self.part(statistic).number)

    def days(self, statistic: str) -> int:
        """Give the printed duration of a statistic in whole days."""
        target = self._first(statistic)
        return round(convert(float(target.part.number), target.unit, "days"))

    def median_days(self) -> tuple[tuple[int, int], ...]:
        """Give, for each printed median of overall survival, the first and last whole day that print as it."""
        found = []
        for target in self.all:
            low, high = target.part.interval.low, target.part.interval.high
            survival = ".os" in target.statistic and is_duration(target.unit) and target.part.name == "value"
            if survival and not target.statistic.endswith("difference") and low is not None and high is not None:
                days = convert(float(low), target.unit, "days"), convert(float(high), target.unit, "days")
                found.append((ceil(days[0]), floor(days[1])))
        return tuple(found)

    def counts(self, prefix: str) -> dict[str, int]:
        """Give the printed counts of the statistics under a prefix, by what follows it: ``{"liver": 183, ...}``."""
        under = [target for target in (*self.assumed, *self.all) if target.statistic.startswith(prefix)]
        return {target.statistic.removeprefix(prefix): int(target.part.number) for target in under}

    def about(self, statistics: Sequence[str]) -> Targets:
        """Keep the targets that some statistics answer."""
        return replace(self, all=tuple(target for target in self.all if target.statistic in statistics))

    def without(self, statistics: Collection[str]) -> Targets:
        """Leave out the targets that some statistics answer; what is assumed of them takes their place."""
        return replace(self, all=tuple(target for target in self.all if target.statistic not in statistics))

    def distance(self, estimates: Mapping[str, Estimate]) -> int:
        """Measure how far estimates lie outside all intervals together."""
        return sum(target.distance(estimates[target.statistic]) for target in self.all)

    def missed(self, estimates: Mapping[str, Estimate]) -> tuple[Target, ...]:
        """Targets that lie outside their intervals."""
        return tuple(target for target in self.all if target.distance(estimates[target.statistic]))


def declare_targets(claims: Claims, readings: Sequence[Reading]) -> Targets:
    """Make a target of each printed number or statement about the cohort.

    Parameters
    ----------
    claims : Claims
        Of the paper; one without a statistic makes no target.
    readings : sequence of Reading
        Claims that these set aside make no target either.
    """
    set_aside = {claim for reading in readings for claim in reading.set_aside}
    return Targets(tuple(target for claim in claims if claim.id not in set_aside for target in _targets(claim)))


def _targets(claim: Claim) -> list[Target]:
    """Targets of one claim; of a statement, that a test is not significant, or that it is true of everybody."""
    if claim.statistic is None:
        return []
    if claim.kind != "statement":
        return [Target(claim.id, claim.statistic, claim.unit, part) for part in claim.parts]
    if claim.statistic.endswith(".p"):
        return [Target(claim.id, claim.statistic, "p", _NOT_SIGNIFICANT)]
    return [Target(claim.id, claim.statistic, "%", _OF_EVERYBODY)]


def _counterpart(target: Target, estimate: Estimate) -> float | None:
    """Give the number of an estimate that a target speaks of, in the target's unit."""
    if target.unit == "patients" and estimate.unit == "%":
        return estimate.parts.get("count")
    value = {"value": estimate.value, "se": estimate.se, **estimate.parts}.get(target.part.name)
    if value is None or target.unit == estimate.unit:
        return value
    return convert(value, estimate.unit, target.unit)
