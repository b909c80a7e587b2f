"""A table of the contract as text, made of a table of the user's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from mibg.cohort.columns import Table
from mibg.cohort.complaint import nearest
from mibg.cohort.contract import table_named
from mibg.cohort.identifier_headers import names_identifier
from mibg.cohort.identifiers import Identified, Theirs, identified
from mibg.cohort.mapping.apply import made_columns
from mibg.cohort.mapping.declared import MAPPING_FILE, TableMapping
from mibg.cohort.sources.sheet import Sheet
from mibg.faults import Fault, InputFaults


@dataclass(frozen=True)
class TextTable:
    """A table of a cohort in the words of the contract.

    Parameters
    ----------
    source : str
        What its file or sheet is called in a fault.
    frame : pandas.DataFrame
        Texts without the spaces around them, empty where the cell is; columns are those of the contract that there
        are; the index is the row that a spreadsheet shows.
    shown : pandas.DataFrame
        The same cells as they stand in the file.
    labels : mapping of str to str
        What a column is called in a fault.
    faults : tuple of Fault
        Columns that are missing, and rows that are too long or too short, which `frame` leaves out.
    untranslated : mapping of (int, str) to Fault
        Cells, by row and column, that the mapping could not translate.
    """

    source: str
    frame: pd.DataFrame
    shown: pd.DataFrame
    labels: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    untranslated: Mapping[tuple[int, str], Fault] = field(default_factory=dict)


def text_table(sheet: Sheet, mapping: TableMapping) -> TextTable:
    """Make a table of the contract of a table of the user's.

    Parameters
    ----------
    sheet : Sheet
        Theirs.
    mapping : TableMapping
        From theirs to ours.

    Raises
    ------
    mibg.faults.InputFaults
        When it has no header.
    """
    table = table_named(mapping.table)
    _refuse_headless(sheet, table, mapping)
    made = made_columns(sheet, table, mapping)
    rows = pd.Index(list(whole_rows(sheet)), dtype="int64")
    cells, shown = (
        {name: list(part.values()) for name, part in parts.items()}
        for parts in (
            {name: column.cells for name, column in made.items()},
            {name: column.shown for name, column in made.items()},
        )
    )
    return TextTable(
        sheet.source,
        pd.DataFrame(cells, rows, dtype=object),
        pd.DataFrame(shown, rows, dtype=object),
        {name: column.label for name, column in made.items()},
        (*_missing(sheet, table, set(made)), *_ragged(sheet)),
        {(row, name): fault for name, column in made.items() for row, fault in column.faults.items()},
    )


def header_faults(sheet: Sheet, mappings: Sequence[TableMapping]) -> list[Fault]:
    """Find columns of a table of the user's that are unnamed, repeated, or asked for by no table.

    Parameters
    ----------
    sheet : Sheet
        Theirs.
    mappings : sequence of TableMapping
        All that take something from it.
    """
    tables = [table_named(mapping.table) for mapping in mappings]
    used = {name for mapping in mappings for name in (*mapping.ignore, *mapping.rename, *mapping.needs())}
    used |= sheet.passed_over | {name for table in tables for name in table.names}
    repeated = [
        Fault(sheet.source, "a column that occurs more than once", "keep one of them", sheet.header_row, name)
        for name, times in Counter(sheet.header).items()
        if times > 1 and name and name not in sheet.passed_over
    ]
    names = [name for table in tables for name in table.names]
    is_own = any(mapping.is_own for mapping in mappings)
    unknown = [name for name in dict.fromkeys(sheet.header) if name not in used and not names_identifier(name)]
    return repeated + [_unknown(sheet, name, names, is_own=is_own) for name in unknown]


def identifiers_in(sheet: Sheet, mappings: Sequence[TableMapping]) -> list[Identified]:
    """Find direct identifiers in any column of a table of the user's, also those that no table asks for.

    Parameters
    ----------
    sheet, mappings
        As in `header_faults`.
    """
    frame = pd.DataFrame.from_dict(whole_rows(sheet), orient="index", columns=pd.Index(sheet.header), dtype=object)
    found: list[Identified] = []
    seen: set[str] = set()
    for mapping in mappings:
        table = table_named(mapping.table)
        called = {theirs: ours for ours in table.names if (theirs := mapping.origin_of(ours, sheet.header))}
        own = [name in called and name not in seen for name in sheet.header]
        found += identified(frame.loc[:, own], table, Theirs(sheet.source, called))
        seen |= set(called)
    others = frame.loc[:, [name not in seen for name in sheet.header]]
    return found + identified(others, table_named(mappings[0].table), Theirs(sheet.source))


def whole_rows(sheet: Sheet) -> dict[int, list[str]]:
    """Rows that are as long as the header."""
    return {row: cells for row, cells in sheet.rows.items() if len(cells) == len(sheet.header)}


def _unknown(sheet: Sheet, name: str, names: list[str], *, is_own: bool) -> Fault:
    if not name:
        return Fault(sheet.source, "a column without a name", "name it, or delete it", row=sheet.header_row)
    if is_own:
        remedy = f"rename it in {MAPPING_FILE}, or list it under ignore"
    else:
        near = nearest(name, names)
        remedy = f"rename it to {near}" if near else "remove it; the data dictionary lists the columns"
    return Fault(sheet.source, "not a column of this table", remedy, row=sheet.header_row, column=name)


def _refuse_headless(sheet: Sheet, table: Table, mapping: TableMapping) -> None:
    if not sheet.header:
        remedy = f"begin it with the header {','.join(table.names)}"
        raise InputFaults([Fault(sheet.source, "it is empty", remedy)])
    known = set(sheet.header) & {*table.names, *mapping.rename}
    if not known and not mapping.is_own and not any(nearest(name, table.names) for name in sheet.header):
        problem = "no header: its first row names no column of this table"
        raise InputFaults([Fault(sheet.source, problem, f"begin with {table.names[0]}")])


def _missing(sheet: Sheet, table: Table, made: set[str]) -> list[Fault]:
    return [
        Fault(
            sheet.source, "a required column is missing", "add it, with cells empty where unknown", column=column.name
        )
        for column in table.columns
        if column.required and column.name not in made
    ]


def _ragged(sheet: Sheet) -> list[Fault]:
    expected = len(sheet.header)
    return [
        Fault(sheet.source, f"{len(cells)} cells where the header has {expected}", sheet.when_ragged, row=row)
        for row, cells in sheet.rows.items()
        if len(cells) != expected
    ]
