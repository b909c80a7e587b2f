"""Search: from a first guess, one small change after another, toward the goal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from mibg.reconstruction.dice import Dice

State = TypeVar("State")


def descend(  # noqa: PLR0913, PLR0917 - what a search is made of
    start: State,
    change: Callable[[State, Dice], State],
    distance: Callable[[State], int],
    dice: Dice,
    limit: int,
    slack: int = 0,
) -> State:
    """Change a state at random, keeping each change that leads no further from the goal, or little further at first.

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
    slack : int
        By how much a change may lead away from the goal at the start; it falls to nothing on the way to `limit`.

    Returns
    -------
    State
        The first state at the goal, else the best found.

    Notes
    -----
    Threshold accepting, Dueck and Scheuer 1990.
    """
    best, shortest = start, distance(start)
    now, here = best, shortest
    for step in range(limit):
        if shortest == 0:
            break
        other = change(now, dice)
        reached = distance(other)
        if reached <= here + slack * (limit - step) // limit:
            now, here = other, reached
        if here < shortest:
            best, shortest = now, here
    return best


def lean(  # noqa: PLR0913, PLR0917 - what a search is made of
    start: State,
    change: Callable[[State, Dice], State],
    distance: Callable[[State], int],
    leaning: Callable[[State], int],
    dice: Dice,
    limit: int,
) -> State:
    """Change a state that is at the goal so that it leans further, and stays at the goal.

    Parameters
    ----------
    start : State
        Returned as it is when it is not at the goal.
    change, distance, dice, limit
        As for `descend`.
    leaning : callable
        How far a state leans, as a whole number; more is better.

    Returns
    -------
    State
        The one that leans furthest of those met.
    """
    now, here = start, leaning(start)
    for _ in range(limit if distance(start) == 0 else 0):
        other = change(now, dice)
        reached = leaning(other)
        if reached > here and distance(other) == 0:
            now, here = other, reached
    return now
