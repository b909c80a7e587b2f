"""Translating one cell: its code, its unit, the form of its date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from mibg.cohort.cells import format_number, parse
from mibg.cohort.columns import Column, Kind
from mibg.cohort.complaint import UnreadableError
from mibg.cohort.dates import ChartDate, Precision, format_date, parse_date
from mibg.cohort.mapping.declared import MAPPING_FILE, Recode
from mibg.units import convert

_PARTS: Final = ("%Y", "%m", "%d", "%b", "%B")
DIGITS: Final = 12
"""Significant digits that are kept of a converted number: more than any chart has, fewer than the noise of floats."""


def is_form(form: str) -> bool:
    """Whether a text is the form of a date that can be read: year in four digits, perhaps month, perhaps day."""
    parts = [form[at : at + 2] for at, sign in enumerate(form) if sign == "%"]
    months = sum(part in {"%m", "%b", "%B"} for part in parts)
    known = all(part in _PARTS for part in parts) and parts.count("%Y") == 1 and months <= 1 and parts.count("%d") <= 1
    return known and ("%d" not in parts or months == 1)


def recoded(text: str, recode: Recode) -> str:
    """Translate a code.

    Raises
    ------
    mibg.cohort.complaint.UnreadableError
        When it has no translation, and others are not kept.
    """
    code = next((code for code in recode.codes if is_one_of(text, (code,))), None)
    if code is not None or recode.keep:
        return text if code is None else recode.codes[code]
    raise UnreadableError("a code without a translation", f"add it to recode in {MAPPING_FILE}, or correct the cell")


def is_one_of(text: str, values: tuple[str, ...]) -> bool:
    """Whether a cell holds one of the values, numbers being the same however they are written (1 and 1.0)."""
    return text in values or _number(text) in {_number(value) for value in values} - {None}


def converted(text: str, column: Column, unit: str) -> str:
    """Translate a number from its unit, or a date from its form.

    Parameters
    ----------
    text : str
        A cell, not empty.
    column : Column
        Of the contract.
    unit : str
        Unit, or form of a date such as ``%d/%m/%Y``.

    Raises
    ------
    mibg.cohort.complaint.UnreadableError
        When it is no such number or date.
    """
    if column.kind is Kind.DATE:
        return iso(text, unit)
    number = parse(Kind.NUMBER, text)
    assert isinstance(number, float)
    assert column.unit is not None
    return format_number(float(f"{convert(number, unit, column.unit):.{DIGITS}g}"))


def iso(text: str, form: str) -> str:
    """Write a date of a form in ISO 8601, as precisely as the form has it.

    Raises
    ------
    mibg.cohort.complaint.UnreadableError
        When it is no date of this form.
    """
    precision: Precision = "day" if "%d" in form else "month" if form != "%Y" else "year"
    try:
        return format_date(datetime.strptime(text, form).date(), precision)
    except ValueError:
        raise UnreadableError(f"not a date of the form {form}", "correct it") from None


def reckoned(start: str, duration: str, unit: str, *, backwards: bool) -> str:
    """Reckon a date.

    Parameters
    ----------
    start : str
        ISO 8601, to the day.
    duration, unit : str
        A number, and what it counts; rounded to whole days.
    backwards : bool
        Whether to go back from `start`.

    Raises
    ------
    mibg.cohort.complaint.UnreadableError
        When one of them cannot be read, or the date would be in no calendar.
    """
    days = parse(Kind.NUMBER, duration)
    assert isinstance(days, float)
    known: ChartDate = parse_date(start)
    if known.precision != "day":
        raise UnreadableError(f"no whole date to count from ({start})", "give the day too")
    try:
        return _moved(known.day, round(convert(days, unit, "days")) * (-1 if backwards else 1)).isoformat()
    except (OverflowError, ValueError):
        raise UnreadableError("a duration beyond any calendar", "correct it, or its unit") from None


def _number(text: str) -> float | None:
    try:
        return float(str(parse(Kind.NUMBER, text)))
    except UnreadableError:
        return None


def _moved(day: date, days: int) -> date:
    return day + timedelta(days=days)
