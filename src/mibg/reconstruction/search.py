"""Search: from a first guess, one small change after another, never away from the goal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from mibg.reconstruction.dice import Dice

State = TypeVar("State")


def descend(
    start: State,
    change: Callable[[State, Dice], State],
    distance: Callable[[State], int],
    dice: Dice,
    limit: int,
) -> State:
    """Change a state at random, keeping each change that leads no further from the goal.

    Parameters
    ----------
    start : State
        First guess; never altered.
    change : callable
        Makes a neighbour of a state.
    distance : callable
        How far a state is from the goal, as a whole number, so that each decision is exact; 0 is the goal.
    dice : Dice
        For `change`.
    limit : int
        Most changes tried.

    Returns
    -------
    State
        The first state at the goal, else the best found.
    """
    best, shortest = start, distance(start)
    for _ in range(limit):
        if shortest == 0:
            break
        other = change(best, dice)
        reached = distance(other)
        if reached <= shortest:
            best, shortest = other, reached
    return best
