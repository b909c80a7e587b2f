"""Reading one cell: from its text to a value of the column's kind, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from mibg.cohort.columns import Kind
from mibg.cohort.complaint import UnreadableError
from mibg.cohort.dates import ChartDate, parse_date

Value = str | float | int | bool | ChartDate

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_YES_NO: Final = {"yes": True, "no": False, "true": True, "false": False}


def parse(kind: Kind, text: str) -> Value:
    """Read a value.

    Parameters
    ----------
    kind : Kind
        What it should be.
    text : str
        Not empty, without spaces around it.

    Raises
    ------
    mibg.cohort.complaint.UnreadableError
        When the text is no such value.
    """
    return _PARSERS[kind](text)


def format_number(value: float) -> str:
    """Write a number in the shortest way that reads back as the same number."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _parse_number(text: str) -> float:
    if _NUMBER.fullmatch(text) is None:
        raise UnreadableError("not a number", "write digits alone, with a decimal point and without a unit")
    return float(text)


def _parse_whole(text: str) -> int:
    if _WHOLE.fullmatch(text) is None:
        raise UnreadableError("not a whole number", "write digits alone")
    return int(text)


def _parse_yes_no(text: str) -> bool:
    try:
        return _YES_NO[text.lower()]
    except KeyError:
        raise UnreadableError("neither yes nor no", "write yes or no") from None


_PARSERS: Final[dict[Kind, Callable[[str], Value]]] = {
    Kind.TEXT: str,
    Kind.NUMBER: _parse_number,
    Kind.WHOLE: _parse_whole,
    Kind.DATE: parse_date,
    Kind.YES_NO: _parse_yes_no,
}
