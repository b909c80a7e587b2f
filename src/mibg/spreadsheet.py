"""Texts of a CSV file that a spreadsheet must not take for formulas."""

from __future__ import annotations

from typing import Final, TypeVar

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_Value = TypeVar("_Value")


def inert(value: _Value) -> _Value | str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; all else stays as it is.

    Source: OWASP, CSV Injection, also in full width. Numbers are no texts, so a negative number is left alone.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
