"""Values that a file holds with their type, as the text that a user would have written."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

from mibg.cohort.cells import format_number


def text_of(value: object) -> str:
    """Write a value as the cells of a table of text hold it.

    Parameters
    ----------
    value : object
        None and not-a-number are empty cells, a moment at midnight is its date.
    """
    if value is None or value != value:  # noqa: PLR0124 - not a number, whatever its type
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | Decimal) and isfinite(value):
        return format_number(float(value))
    return str(value)
