"""Relations: how the claims of one paper bear on one another, as declared beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from mibg.faults import Fault, raise_if_any
from mibg.layout import published_folder
from mibg.published.checks.declared import (
    Comparison,
    Curve,
    Denominator,
    Difference,
    NotShares,
    Order,
    Same,
    Subset,
    Sum,
    Union,
)
from mibg.published.claims import Claims
from mibg.yaml_events import read_plain

_SCHEMA: Final = Path(__file__).with_name("relations.schema.json")
_WORDS: Final = ("name", "why")
_KINDS: Final[Mapping[str, type]] = {
    "denominators": Denominator,
    "not_shares": NotShares,
    **dict.fromkeys(("partitions", "missing", "described"), Sum),
    "unions": Union,
    "subsets": Subset,
    "orders": Order,
    "same": Same,
    "differences": Difference,
    "curves": Curve,
    "comparisons": Comparison,
}


@dataclass(frozen=True)
class Relations:
    """The declared relations of one paper; each kind is explained where it is declared.

    Parameters
    ----------
    denominators : tuple of Denominator
        How many patients claims are about.
    not_shares : tuple of NotShares
        Percentages that are not a count over a number of patients.
    partitions, missing, described : tuple of Sum
        Parts that make up a whole; the seen and the missing; cases described of those announced.
    unions, subsets, orders, same, differences, curves, comparisons : tuple
        See `mibg.published.checks.declared`.
    """

    denominators: tuple[Denominator, ...] = ()
    not_shares: tuple[NotShares, ...] = ()
    partitions: tuple[Sum, ...] = ()
    missing: tuple[Sum, ...] = ()
    described: tuple[Sum, ...] = ()
    unions: tuple[Union, ...] = ()
    subsets: tuple[Subset, ...] = ()
    orders: tuple[Order, ...] = ()
    same: tuple[Same, ...] = ()
    differences: tuple[Difference, ...] = ()
    curves: tuple[Curve, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def denominator(self, claim: str) -> Denominator | None:
        """Give what is declared of the patients that a claim is about."""
        return next((each for each in self.denominators if claim in each.claims), None)

    def not_share(self, claim: str) -> str | None:
        """Say why a percentage is not a share of patients, if it is not."""
        return next((each.why for each in self.not_shares if claim in each.claims), None)


def load_relations(claims: Claims, path: Path | None = None) -> Relations:
    """Read the relations of a paper.

    Parameters
    ----------
    claims : Claims
        Of the same paper.
    path : Path, optional
        YAML file; by default that of this book. Where there is none, no relation is declared.

    Raises
    ------
    mibg.faults.InputFaults
        Naming every entry of the wrong form, and every claim that is not among the claims.
    """
    path = path or published_folder() / "relations.yaml"
    if not path.exists():
        return Relations()
    declared = read_plain(path, path.name, missing="", form="mend that line") or {}
    raise_if_any(_malformed(declared, path.name))
    raise_if_any(_unknown(declared, claims, path.name))
    return Relations(
        **{
            section: tuple(
                _KINDS[section](**{key: _frozen(value) for key, value in entry.items()}) for entry in entries
            )
            for section, entries in declared.items()
        }
    )


def _malformed(declared: Any, file: str) -> Iterator[Fault]:  # noqa: ANN401 - as above
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(declared):
        yield Fault(file, f"{_place(error.absolute_path)}{error.message}", "see the heading of relations.yaml")


def _place(path: Any) -> str:  # noqa: ANN401 - a deque of names and positions
    words = [f"entry {step + 1}" if isinstance(step, int) else str(step) for step in path]
    return f"{', '.join(words)}: " if words else ""


def _unknown(declared: Mapping[str, list[dict[str, Any]]], claims: Claims, file: str) -> Iterator[Fault]:
    for section, entries in declared.items():
        for number, entry in enumerate(entries, start=1):
            for name in _named(entry):
                if name not in claims.by_id:
                    problem = f"{section}, entry {number}, names {name}, which is no claim"
                    yield Fault(file, problem, "name a claim by its id")


def _named(entry: Any) -> Iterator[str]:  # noqa: ANN401 - a mapping, a list or a leaf of the file
    if isinstance(entry, str):
        yield entry
    if isinstance(entry, list):
        for each in entry:
            yield from _named(each)
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key not in _WORDS:
                yield from _named(value)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - as above
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
