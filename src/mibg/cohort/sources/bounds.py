"""How large a source may be, and why: a cohort is hundreds of patients, and a laptop must survive any file."""

from __future__ import annotations

from typing import Final

from mibg.faults import Fault, InputFaults

LARGEST_FILE: Final = 100_000_000
"""Bytes; read whole, a text of this size takes about ten times as much memory."""
LARGEST_UNPACKED: Final = 400_000_000
"""Bytes that a compressed file may unpack to."""
HIGHEST_RATIO: Final = 300
"""Bytes that one byte may unpack to; spreadsheets stay below 100, deflate can reach 1000."""
MOST_PARTS: Final = 2_000
"""Files within a workbook."""
MOST_ROWS: Final = 1_048_576
"""Rows of a spreadsheet."""
MOST_COLUMNS: Final = 3_000
"""Fields of a large REDCap project."""
MOST_CELLS: Final = 10_000_000
"""Cells of one table, which take some 100 bytes each."""
LONGEST_CELL: Final = 32_767
"""Characters of a cell of a spreadsheet."""
LONGEST_LINE: Final = 2_000_000
"""Characters of a line of a CSV file."""


def too_large(source: str, what: str, row: int | None = None) -> InputFaults:
    """Refuse a source that goes beyond a bound."""
    return InputFaults([Fault(source, what, "split off what is not the cohort", row=row)])


def check_size(size: int, source: str) -> None:
    """Refuse a file by its size in bytes, before it is opened.

    Raises
    ------
    InputFaults
        When it is too large.
    """
    if size > LARGEST_FILE:
        raise too_large(source, f"larger than {LARGEST_FILE // 1_000_000} MB")


def check_row(row: int, cells: list[str], source: str) -> None:
    """Refuse a row that makes the table too large.

    Raises
    ------
    InputFaults
        For too many rows, columns or cells, and for an overlong cell.
    """
    if row > MOST_ROWS:
        raise too_large(source, f"more than {MOST_ROWS} rows")
    if len(cells) > MOST_COLUMNS:
        raise too_large(source, f"more than {MOST_COLUMNS} columns", row)
    if row * len(cells) > MOST_CELLS:
        raise too_large(source, f"more than {MOST_CELLS} cells", row)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise too_large(source, f"a cell of more than {LONGEST_CELL} characters", row)
