"""From the text of a table to typed columns, with every fault of its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from mibg.cohort.cells import Value, parse
from mibg.cohort.columns import Column, Kind, Table, precision_of
from mibg.cohort.complaint import UnreadableError
from mibg.cohort.dates import ChartDate
from mibg.cohort.schema import Violation, violations
from mibg.cohort.text_table import TextTable
from mibg.faults import Fault


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
    made_of : TextTable
        What it was read from.
    faults : tuple of Fault
        Everything wrong with it by itself.
    present : bool
        Whether the cohort has the table.
    whole : bool
        Whether it has every row and every key, so that other tables can be held against it.
    """

    table: Table
    frame: pd.DataFrame
    made_of: TextTable
    faults: tuple[Fault, ...] = ()
    present: bool = True
    whole: bool = True

    @property
    def text(self) -> pd.DataFrame:
        """Its cells as text, in the words of the contract, with the same index."""
        return self.made_of.frame

    @property
    def source(self) -> str:
        """What its file or sheet is called in a fault."""
        return self.made_of.source

    def label(self, *columns: str) -> str:
        """What columns are called in a fault."""
        return ", ".join(self.made_of.labels.get(column, column) for column in columns)

    def shown(self, row: int, *columns: str) -> str:
        """Cells of a row as they stand in the file."""
        shown = self.made_of.shown
        return ", ".join(str(shown.at[row, name]) if name in shown else "" for name in columns)

    def fault(self, row: int, column: str, problem: str, remedy: str) -> Fault:
        """Make a fault of a cell, quoting its text as it stands in the file."""
        value = self.shown(row, column) or None
        return Fault(self.source, problem, remedy, row=row, column=self.label(column), value=value)


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
    unread = dict(text.untranslated)
    for column in table.columns:
        values, faults = _read_column(text, column)
        columns |= _series(column, values, text.frame.index)
        unread |= faults
    result = TypedTable(table, pd.DataFrame(columns, index=text.frame.index), text)
    found = _contract_faults(result, set(unread))
    faulty = (
        {column for _, column in unread} | {column for column, _ in found} | {fault.column for fault in text.faults}
    )
    whole = not faulty & set(table.key) and not any(fault.row for fault in text.faults)
    return replace(result, faults=(*text.faults, *unread.values(), *(fault for _, fault in found)), whole=whole)


def without_rows(table: Table, source: str, faults: tuple[Fault, ...] = ()) -> TypedTable:
    """Stand in for a table that is absent or, if there are faults, could not be read at all.

    Parameters
    ----------
    table : Table
        Its declaration.
    source : str
        What its file or sheet would be called.
    faults : tuple of Fault
        Why it could not be read.
    """
    nothing = pd.DataFrame(columns=list(table.names), dtype=object)
    empty = typed(TextTable(source, nothing, nothing), table)
    present = bool(faults)
    return replace(empty, faults=faults, present=present, whole=not present and not table.required)


def _read_column(text: TextTable, column: Column) -> tuple[dict[int, Value], dict[tuple[int, str], Fault]]:
    values: dict[int, Value] = {}
    faults: dict[tuple[int, str], Fault] = {}
    for row, cell in text.frame[column.name].items() if column.name in text.frame else ():
        place = (int(str(row)), column.name)
        try:
            if cell and place not in text.untranslated:
                values[place[0]] = parse(column.kind, cell)
        except UnreadableError as error:
            shown = str(text.shown.at[row, column.name])
            where = (place[0], text.labels.get(column.name, column.name), shown)
            faults[place] = Fault(text.source, error.complaint.problem, error.complaint.remedy, *where)
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


def _contract_faults(read: TypedTable, unread: set[tuple[int, str]]) -> list[tuple[str, Fault]]:
    found = () if read.frame.empty else violations(read.table, read.frame)
    empty_keys = {case.row for case in found if case.rule == "empty" and case.column in read.table.key}
    repeated = [case.row for case in found if case.rule == "repeated" and case.row not in empty_keys]
    absent = set(read.table.names) - set(read.text.columns)
    cells = [
        (case.column, _fault(read, case))
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


def _repeated(read: TypedTable, rows: list[int]) -> list[tuple[str, Fault]]:
    key = [name for name in read.table.key if name in read.text]
    numbers = pd.Series(read.frame.index, read.frame.index)
    first = numbers.groupby([read.frame[name] for name in key], dropna=False).transform("first")
    place, remedy = read.label(*key), "keep one of the two rows"
    return [
        (key[0], Fault(read.source, f"the same key as row {first[row]}", remedy, row, place, read.shown(row, *key)))
        for row in rows
    ]
