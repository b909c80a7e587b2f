"""Targets: what the printed numbers ask of a reconstruction, each with the interval that rounding allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mibg.estimate import Estimate
from mibg.published import Claims, Part, Reading
from mibg.units import convert

UNREACHABLE: Final = 10**6
_GRAIN: Final = 1000


@dataclass(frozen=True)
class Target:
    """One printed number that the reconstruction is to attain.

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
            0 inside; else the excess in thousandths of the printed number, rounded up, so that the last bits of a
            float decide nothing. `UNREACHABLE` where the estimate lacks the number.
        """
        value = _counterpart(self, estimate)
        if value is None:
            return UNREACHABLE
        interval, exact = self.part.interval, Decimal(value)
        if interval.contains(exact):
            return 0
        limit = interval.low if interval.low is not None and exact < interval.low else interval.high
        assert limit is not None, "a value outside an interval lies beyond one of its limits"
        return 1 + int(abs(exact - limit) / self.part.number * _GRAIN)


@dataclass(frozen=True)
class Targets:
    """The targets of one reconstruction."""

    all: tuple[Target, ...]

    def __iter__(self) -> Iterator[Target]:
        return iter(self.all)

    def part(self, statistic: str, name: str = "value") -> Part:
        """Give the printed number of a statistic; the first where several claims print it.

        Raises
        ------
        LookupError
            When no target is about it.
        """
        for target in self.all:
            if (target.statistic, target.part.name) == (statistic, name):
                return target.part
        raise LookupError(f"no target is the {name} of {statistic}")

    def counts(self, prefix: str) -> dict[str, int]:
        """Give the printed counts of the statistics under a prefix, by what follows it: ``{"liver": 183, ...}``."""
        under = [target for target in self.all if target.statistic.startswith(prefix)]
        return {target.statistic.removeprefix(prefix): int(target.part.number) for target in under}

    def about(self, statistics: Sequence[str]) -> Targets:
        """Keep the targets that some statistics answer."""
        return Targets(tuple(target for target in self.all if target.statistic in statistics))

    def missed(self, estimates: Mapping[str, Estimate]) -> tuple[Target, ...]:
        """Targets that lie outside their intervals."""
        return tuple(target for target in self.all if target.distance(estimates[target.statistic]))


def declare_targets(claims: Claims, readings: Sequence[Reading]) -> Targets:
    """Make a target of each printed number about the cohort that some statistic answers now.

    Parameters
    ----------
    claims : Claims
        Of the paper; a statistic that is still to come makes no target.
    readings : sequence of Reading
        Claims that these set aside make no target either.
    """
    set_aside = {claim for reading in readings for claim in reading.set_aside}
    return Targets(
        tuple(
            Target(claim.id, claim.statistic, claim.unit, part)
            for claim in claims
            if claim.statistic and claim.statistic not in claims.to_come and claim.id not in set_aside
            for part in claim.parts
        )
    )


def _counterpart(target: Target, estimate: Estimate) -> float | None:
    """Give the number of an estimate that a target speaks of, in the target's unit."""
    if target.unit == "patients" and estimate.unit == "%":
        return estimate.parts.get("count")
    value = {"value": estimate.value, "se": estimate.se, **estimate.parts}.get(target.part.name)
    if value is None or target.unit == estimate.unit:
        return value
    return convert(value, estimate.unit, target.unit)
