"""What a forest figure draws: each number of a cohort, and the quoted numbers that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mibg.audit.formatting import Format, format_estimate
from mibg.estimate import Estimate
from mibg.published import Claim, Claims, Literature

OWN: Final = "This paper, as printed"
"""What the paper's number of its own patients is called."""


class Mark(StrEnum):
    """What a line of the figure is."""

    HERE = "this cohort"
    PAPER = "this paper"
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
        Id of the printed claim; empty for this cohort.
    mark : Mark
        Whether it is this cohort, recomputed, or this paper of its own patients; if not, what is printed of others.
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
    """List the lines, each quoted number below the numbers of this cohort and of the paper that it stands beside.

    Parameters
    ----------
    literature : Literature
        What is quoted, and beside which claim; statements, and what stands beside nothing, are left out.
    claims : Claims
        Of the paper.
    here : mapping of str to Estimate
        Numbers of this cohort by statistic; each heads its group, in this order, and below it stands what the paper
        prints of its own patients, in the unit of the group.

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
    groups = (_group(claims.naming(name), here[name], quoted) for name, quoted in beside.items())
    return [entry for group in groups for entry in group]


def _group(printed: Sequence[Claim], estimate: Estimate, quoted: Iterable[Claim]) -> Iterator[ForestEntry]:
    low, high = estimate.ci or (None, None)
    told, measure = _written(estimate), printed[0].about
    yield ForestEntry(estimate.unit, measure, "This cohort", "", Mark.HERE, told, low, estimate.value, high)
    own = next((claim for claim in printed if claim.unit == estimate.unit), None)
    if own is not None:
        yield _entry(own, measure, OWN, Mark.PAPER)
    for claim in quoted:
        yield _entry(claim, measure, claim.about, _mark(claim))


def _entry(claim: Claim, measure: str, about: str, mark: Mark) -> ForestEntry:
    numbers = {part.name: float(part.number) for part in claim.parts}
    ends = numbers.get("low"), numbers.get("value"), numbers.get("high")
    return ForestEntry(claim.unit, measure, about, claim.id, mark, claim.printed, *ends)


def _mark(claim: Claim) -> Mark:
    first = claim.parts[0]
    if first.name == "low":
        return Mark.RANGE
    return Mark.ABOVE if first.interval.high is None else Mark.VALUE


def _written(estimate: Estimate) -> str:
    if estimate.value is None or estimate.ci is None:
        return format_estimate(estimate)
    return f"{format_estimate(estimate)} ({format_estimate(estimate, Format('ci', bare=True))})"
