"""Choices behind a rule that a caller makes, refused in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from numbers import Real

from mibg.choices import unknown_choice


class InvalidCriteria(ValueError):  # noqa: N818 - named for what it refuses
    """A choice that there is not, or a number that no rule can go by."""


def check_choice(given: object, choices: Iterable[str], what: str) -> None:
    """Raise `InvalidCriteria` with what `unknown_choice` tells."""
    if (told := unknown_choice(given, choices, what)) is not None:
        raise InvalidCriteria(told)


def check_number(given: object, low: float, what: str) -> None:
    """Refuse what is no number, or below the least that makes sense.

    Raises
    ------
    InvalidCriteria
        Names the number.
    """
    if isinstance(given, bool) or not isinstance(given, Real) or not low <= float(given) < inf:
        least = f" from {low:g} up" if low > -inf else ""
        raise InvalidCriteria(f"{what} is a finite number{least}, not {given!r}")
