"""The blank workbook: a sheet a table, with drop-downs, and the contract beside them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mibg.cohort.columns import Column, Kind
from mibg.cohort.contract import TABLES
from mibg.cohort.dates import FIRST_YEAR, LAST_YEAR
from mibg.cohort.dictionary import entries
from mibg.cohort.limits import AnyCode, Between, OneOf
from mibg.cohort.sources.place import STUDY_SHEET
from mibg.cohort.study import STUDY_KEYS
from mibg.cohort.study_file import SHEET_HEADER

DICTIONARY_SHEET: Final = "dictionary"
CODES_SHEET: Final = "codes"
LAST_ROW: Final = 20_000
"""Rows down to which cells are validated."""
_TEXT: Final = "@"
_DAY: Final = "yyyy-mm-dd"
_BOLD: Final = Font(bold=True)
_REQUIRED: Final = PatternFill("solid", fgColor="DDE6F0")
_LONGEST_PROMPT: Final = 255


def blank_workbook() -> bytes:
    """Render the workbook.

    Returns
    -------
    bytes
        Of a file ``.xlsx``: the tables, the study, the dictionary, and the codes that the drop-downs offer.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    codes = Workbook.create_sheet(book, CODES_SHEET)
    for table in TABLES:
        sheet = book.create_sheet(table.name)
        for number, column in enumerate(table.columns, start=1):
            letter = get_column_letter(number)
            _head(sheet, number, column)
            _validate(sheet, column, f"{letter}2:{letter}{LAST_ROW}", codes)
    _study(book.create_sheet(STUDY_SHEET), codes)
    _dictionary(book.create_sheet(DICTIONARY_SHEET))
    book.move_sheet(codes, len(book.worksheets))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, number: int, column: Column) -> None:
    cell = sheet.cell(1, number, column.name)
    cell.font = _BOLD
    if column.required:
        cell.fill = _REQUIRED
    width = sheet.column_dimensions[get_column_letter(number)]
    width.width = max(12, len(column.name) + 2)
    width.number_format = _format(column)
    sheet.freeze_panes = "A2"


def _format(column: Column) -> str:
    """A date that may be known to the month only is text, or the spreadsheet would make a day of 1996."""
    if column.kind is Kind.DATE:
        return _DAY if column.filled else _TEXT
    return _TEXT if column.kind is Kind.TEXT else "General"


def _validate(sheet: Worksheet, column: Column, cells: str, codes: Worksheet) -> None:
    rule = _rule(column, codes)
    entry = entries([column])[0]
    rule.promptTitle = column.name
    rule.prompt = f"{entry.meaning} ({entry.values})".replace("`", "")[:_LONGEST_PROMPT]
    rule.errorTitle, rule.error = "Not a value of this column", rule.prompt
    rule.showInputMessage, rule.allow_blank = True, True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _rule(column: Column, codes: Worksheet) -> DataValidation:
    words = _words(column)
    if words:
        # A drop-down of an open vocabulary offers the usual codes and lets others pass.
        closed = not isinstance(column.constraint, AnyCode)
        return DataValidation("list", formula1=_listed(words, column.name, codes), showErrorMessage=closed)
    if isinstance(column.constraint, Between):
        low, high = f"{column.constraint.low:.15g}", f"{column.constraint.high:.15g}"
        return _between("whole" if column.kind is Kind.WHOLE else "decimal", low, high)
    if column.kind is Kind.DATE and column.filled:
        return _between("date", f"DATE({FIRST_YEAR},1,1)", f"DATE({LAST_YEAR},12,31)")
    if column.kind is Kind.DATE:
        return _between("textLength", "4", "10")
    return DataValidation(showErrorMessage=False)


def _between(kind: Literal["whole", "decimal", "date", "textLength"], low: str, high: str) -> DataValidation:
    return DataValidation(kind, formula1=low, formula2=high, operator="between", showErrorMessage=True)


def _words(column: Column) -> list[str]:
    if column.kind is Kind.YES_NO:
        return ["yes", "no"]
    if isinstance(column.constraint, OneOf):
        return list(column.constraint.codes)
    return list(column.constraint.usual) if isinstance(column.constraint, AnyCode) else []


def _listed(words: Iterable[str], name: str, codes: Worksheet) -> str:
    number = codes.max_column + (codes.cell(1, 1).value is not None)
    for row, word in enumerate((name, *words), start=1):
        codes.cell(row, number, word)
    letter = get_column_letter(number)
    return f"{CODES_SHEET}!${letter}$2:${letter}${len(list(words)) + 1}"


def _study(sheet: Worksheet, codes: Worksheet) -> None:
    sheet.append([*SHEET_HEADER, "meaning"])
    for row, (column, entry) in enumerate(zip(STUDY_KEYS, entries(STUDY_KEYS), strict=True), start=2):
        sheet.append([entry.name, None, f"{entry.meaning} ({entry.values}; {entry.needed})".replace("`", "")])
        sheet.cell(row, 2).number_format = _format(column)
        _validate(sheet, column, f"B{row}", codes)
    _widths(sheet, [24, 40, 90])


def _dictionary(sheet: Worksheet) -> None:
    sheet.append(["table", "column", "meaning", "values", "needed"])
    for table in TABLES:
        for entry in entries(table.columns):
            cells = (table.name, entry.name, entry.meaning, entry.values, entry.needed)
            sheet.append([cell.replace("`", "") for cell in cells])
    _widths(sheet, [14, 22, 70, 90, 24])


def _widths(sheet: Worksheet, widths: list[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = _BOLD
    sheet.freeze_panes = "A2"
