"""The contract as pandera schemas, and what pandera finds as plain violations."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from mibg.cohort.columns import Column, Table


@dataclass(frozen=True, order=True)
class Violation:
    """A cell or a row that breaks the contract.

    Parameters
    ----------
    row : int
        Label of the row in the frame that was checked.
    column : str
        Column at fault; the first of the key for a repeated key.
    rule : {"empty", "constraint", "repeated"}
        What is broken: no value where one must be, the column's constraint, or the uniqueness of the key.
    """

    row: int
    column: str
    rule: str


def schema_of(table: Table) -> pa.DataFrameSchema:
    """Express a table of the contract as a pandera schema of its typed frame."""
    return pa.DataFrameSchema(
        {column.name: _schema_column(column) for column in table.columns},
        unique=list(table.key),
        report_duplicates="exclude_first",
        name=table.name,
    )


def violations(table: Table, frame: pd.DataFrame) -> tuple[Violation, ...]:
    """Check a typed frame against the contract.

    Parameters
    ----------
    table : Table
        Its declaration.
    frame : pandas.DataFrame
        With every column of the table, of its type.

    Returns
    -------
    tuple of Violation
        All of them, each once, by row and column.
    """
    try:
        with warnings.catch_warnings():
            # pandera puts its findings together from frames, some of them all missing; no type of ours rests on that.
            warnings.filterwarnings("ignore", "The behavior of DataFrame concatenation", FutureWarning)
            schema_of(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return tuple(sorted({_violation(table, case) for case in errors.failure_cases.itertuples()}))
    return ()


_RULES = {"not_nullable": "empty", "multiple_fields_uniqueness": "repeated", "constraint": "constraint"}


def _violation(table: Table, case: Any) -> Violation:  # noqa: ANN401 - a row of pandera's own frame
    rule = _RULES[case.check]
    column = table.key[0] if rule == "repeated" else str(case.column)
    return Violation(int(case.index), column, rule)


def _schema_column(column: Column) -> pa.Column:
    checks = [pa.Check(column.constraint.holds, error="constraint")] if column.constraint else []
    return pa.Column(column.kind.dtype, checks=checks, nullable=not column.filled)
