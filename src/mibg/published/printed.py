"""Printed numbers: what a string on paper says, and the interval that its rounding allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER: Final = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|" + "|".join(_WORDS) + ")"
_ABOVE: Final = r"(?:>|over|more than|at least)"
_BELOW: Final = r"(?:<|under|less than|up to)"
_FORMS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (rf"({_NUMBER})", ("value",)),
    (rf"({_NUMBER})\s*±\s*({_NUMBER})", ("value", "se")),
    (rf"({_NUMBER})\s*\(\s*({_NUMBER})\s*\)", ("value", "sd")),
    (rf"({_NUMBER})\s*\(\s*({_NUMBER})\s*[-–]\s*({_NUMBER})\s*\)", ("value", "q1", "q3")),
    (rf"({_NUMBER})\s*[-–]\s*({_NUMBER})", ("low", "high")),
    (rf"({_ABOVE}\s*{_NUMBER})", ("value",)),
    (rf"({_BELOW}\s*{_NUMBER})", ("value",)),
)


class UnreadableNumber(ValueError):  # noqa: N818 - named for what it could not read
    """A printed string that is none of the forms of a number."""


@dataclass(frozen=True)
class Interval:
    """The true values that a printed number allows.

    Parameters
    ----------
    low, high : Decimal or None
        Limits; None where there is none on that side.
    closed : bool
        Whether the limits themselves are allowed: a rounded number may come from either half, ``<`` is strict.
    """

    low: Decimal | None
    high: Decimal | None
    closed: bool = True

    def contains(self, value: float | Decimal) -> bool:
        """Whether a value, in the unit of the print, is allowed."""
        exact = Decimal(value)
        low = self.low is None or (exact >= self.low if self.closed else exact > self.low)
        high = self.high is None or (exact <= self.high if self.closed else exact < self.high)
        return low and high

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return f"above {self.low}" if self.high is None else f"below {self.high}"
        return f"{self.low} to {self.high}"


@dataclass(frozen=True)
class Part:
    """One number of a printed string.

    Parameters
    ----------
    name : str
        ``value``, ``se``, ``sd``, ``q1``, ``q3``, ``low`` or ``high``.
    text : str
        As it stands on paper.
    number : Decimal
        Trailing zeros kept, for they carry the precision.
    interval : Interval
        What rounding allows.
    """

    name: str
    text: str
    number: Decimal
    interval: Interval


def parse_printed(text: str) -> tuple[Part, ...]:
    """Read a printed string into its named parts.

    Parameters
    ----------
    text : str
        E.g. ``29``, ``2.4 ± 0.2``, ``59 (12)``, ``18500 (11359-18870)``, ``3-9``, ``<0.001``, ``over 70``, ``one``;
        per cent signs are passed over.

    Returns
    -------
    tuple of Part

    Raises
    ------
    UnreadableNumber
        When the string is none of these forms.
    """
    bare = text.replace("%", "").strip()
    for form, names in _FORMS:
        found = re.fullmatch(form, bare)
        if found:
            return tuple(_part(name, piece) for name, piece in zip(names, found.groups(), strict=True))
    raise UnreadableNumber(f"{text!r} is no printed number")


def rounding_interval(number: Decimal) -> Interval:
    """Give the values that round to a printed number: half a unit of its last digit either way, both ends allowed."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    half = Decimal(5).scaleb(exponent - 1)
    return Interval(number - half, number + half)


def _part(name: str, piece: str) -> Part:
    above, below = (re.match(sign, piece) for sign in (_ABOVE, _BELOW))
    sign = above or below
    number = _decimal(piece[sign.end() :].strip() if sign else piece)
    if above:
        interval = Interval(number, None, closed=above.group() == "at least")
    elif below:
        interval = Interval(None, number, closed=below.group() == "up to")
    else:
        interval = rounding_interval(number)
    return Part(name, piece, number, interval)


def _decimal(text: str) -> Decimal:
    if text in _WORDS:
        return Decimal(_WORDS.index(text) + 1)
    try:
        return Decimal(text.replace(",", ""))
    except ArithmeticError:
        raise UnreadableNumber(f"{text!r} is no number") from None
