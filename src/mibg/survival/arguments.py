"""Arguments beside the data, refused in the same words everywhere: choices, shares, days."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeGuard, cast

import numpy as np

from mibg.choices import unknown_choice
from mibg.survival.columns import InvalidSurvivalData


def check_choice(given: object, choices: Iterable[str], what: str) -> None:
    """Raise `InvalidSurvivalData` with what `mibg.choices.unknown_choice` tells."""
    if (told := unknown_choice(given, choices, what)) is not None:
        raise InvalidSurvivalData(told)


def check_share(share: object, what: str) -> None:
    """Refuse a level or a share, the subject of a sentence, that does not lie between 0 and 1.

    Raises
    ------
    InvalidSurvivalData
        Names the number.
    """
    if not (_is_number(share) and 0 < share < 1):
        raise InvalidSurvivalData(f"{what} lies between 0 and 1; {share!r} does not")


def check_days(days: object, what: str) -> None:
    """Refuse a time since time zero, the subject of a sentence, that is negative, infinite or no number.

    Raises
    ------
    InvalidSurvivalData
        Names the number.
    """
    if not (_is_number(days) and 0 <= days <= sys.float_info.max):
        raise InvalidSurvivalData(f"{what} is a finite number of days, 0 or more, not {days!r}")


def check_whole(number: object, what: str, least: int) -> None:
    """Refuse a number, the subject of a sentence, that is not whole or below the least.

    Raises
    ------
    InvalidSurvivalData
        Names the number.
    """
    whole = isinstance(number, int | np.integer) and not isinstance(number, bool)
    if not (whole and cast(int, number) >= least):
        raise InvalidSurvivalData(f"{what} is a whole number, {least} or more, not {number!r}")


def _is_number(given: object) -> TypeGuard[float]:
    return isinstance(given, int | float | np.number) and not isinstance(given, bool)
