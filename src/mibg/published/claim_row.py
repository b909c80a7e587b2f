"""A row of a table of claims, before it is known to be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mibg.faults import Fault


@dataclass(frozen=True)
class Row:
    """A row of a claims table: its file, its number as a spreadsheet shows it, its texts by column, and any beyond."""

    source: str
    number: int
    texts: Mapping[str, str]
    beyond: tuple[str, ...] = ()

    def fault(self, column: str, problem: str, remedy: str) -> Fault:
        """Make a fault of this row, its value quoted."""
        return Fault(self.source, problem, remedy, self.number, column, self.texts[column])
