"""Relations as they are written down: a file with a list for each kind of relation, and an entry for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from mibg.faults import raise_if_any
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
from mibg.published.checks.relation_faults import Entry, denominator_faults, entry_faults, form_faults
from mibg.published.checks.relations import Relations
from mibg.published.claims import Claims
from mibg.yaml_plain import lines_of_entries, read_plain

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
        Naming, with its line, every entry of the wrong form, every claim that is not among the claims or cannot be held
        against others in this way, and every number of patients that is none.
    """
    path = path or published_folder() / "relations.yaml"
    if not path.exists():
        return Relations()
    declared = read_plain(path, path.name, missing="", form="mend that line") or {}
    raise_if_any(form_faults(declared, path.name))
    entries = _entries(declared, path)
    raise_if_any(entry_faults(entries, claims))
    relations = Relations(
        **{section: tuple(_KINDS[section](**_frozen(one)) for one in each) for section, each in declared.items()}
    )
    raise_if_any(denominator_faults(entries, claims, relations))
    return relations


def _entries(declared: Mapping[str, list[dict[str, Any]]], path: Path) -> tuple[Entry, ...]:
    lines = lines_of_entries(path)
    return tuple(
        Entry(path.name, section, number, lines[section][number - 1], content)
        for section, listed in declared.items()
        for number, content in enumerate(listed, start=1)
    )


def _made(section: str, listed: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(_KINDS[section](**_frozen(entry)) for entry in listed)


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
