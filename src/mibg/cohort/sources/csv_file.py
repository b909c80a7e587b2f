"""A CSV file as a table of text, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mibg.cohort.sources.bounds import LONGEST_LINE, check_size, too_large
from mibg.cohort.sources.sheet import Sheet, sheet_of
from mibg.faults import Fault, InputFaults

SAVE_AS_CSV = "save it from the spreadsheet as .xlsx, or as CSV UTF-8 with commas"


def read_csv(path: Path) -> Sheet:
    """Read a CSV file.

    Parameters
    ----------
    path : Path
        A file that exists.

    Raises
    ------
    mibg.faults.InputFaults
        When the file as a whole cannot be read as a table.
    """
    sheet = sheet_of(path.stem, path.name, _records(_decoded(path), path.name))
    joined = "".join(sheet.header)
    if len(sheet.header) == 1 and (";" in joined or "\t" in joined):
        mark = "semicolons" if ";" in joined else "tabs"
        raise _unreadable(path.name, f"columns are separated by {mark}", SAVE_AS_CSV)
    return replace(sheet, when_ragged="put cells that hold a comma in double quotes, and add missing commas")


def _decoded(path: Path) -> str:
    check_size(path.stat().st_size, path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path.name, f"cannot be read ({error.strerror})", "see to the rights on the file") from error
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise _unreadable(path.name, "not a table of text", SAVE_AS_CSV)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _unreadable(path.name, problem, SAVE_AS_CSV, row) from error


def _records(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    row = 0
    try:
        for row, cells in enumerate(csv.reader(_lines(text, source), strict=True), start=1):
            yield row, cells
    except csv.Error as error:
        problem = f"not a table from here on ({error})"
        raise _unreadable(source, problem, "close every double quote", row + 1) from error


def _lines(text: str, source: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > LONGEST_LINE:
            raise too_large(source, f"a line of more than {LONGEST_LINE} characters", number)
        yield line


def _unreadable(source: str, problem: str, remedy: str, row: int | None = None) -> InputFaults:
    return InputFaults([Fault(source, problem, remedy, row=row)])
