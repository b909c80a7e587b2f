"""An Excel workbook as tables of text, a sheet a table, its cells as the spreadsheet shows them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from mibg.cohort.sources.bounds import MOST_ROWS, check_size, too_large
from mibg.cohort.sources.packed import check_packed
from mibg.cohort.sources.sheet import Sheet, sheet_of
from mibg.cohort.sources.values import text_of
from mibg.faults import Fault, InputFaults

_SAVE_AGAIN = "open it in the spreadsheet and save it again as .xlsx"


def read_workbook(path: Path, passed_over: frozenset[str] = frozenset()) -> tuple[list[Sheet], list[Fault]]:
    """Read the sheets of a workbook.

    Parameters
    ----------
    path : Path
        A file that exists.
    passed_over : frozenset of str
        Sheets that hold no table.

    Returns
    -------
    tuple of (list of Sheet, list of Fault)
        Sheets that could be read, and faults of their cells and of the others.

    Raises
    ------
    mibg.faults.InputFaults
        When the workbook as a whole cannot be read, or would take too much.
    """
    check_size(path.stat().st_size, path.name)
    has_formulas = check_packed(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a spreadsheet adds besides its cells
            return _sheets(path, passed_over, has_formulas=has_formulas)
    except InputFaults:
        raise
    except Exception as error:
        # A workbook is a zip of XML, and openpyxl lets through whatever its parts break on.
        raise InputFaults([Fault(path.name, "a damaged workbook", _SAVE_AGAIN)]) from error


def _sheets(path: Path, passed_over: frozenset[str], *, has_formulas: bool) -> tuple[list[Sheet], list[Fault]]:
    shown = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    written = load_workbook(path, read_only=True, keep_links=False) if has_formulas else None
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for name in (sheet.title for sheet in shown.worksheets if sheet.title not in passed_over):
        source = f"{path.name}, sheet {name}"
        try:
            sheets.append(sheet_of(name, source, _records(source, shown[name], written and written[name], faults)))
        except InputFaults as found:
            faults += found.faults
    for book in (shown, written):
        if book:
            book.close()
    return sheets, faults


def _records(source: str, shown: Any, written: Any, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - openpyxl's sheets
    width = 0
    formulas = _rows(written) if written else repeat(())
    for row, (cells, formula) in enumerate(zip(_rows(shown), formulas, strict=False), start=1):
        if row > MOST_ROWS:
            raise too_large(source, f"more than {MOST_ROWS} rows")
        faults += _cell_faults(source, row, cells, formula)
        texts = ["" if cell.data_type == "e" else text_of(cell.value) for cell in cells]
        width = width or len(_without_trailing_blanks(texts))
        yield row, _without_trailing_blanks(texts) + [""] * (width - len(_without_trailing_blanks(texts)))


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl's sheets
    sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
    return iter(sheet.iter_rows())


def _cell_faults(source: str, row: int, cells: tuple[Any, ...], formulas: tuple[Any, ...]) -> Iterator[Fault]:
    for number, cell in enumerate(cells, start=1):
        if cell.data_type == "e":
            remedy = "correct the cell, or clear it"
            yield Fault(source, "an error of the spreadsheet", remedy, row, get_column_letter(number), str(cell.value))
    for number, formula in enumerate(formulas, start=1):
        shown = cells[number - 1].value if number <= len(cells) else None
        if formula.data_type == "f" and shown is None:
            remedy = "open the workbook in a spreadsheet and save it, or write the value itself"
            problem = "a formula without its value"
            yield Fault(source, problem, remedy, row, get_column_letter(number), str(formula.value))


def _without_trailing_blanks(texts: list[str]) -> list[str]:
    length = next((i for i in range(len(texts), 0, -1) if texts[i - 1].strip()), 0)
    return texts[:length]
