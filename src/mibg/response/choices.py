"""Choices behind a rule that a caller makes, refused in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from numbers import Real


class InvalidCriteria(ValueError):  # noqa: N818 - named for what it refuses
    """A choice that there is not, or a number that no rule can go by."""


def check_choice(given: object, choices: Iterable[str], what: str) -> None:
    """Refuse what is none of the choices.

    Parameters
    ----------
    given : object
        What was asked for.
    choices : iterable of str
        What there is.
    what : str
        One of them, as the subject of a sentence.

    Raises
    ------
    InvalidCriteria
        Lists the choices.
    """
    told = tuple(choices)
    if not isinstance(given, str) or given not in told:
        raise InvalidCriteria(f"{what} is one of {', '.join(told)}, not {given!r}")


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
