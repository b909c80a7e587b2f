"""Comparisons with earlier literature: each quoted claim, what stands beside it, and whether like meets like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mibg.faults import Fault, raise_if_any
from mibg.layout import published_folder
from mibg.published.claims import Claims
from mibg.published.yaml_file import key_faults, read_declared, text_fault, word_fault

STATUSES: Final = ("same", "differs", "not said")
ASPECTS: Final = ("criterion", "time_zero", "population")
_FILE: Final = "literature.yaml"
_GROUP: Final = ("name", "title", "comparisons")
_COMPARISON: Final = ("claim", "beside", *ASPECTS)


@dataclass(frozen=True)
class Likeness:
    """Whether two studies agree in one respect.

    Parameters
    ----------
    status : str
        ``same``, ``differs`` or ``not said``.
    why : str
        The reason, in this book's words.
    """

    status: str
    why: str


@dataclass(frozen=True)
class Comparison:
    """One claim quoted from the literature.

    Parameters
    ----------
    claim : str
        Id of the quoted claim, of scope ``literature``.
    beside : str or None
        Id of the claim about this cohort that comes nearest; None where there is none.
    criterion, time_zero, population : Likeness
        Whether the two mean the same response or event, count from the same day, and speak of the same patients.
    """

    claim: str
    beside: str | None
    criterion: Likeness
    time_zero: Likeness
    population: Likeness


@dataclass(frozen=True)
class ComparisonGroup:
    """Comparisons that share a table.

    Parameters
    ----------
    name, title : str
        Its short name, and its caption.
    comparisons : tuple of Comparison
        In the order of the table.
    """

    name: str
    title: str
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class Literature:
    """All comparisons of one paper, by group."""

    groups: tuple[ComparisonGroup, ...]

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Of all groups, in order."""
        return tuple(comparison for group in self.groups for comparison in group.comparisons)


def load_literature(claims: Claims, folder: Path | None = None) -> Literature:
    """Read the declared comparisons.

    Parameters
    ----------
    claims : Claims
        Of the same paper.
    folder : Path, optional
        Holds ``literature.yaml``; by default the published data of this book.

    Raises
    ------
    mibg.faults.InputFaults
        When the file is out of form; when a comparison names no claim of the literature, or stands beside no claim that
        is judged by a statistic; and when a claim of the literature has no comparison, or two. All such faults at once.
    """
    declared = read_declared((folder or published_folder()) / _FILE, "declare the comparisons with the literature")
    raise_if_any(_form_faults(declared))
    literature = Literature(tuple(map(_group, declared)))
    raise_if_any(_name_faults(literature, claims))
    return literature


def _group(entry: dict[str, Any]) -> ComparisonGroup:
    return ComparisonGroup(entry["name"], entry["title"], tuple(map(_comparison, entry["comparisons"])))


def _comparison(entry: dict[str, Any]) -> Comparison:
    aspects = {aspect: Likeness(*next(iter(entry[aspect].items()))) for aspect in ASPECTS}
    return Comparison(entry["claim"], entry["beside"], **aspects)


def _form_faults(declared: object) -> Iterator[Fault]:
    if not isinstance(declared, list):
        yield Fault(_FILE, "the file is no list of groups", f"write groups with {', '.join(_GROUP)}")
        return
    for number, group in enumerate(declared, start=1):
        faults = list(key_faults(_FILE, f"group {number}", group, _GROUP))
        yield from faults
        for place, entry in enumerate([] if faults else group["comparisons"] or [], start=1):
            yield from _entry_faults(f"group {group['name']}, comparison {place}", entry)


def _entry_faults(place: str, entry: dict[str, Any]) -> Iterator[Fault]:
    faults = list(key_faults(_FILE, place, entry, _COMPARISON))
    yield from faults
    if faults:
        return
    for key in ("claim", "beside") if entry["beside"] is not None else ("claim",):
        yield from text_fault(_FILE, f"{place}, {key},", entry[key])
    for aspect in ASPECTS:
        declared, told = entry[aspect], f"{place}, {aspect}"
        if not isinstance(declared, dict) or len(declared) != 1:
            yield Fault(_FILE, f"{told}, is not one word with its reason", f"write one of {', '.join(STATUSES)}: why")
            continue
        (status, why), *_ = declared.items()
        yield from word_fault(_FILE, told, status, STATUSES)
        yield from text_fault(_FILE, f"the reason in {told}", why)


def _name_faults(literature: Literature, claims: Claims) -> Iterator[Fault]:
    quoted = {claim.id for claim in claims if claim.scope == "literature"}
    judged = {claim.id for claim in claims if claim.statistic}
    named = Counter(comparison.claim for comparison in literature.comparisons)
    for name in sorted(quoted - named.keys()):
        yield Fault(_FILE, f"{name} is quoted from the literature and has no comparison", "add one")
    for name, times in named.items():
        if name not in quoted:
            yield Fault(_FILE, f"{name} is no claim of the literature", "name a claim of claims.csv with that scope")
        if times > 1:
            yield Fault(_FILE, f"{name} has {times} comparisons", "keep one")
    for comparison in literature.comparisons:
        if comparison.beside is not None and comparison.beside not in judged:
            problem = f"{comparison.claim} stands beside {comparison.beside}, which no statistic judges"
            yield Fault(_FILE, problem, "name a claim of claims.csv with a statistic, or leave it empty")
