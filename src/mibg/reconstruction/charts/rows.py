"""Rows of a chart, dated in days since first treatment until they become tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.dice import Dice

Cells = dict[str, str | int | float | bool]

_LEAST_DAYS_LEFT: Final = 10


@dataclass(frozen=True)
class Row:
    """One row of one table of the contract.

    Parameters
    ----------
    table : str
        Its name.
    patient : int
        His place.
    day : int
        Since first treatment, which is day 0.
    cells : dict
        Columns other than patient and date.
    """

    table: str
    patient: int
    day: int
    cells: Cells


def days_between(first: int, last: int, gaps: tuple[int, int], dice: Dice) -> list[int]:
    """Choose the days of visits from the first to the last, both included.

    Parameters
    ----------
    first, last : int
        Days; they may be the same.
    gaps : (int, int)
        Fewest and most days from one visit to the next; the last gap may be shorter.
    dice : Dice
        Chooses.
    """
    days = [first]
    while (following := days[-1] + dice.between(*gaps)) < last - _LEAST_DAYS_LEFT:
        days.append(following)
    return days if last == first else [*days, last]


def day_before(diagnosed: int, within: int, dice: Dice) -> int:
    """Choose a day before treatment, after diagnosis and within so many days."""
    return -dice.between(1, min(within, diagnosed))
