"""What a forest figure draws: each number of a cohort, and the quoted numbers that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mibg.audit.formatting import Format, format_estimate
from mibg.estimate import Estimate
from mibg.published import Claim, Claims, Literature


class Mark(StrEnum):
    """What a line of the figure is."""

    HERE = "this cohort"
    RANGE = "range of studies"
    VALUE = "single value"
    ABOVE = "more than"


@dataclass(frozen=True)
class ForestEntry:
    """A line of the figure.

    Parameters
    ----------
    unit, measure : str
        Of its panel, and of its group.
    about : str
        What it is; of a quoted number, in the words of its claim.
    claim : str
        Id of the quoted claim; empty for this cohort.
    mark : Mark
        Whether it is this cohort, and if not, what is printed.
    text : str
        The number as printed; of this cohort, with its interval.
    low, value, high : float or None
        A range has no value, and a single number no ends; of this cohort, the ends are those of the interval.
    """

    unit: str
    measure: str
    about: str
    claim: str
    mark: Mark
    text: str
    low: float | None
    value: float | None
    high: float | None

    @property
    def numbers(self) -> list[float]:
        """Those of its three numbers that there are, in order."""
        return [number for number in (self.low, self.value, self.high) if number is not None]


def forest_entries(literature: Literature, claims: Claims, here: Mapping[str, Estimate]) -> list[ForestEntry]:
    """List the lines, each quoted number below the number of this cohort that it stands beside.

    Parameters
    ----------
    literature : Literature
        What is quoted, and beside which claim; statements, and what stands beside nothing, are left out.
    claims : Claims
        Of the paper.
    here : mapping of str to Estimate
        Numbers of this cohort by statistic; each heads its group, in this order.

    Raises
    ------
    LookupError
        When a quoted number stands beside a statistic that is not given.
    """
    beside: dict[str, list[Claim]] = {statistic: [] for statistic in here}
    for comparison in literature.comparisons:
        claim = claims.by_id[comparison.claim]
        if comparison.beside is None or not claim.parts:
            continue
        statistic = claims.by_id[comparison.beside].statistic or ""
        if statistic not in beside:
            raise LookupError(f"{claim.id} stands beside {statistic}, which is not given")
        beside[statistic].append(claim)
    groups = (_group(claims.naming(name)[0].about, here[name], quoted) for name, quoted in beside.items())
    return [entry for group in groups for entry in group]


def _group(measure: str, estimate: Estimate, quoted: Iterable[Claim]) -> Iterator[ForestEntry]:
    low, high = estimate.ci or (None, None)
    told = _written(estimate)
    yield ForestEntry(estimate.unit, measure, "This cohort", "", Mark.HERE, told, low, estimate.value, high)
    for claim in quoted:
        numbers = {part.name: float(part.number) for part in claim.parts}
        ends = numbers.get("low"), numbers.get("value"), numbers.get("high")
        yield ForestEntry(claim.unit, measure, claim.about, claim.id, _mark(claim), claim.printed, *ends)


def _mark(claim: Claim) -> Mark:
    first = claim.parts[0]
    if first.name == "low":
        return Mark.RANGE
    return Mark.ABOVE if first.interval.high is None else Mark.VALUE


def _written(estimate: Estimate) -> str:
    if estimate.value is None or estimate.ci is None:
        return format_estimate(estimate)
    return f"{format_estimate(estimate)} ({format_estimate(estimate, Format('ci', bare=True))})"
