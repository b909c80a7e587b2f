"""From the text of a table to typed columns, with every fault of its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from mibg.cohort.cells import Value, parse
from mibg.cohort.columns import Column, Kind, Table, precision_of
from mibg.cohort.complaint import UnreadableError
from mibg.cohort.dates import ChartDate
from mibg.cohort.identifiers import Identified
from mibg.cohort.schema import Violation, violations
from mibg.cohort.text_table import TextTable, read_text
from mibg.faults import Fault, InputFaults


@dataclass(frozen=True)
class TypedTable:
    """A table of a cohort, read.

    Parameters
    ----------
    table : Table
        Its declaration.
    frame : pandas.DataFrame
        Every column of the declaration, typed, and a ``<date>_precision`` beside each date; missing where a cell is
        empty, at fault, or its column absent. The index is the spreadsheet row.
    text : pandas.DataFrame
        The cells as they stand in the file, with the same index.
    faults : tuple of Fault
        Everything wrong with it by itself.
    present : bool
        Whether the cohort has the table.
    whole : bool
        Whether it has every row and every key, so that other tables can be held against it.
    identified : tuple of Identified
        Direct identifiers in it, whose faults are not among `faults`.
    """

    table: Table
    frame: pd.DataFrame
    text: pd.DataFrame
    faults: tuple[Fault, ...] = ()
    present: bool = True
    whole: bool = True
    identified: tuple[Identified, ...] = ()

    def fault(self, row: int, column: str, problem: str, remedy: str) -> Fault:
        """Make a fault of a cell, quoting its text as it stands in the file."""
        text = str(self.text.at[row, column]) if column in self.text else ""
        return Fault(self.table.file, problem, remedy, row=row, column=column, value=text or None)


def read_table(folder: Path, table: Table) -> TypedTable:
    """Read a table of a cohort.

    Parameters
    ----------
    folder : Path
        Of the cohort.
    table : Table
        Which one; it may be absent.
    """
    path = folder / table.file
    if not path.is_file():
        return _without_rows(table, (), present=False)
    try:
        return typed(read_text(path, table), table)
    except InputFaults as unreadable:
        return _without_rows(table, unreadable.faults, present=True)


def typed(text: TextTable, table: Table) -> TypedTable:
    """Turn text into typed columns.

    Parameters
    ----------
    text : TextTable
        The file as it stands.
    table : Table
        Its declaration.
    """
    columns: dict[str, pd.Series[Any]] = {}
    unread: dict[tuple[int, str], Fault] = {}
    for column in table.columns:
        values, faults = _read_column(text.frame, column, table)
        columns |= _series(column, values, text.frame.index)
        unread |= faults
    result = TypedTable(table, pd.DataFrame(columns, index=text.frame.index), text.frame)
    found = _contract_faults(result, set(unread))
    at_key = any(fault.column in table.key for fault in (*text.faults, *unread.values(), *found))
    whole = not at_key and not any(fault.row and fault.row > 1 for fault in text.faults)
    every = (*text.faults, *unread.values(), *found)
    return replace(result, faults=every, whole=whole, identified=text.identified)


def _without_rows(table: Table, faults: tuple[Fault, ...], *, present: bool) -> TypedTable:
    empty = typed(TextTable(pd.DataFrame(columns=list(table.names), dtype=object), ()), table)
    return TypedTable(table, empty.frame, empty.text, faults, present, whole=not present and not table.required)


def _read_column(
    text: pd.DataFrame, column: Column, table: Table
) -> tuple[dict[int, Value], dict[tuple[int, str], Fault]]:
    values: dict[int, Value] = {}
    faults: dict[tuple[int, str], Fault] = {}
    for row, cell in text[column.name].items() if column.name in text else ():
        try:
            if cell:
                values[int(str(row))] = parse(column.kind, cell)
        except UnreadableError as error:
            place = (int(str(row)), column.name)
            problem, remedy = error.complaint.problem, error.complaint.remedy
            faults[place] = Fault(table.file, problem, remedy, *place, cell)
    return values, faults


def _series(column: Column, values: dict[int, Value], rows: pd.Index[Any]) -> dict[str, pd.Series[Any]]:
    if column.kind is not Kind.DATE:
        return {column.name: pd.Series([values.get(row) for row in rows], rows, column.kind.dtype)}
    dates = {row: value for row, value in values.items() if isinstance(value, ChartDate)}
    days = [pd.Timestamp(dates[row].day) if row in dates else pd.NaT for row in rows]
    known = [dates[row].precision if row in dates else None for row in rows]
    return {
        column.name: pd.Series(days, rows, column.kind.dtype),
        precision_of(column.name): pd.Series(known, rows, "string"),
    }


def _contract_faults(read: TypedTable, unread: set[tuple[int, str]]) -> list[Fault]:
    found = () if read.frame.empty else violations(read.table, read.frame)
    empty_keys = {case.row for case in found if case.rule == "empty" and case.column in read.table.key}
    repeated = [case.row for case in found if case.rule == "repeated" and case.row not in empty_keys]
    absent = set(read.table.names) - set(read.text.columns)
    cells = [
        _fault(read, case)
        for case in found
        if case.rule != "repeated" and case.column not in absent and (case.row, case.column) not in unread
    ]
    return cells + (_repeated(read, repeated) if repeated else [])


def _fault(read: TypedTable, case: Violation) -> Fault:
    constraint = read.table.column(case.column).constraint
    if case.rule == "empty" or constraint is None:
        return read.fault(case.row, case.column, "the cell is empty", "fill it in, or remove the row")
    complaint = constraint.complain(str(read.text.at[case.row, case.column]))
    return read.fault(case.row, case.column, complaint.problem, complaint.remedy)


def _repeated(read: TypedTable, rows: list[int]) -> list[Fault]:
    key = [name for name in read.table.key if name in read.text]
    numbers = pd.Series(read.frame.index, read.frame.index)
    first = numbers.groupby([read.frame[name] for name in key], dropna=False).transform("first")
    place, remedy = ", ".join(key), "keep one of the two rows"
    values = {row: ", ".join(str(read.text.at[row, name]) for name in key) for row in rows}
    return [
        Fault(read.table.file, f"the same key as row {first[row]}", remedy, row, place, values[row]) for row in rows
    ]
