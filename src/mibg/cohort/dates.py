"""Dates as charts give them: whole, or to the month or year only."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from mibg.cohort.complaint import UnreadableError

Precision = Literal["day", "month", "year"]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
MIDDLE_DAY: Final = 15
MIDDLE_MONTH: Final = 7
IMPUTATION: Final = (
    f"A date known to the month (1996-05) is taken as day {MIDDLE_DAY} of it, one known to the year (1996) as "
    f"day 1 of month {MIDDLE_MONTH}. Such a date of table patients is then moved within its month or year, as "
    "little as needed, where it would stand on the wrong side of another date of the patient."
)

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EXCEL_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)
_HOW_TO_WRITE = "write it as year-month-day, such as 1996-05-31 (1996-05 or 1996 if no more is known)"


@dataclass(frozen=True)
class ChartDate:
    """A date and how precisely it is known.

    Parameters
    ----------
    day : datetime.date
        The date, imputed where only its month or year is known.
    precision : {"day", "month", "year"}
        What is known of it.
    """

    day: date
    precision: Precision

    @property
    def first(self) -> date:
        """The earliest day that it may be."""
        return _first_and_last(self.day, self.precision)[0]

    @property
    def last(self) -> date:
        """The latest day that it may be."""
        return _first_and_last(self.day, self.precision)[1]


def parse_date(text: str) -> ChartDate:
    """Read an ISO 8601 date, whole or partial.

    Parameters
    ----------
    text : str
        ``1996-05-31``, ``1996-05`` or ``1996``.

    Raises
    ------
    mibg.cohort.complaint.UnreadableError
        For any other text, a day that no calendar has, and a year outside 1900 to 2100.
    """
    matched = _ISO.fullmatch(text)
    if matched is None:
        raise _not_a_date(text)
    year, month, day = (int(part) if part else None for part in matched.groups())
    assert year is not None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableError(f"outside the years {FIRST_YEAR} to {LAST_YEAR}", "correct the date")
    try:
        return _imputed(year, month, day)
    except ValueError as impossible:
        raise UnreadableError("no such day in the calendar", "correct the date") from impossible


def format_date(day: date, precision: Precision) -> str:
    """Write a date as precisely as it is known."""
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def _imputed(year: int, month: int | None, day: int | None) -> ChartDate:
    if month is None:
        return ChartDate(date(year, MIDDLE_MONTH, 1), "year")
    if day is None:
        return ChartDate(date(year, month, MIDDLE_DAY), "month")
    return ChartDate(date(year, month, day), "day")


def _not_a_date(text: str) -> UnreadableError:
    serial = _EXCEL_SERIAL.fullmatch(text)
    if serial is None:
        return UnreadableError("not an ISO 8601 date", _HOW_TO_WRITE)
    meant = (_EXCEL_ZERO + timedelta(days=int(serial[1]))).isoformat()
    return UnreadableError(
        f"Excel's serial number of a day, probably {meant}",
        "format the column as year-month-day in the spreadsheet and save it again",
    )


def _first_and_last(day: date, precision: Precision) -> tuple[date, date]:
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day
