"""Reading a CSV file as text, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from mibg.cohort.columns import Table
from mibg.cohort.complaint import nearest
from mibg.cohort.identifier_kinds import names_identifier
from mibg.cohort.identifiers import Identified, identified
from mibg.faults import Fault, InputFaults

LARGEST_FILE: Final = 100_000_000
_SAVE_AS_CSV = "save it from the spreadsheet as CSV UTF-8 with commas"


@dataclass(frozen=True)
class TextTable:
    """A file of the cohort, as it stands.

    Parameters
    ----------
    frame : pandas.DataFrame
        Texts without the spaces around them, empty where the cell is; columns are those of the contract that the
        file has; the index is the spreadsheet row, the header being row 1.
    faults : tuple of Fault
        Of its header, and of rows that are too long or too short, which `frame` leaves out.
    identified : tuple of Identified
        Direct identifiers in any of its columns.
    """

    frame: pd.DataFrame
    faults: tuple[Fault, ...]
    identified: tuple[Identified, ...] = ()


def read_text(path: Path, table: Table) -> TextTable:
    """Read a CSV file as text.

    Parameters
    ----------
    path : Path
        A file that exists.
    table : Table
        What it should hold.

    Raises
    ------
    mibg.faults.InputFaults
        When the file as a whole cannot be read as a table.
    """
    records = _records(_decoded(path, table.file), table)
    (header_row, header), *body = records
    header = [name.strip() for name in header]
    _refuse_headless(header, header_row, table)
    ragged = [_ragged(row, cells, len(header), table) for row, cells in body if len(cells) != len(header)]
    kept = {row: cells for row, cells in body if len(cells) == len(header)}
    frame = pd.DataFrame.from_dict(kept, orient="index", columns=pd.Index(header), dtype=object)
    known = frame.loc[:, [name in table.names for name in header]]
    faults = (*_header_faults(header, table), *ragged)
    return TextTable(known.loc[:, ~known.columns.duplicated()], faults, tuple(identified(frame, table)))


def _decoded(path: Path, source: str) -> str:
    if path.stat().st_size > LARGEST_FILE:
        raise _unreadable(source, f"larger than {LARGEST_FILE // 1_000_000} MB", "split off what is not the cohort")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(source, f"cannot be read ({error.strerror})", "see to the rights on the file") from error
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise _unreadable(source, "not a table of text", _SAVE_AS_CSV)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        fault = Fault(source, f"byte 0x{data[error.start]:02x} is not UTF-8", _SAVE_AS_CSV, row=row)
        raise InputFaults([fault]) from error


def _records(text: str, table: Table) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    try:
        for row, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                records.append((row, [cell.strip() for cell in cells]))
    except csv.Error as error:
        row = records[-1][0] + 1 if records else 1
        fault = Fault(table.file, f"not a table from here on ({error})", "close every double quote", row=row)
        raise InputFaults([fault]) from error
    if not records:
        raise _unreadable(table.file, "the file is empty", f"begin it with the header {','.join(table.names)}")
    return records


def _refuse_headless(header: list[str], row: int, table: Table) -> None:
    joined = "".join(header)
    if len(header) == 1 and (";" in joined or "\t" in joined):
        mark = "semicolons" if ";" in joined else "tabs"
        raise _unreadable(table.file, f"columns are separated by {mark}", _SAVE_AS_CSV)
    if not set(header) & set(table.names) and not any(nearest(name, table.names) for name in header):
        raise _unreadable(
            table.file, "no header: its first row names no column of this table", f"begin with {table.names[0]}"
        )


def _header_faults(header: list[str], table: Table) -> list[Fault]:
    faults = [
        Fault(table.file, "a column that occurs more than once", "keep one of them", row=1, column=name)
        for name, times in Counter(header).items()
        if times > 1 and name
    ]
    strange = [name for name in dict.fromkeys(header) if name not in table.names]
    faults += [_unknown(name, table) for name in strange if not names_identifier(name)]
    return faults + [
        Fault(table.file, "a required column is missing", "add it, with cells empty where unknown", column=column.name)
        for column in table.columns
        if column.required and column.name not in header
    ]


def _unknown(name: str, table: Table) -> Fault:
    if not name:
        return Fault(table.file, "a column without a name", "name it, or delete it", row=1)
    near = nearest(name, table.names)
    remedy = f"rename it to {near}" if near else "remove it; the data dictionary lists the columns"
    return Fault(table.file, "not a column of this table", remedy, row=1, column=name)


def _ragged(row: int, cells: list[str], expected: int, table: Table) -> Fault:
    problem = f"{len(cells)} cells where the header has {expected}"
    return Fault(table.file, problem, "put cells that hold a comma in double quotes, and add missing commas", row=row)


def _unreadable(source: str, problem: str, remedy: str) -> InputFaults:
    return InputFaults([Fault(source, problem, remedy)])
