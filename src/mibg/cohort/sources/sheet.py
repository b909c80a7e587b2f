"""A table of the user's, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mibg.cohort.sources.bounds import check_row


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in a source, as text.

    Parameters
    ----------
    name : str
        Of the table: the file without its ending, the sheet, or the instrument.
    source : str
        What it is called in a fault (``patients.csv``; ``cohort.xlsx, sheet patients``).
    header : tuple of str
        Names of the columns, without the spaces around them.
    rows : dict of int to list of str
        Cells, without the spaces around them, by the number that a spreadsheet shows; rows without any value are
        left out.
    header_row : int
        The row of the header.
    passed_over : frozenset of str
        Columns that are no fault when nobody asks for them.
    when_ragged : str
        What to do about a row that is longer or shorter than the header.
    """

    name: str
    source: str
    header: tuple[str, ...]
    rows: dict[int, list[str]]
    header_row: int = 1
    passed_over: frozenset[str] = frozenset()
    when_ragged: str = "clear what stands beside the table"

    def column(self, name: str) -> dict[int, str]:
        """Cells of a column, the first of this name, by row; rows of another length than the header are left out."""
        place = self.header.index(name)
        return {row: cells[place] for row, cells in self.rows.items() if len(cells) == len(self.header)}


def sheet_of(name: str, source: str, records: Iterable[tuple[int, list[str]]]) -> Sheet:
    """Make a table of the rows of a source.

    Parameters
    ----------
    name, source : str
        As in `Sheet`.
    records : iterable of (int, list of str)
        Every row of the source with its number, the first with a value being the header. Where there is none, the
        table has no header.

    Raises
    ------
    mibg.faults.InputFaults
        When there is too much of everything.
    """
    kept: dict[int, list[str]] = {}
    for row, cells in records:
        check_row(row, cells, source)
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            kept[row] = stripped
    header_row = next(iter(kept), 1)
    return Sheet(name, source, tuple(kept.pop(header_row, ())), kept, header_row)
