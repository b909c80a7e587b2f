"""Rows of a table that a suspicion falls on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mibg.cohort.typed_table import TypedTable


@dataclass(frozen=True)
class Hits:
    """Rows of one table.

    Parameters
    ----------
    table : TypedTable
        Which one.
    column : str
        The column that shows it.
    problem : str
        What is suspicious, without its place.
    rows : sequence of int
        Spreadsheet rows.
    """

    table: TypedTable
    column: str
    problem: str
    rows: Sequence[int]


def hits(table: TypedTable, column: str, problem: str, where: pd.Series[Any]) -> Hits:
    """Put together the rows of a table where something holds; a missing answer is none."""
    found = where.astype("boolean").fillna(False).astype(bool)
    return Hits(table, column, problem, [int(row) for row in found.index[found]])
