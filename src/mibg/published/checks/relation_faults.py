"""What can be wrong with declared relations, each rule with its remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from mibg.faults import Fault
from mibg.published.checks.numbers import Numbers
from mibg.published.checks.relations import Relations
from mibg.published.checks.rounding import ROUNDINGS
from mibg.published.claims import Claim, Claims

_SCHEMA: Final = Path(__file__).with_name("relations.schema.json")
_COUNTED: Final = ("partitions", "missing", "described", "unions", "subsets")
_FORM: Final = "see “How claims bear on one another” in the chapter on checking another paper"


@dataclass(frozen=True, eq=False)
class Entry:
    """One declared relation: its file, its list and place there, its line, and what it holds."""

    source: str
    section: str
    number: int
    line: int
    content: Mapping[str, Any]

    def fault(self, problem: str, remedy: str) -> Fault:
        """Make a fault of this entry."""
        return Fault(self.source, f"{self.section}, entry {self.number}, {problem}", remedy, self.line)

    def names(self) -> Iterator[tuple[str, str]]:
        """Each claim that it names, with the key under which it does."""
        for key, value in self.content.items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, Mapping):
                    yield key, str(each["claim"])
                elif key not in ("name", "why", "exact"):
                    yield key, each


def form_faults(declared: Any, file: str) -> Iterator[Fault]:  # noqa: ANN401 - what a YAML file holds
    """Find what has not the form of relations."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(declared):
        yield Fault(file, f"{_place(error.absolute_path)}{error.message}", _FORM)


def entry_faults(entries: Sequence[Entry], claims: Claims) -> Iterator[Fault]:
    """Find names that are given twice, and claims that do not exist or cannot be held against others so."""
    named: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = named.setdefault((entry.section, str(entry.content.get("name", entry.number))), entry)
        if first is not entry:
            yield entry.fault(f"has the name of entry {first.number}", "give each its own")
        for key, name in entry.names():
            yield from _claim_faults(entry, key, name, claims)


def denominator_faults(entries: Sequence[Entry], claims: Claims, relations: Relations) -> Iterator[Fault]:
    """Find numbers of patients that rest on themselves, or are none."""
    numbers = Numbers(claims, relations, ROUNDINGS[0])
    declared = [
        (entry, name) for entry in entries if entry.section == "denominators" for name in entry.content["claims"]
    ]
    circles = {entry: circle for entry, name in declared if (circle := _circle(name, numbers))}
    for entry, circle in circles.items():
        yield entry.fault(f"rests on itself: {' of '.join(circle)}", "name a claim that counts patients")
    for entry, name in () if circles else declared:
        size = numbers.size(name)
        if size is not None and size.low is not None and size.low <= 0:
            yield entry.fault(f"has {name} be of {size} patients", "name a claim that counts more than none")


def _claim_faults(entry: Entry, key: str, name: str, claims: Claims) -> Iterator[Fault]:
    claim = claims.by_id.get(name)
    if claim is None:
        yield entry.fault(f"names {name}, which is no claim", "name a claim by its id")
    elif not any(part.name == "value" for part in claim.parts):
        yield entry.fault(f"names {name}, which prints no single number", "name a claim with one number")
    elif not _fits(entry.section, key, claim):
        needed = _needed(entry.section, key)
        yield entry.fault(f"names {name} under {key}, in {claim.unit or 'no unit'}", f"name a claim in {needed}")


def _fits(section: str, key: str, claim: Claim) -> bool:
    needed = _needed(section, key)
    return needed is None or (claim.unit or claim.kind) in needed.split(" or ") or claim.kind == needed


def _needed(section: str, key: str) -> str | None:
    """The unit that a claim must have in such a place; None for any."""
    if section in _COUNTED or (key in ("of", "less") and section == "denominators"):
        return "patients or %"
    if key == "survival" or section == "not_shares":
        return "%"
    return "p_value" if section == "comparisons" and key == "claims" else None


def _circle(name: str, numbers: Numbers) -> tuple[str, ...]:
    """The way from a claim back to itself over what its number of patients is declared to be; empty without one."""
    way: tuple[str, ...] = (name,)
    left = [way]
    while left:
        way = left.pop()
        for other in _rests_on(way[-1], numbers):
            if other == name:
                return (*way, name)
            if other not in way:
                left.append((*way, other))
    return ()


def _rests_on(name: str, numbers: Numbers) -> tuple[str, ...]:
    claim, declared = numbers.claims.by_id[name], numbers.relations.denominator(name)
    if declared is None or claim.denominator is not None or claim.unit == "patients":
        return ()
    return (declared.of, *([declared.less] if declared.less else []))


def _place(path: Any) -> str:  # noqa: ANN401 - a deque of names and positions
    words = [f"entry {step + 1}" if isinstance(step, int) else str(step) for step in path]
    return f"{', '.join(words)}: " if words else ""
