"""Which members an ensemble has."""

from __future__ import annotations

from typing import Final

from mibg.ensemble.headlines import HEADLINES
from mibg.ensemble.member import Task
from mibg.reconstruction.tilt import Side

SIDES: Final[tuple[Side, ...]] = ("low", "high")


def plan(members: int, starts: int, seed: int) -> tuple[Task, ...]:
    """List the members of an ensemble.

    Parameters
    ----------
    members : int
        As they come, one a seed.
    starts : int
        For each headline and each way to push it.
    seed : int
        Of the first member; those that are pushed take the same seeds from the first on.
    """
    free = [Task(seed + place) for place in range(members)]
    pushed = [
        Task(seed + place, headline.name, side) for headline in HEADLINES for side in SIDES for place in range(starts)
    ]
    return (*free, *pushed)
