"""How claims, records and verdicts are put into words on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mibg.publishing.sphinx.ledger import Item

_UNITS: Final = {"%": "%", "years": " years", "months": " months", "days": " days", "MBq": " MBq"}
_CONCLUSIONS: Final = {
    "stands": "The conclusion stands.",
    "does not stand": "The conclusion does not stand.",
    "by construction": "The conclusion holds by construction.",
}


def as_printed(claim: Item) -> str:
    """Numbers of a claim with the unit that the paper gives them; empty for a statement without a number."""
    unit = _UNITS.get(claim["unit"], "")
    printed = str(claim["printed"])
    return printed if printed.endswith(unit.strip() or "\0") else printed + unit


def place_in_paper(claim: Item) -> str:
    """Where a claim stands: ``Results, paragraph 3``, ``Table 1, row 5``, ``Figure 2``."""
    section, number = claim["section"], claim["paragraph"]
    if section.startswith("table"):
        return f"Table {section.removeprefix('table')}, row {number}"
    return f"Figure {number}" if section == "figures" else f"{section.capitalize()}, paragraph {number}"


def details(record: Item) -> str:
    """What stands beside the value of a record: interval, standard error, patients and events."""
    return str(record["described"]).removeprefix(record["text"]).lstrip(",: ")


def conclusion(verdict: Item) -> str:
    """Whether the conclusion stands, as a sentence; empty where none is judged."""
    return _CONCLUSIONS.get(verdict["conclusion"], "")
