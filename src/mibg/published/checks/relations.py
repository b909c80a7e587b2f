"""Relations: how the claims of one paper bear on one another, as declared beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mibg.faults import Fault, raise_if_any
from mibg.layout import published_folder
from mibg.published.claims import Claims

_FILE = "relations.yaml"


@dataclass(frozen=True)
class Relations:
    """The declared relations.

    Parameters
    ----------
    denominators : mapping of str to (str, str)
        By claim, the claim whose number its percentage is taken to be of, and why.
    partitions : tuple of (str, tuple of str)
        A whole and its parts.
    differences : tuple of (str, str, str)
        A difference, and the two medians it is of, the first minus the second.
    """

    denominators: Mapping[str, tuple[str, str]]
    partitions: tuple[tuple[str, tuple[str, ...]], ...]
    differences: tuple[tuple[str, str, str], ...]


def load_relations(claims: Claims, folder: Path | None = None) -> Relations:
    """Read the relations of a paper.

    Parameters
    ----------
    claims : Claims
        Of the same paper.
    folder : Path, optional
        Holds ``relations.yaml``; by default the published data of this book.

    Raises
    ------
    mibg.faults.InputFaults
        Naming every claim that is not among the claims.
    """
    declared = yaml.safe_load(((folder or published_folder()) / _FILE).read_text(encoding="utf-8"))
    raise_if_any(list(_unknown(declared, claims)))
    return Relations(
        {claim: (entry["of"], entry["why"]) for entry in declared["denominators"] for claim in entry["claims"]},
        tuple((entry["whole"], tuple(entry["parts"])) for entry in declared["partitions"]),
        tuple((entry["difference"], *entry["of"]) for entry in declared["differences"]),
    )


def _unknown(declared: Mapping[str, list[dict[str, Any]]], claims: Claims) -> Iterator[Fault]:
    for kind, entries in declared.items():
        for number, entry in enumerate(entries, start=1):
            for name in _named(entry):
                if name not in claims.by_id:
                    remedy = "name a claim of claims.csv"
                    yield Fault(_FILE, f"{kind}, entry {number}, names {name}, which is no claim", remedy)


def _named(entry: Mapping[str, Any]) -> Iterator[str]:
    for key, value in entry.items():
        if key != "why":
            yield from [value] if isinstance(value, str) else value
