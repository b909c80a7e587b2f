"""Whole numbers placed so that they follow a distribution, have given quartiles, or fit one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mibg.reconstruction.dice import Dice

_SHARES = 1000


@dataclass(frozen=True)
class Quartiles:
    """Quartiles that values shall have, and the range they lie in.

    Parameters
    ----------
    low, high : int
        Smallest and largest value allowed.
    at : three pairs of int
        Smallest and largest value that prints as the first quartile, the median and the third quartile.
    step : int
        Every value is a multiple of it.
    """

    low: int
    high: int
    at: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
    step: int = 1


def spread(knots: Sequence[tuple[int, int]], n: int, dice: Dice) -> list[int]:
    """Place values along a distribution, one in each of `n` equal shares of it, in random order.

    Parameters
    ----------
    knots : sequence of (int, int)
        Per cent of values that lie below, and the value; from 0 % to 100 %, linear in between.
    n : int
        How many values.
    dice : Dice
        Chooses the place within each share, and the order.
    """
    places = [share * _SHARES + dice.between(0, _SHARES - 1) for share in range(n)]
    return dice.shuffled([_at(knots, place, n * _SHARES) for place in places])


def with_quartiles(quartiles: Quartiles, n: int, dice: Dice, kept: Sequence[int] = ()) -> list[int]:
    """Choose values that, together with those `kept`, have the quartiles wanted.

    The quartiles are SPSS's weighted averages, at rank q (n + 1) / 4. Whole values of the printed quartile are put at
    the ranks that decide it, the rest between them.

    Parameters
    ----------
    quartiles : Quartiles
        What to reach.
    n : int
        How many values there are, the kept ones included.
    dice : Dice
        Chooses the values, and their order.
    kept : sequence of int
        Values that are there already.

    Returns
    -------
    list of int
        The n - len(kept) new values, in random order.

    Raises
    ------
    ValueError
        When the kept values leave no room.
    """
    anchors = sorted(_draw(*quartiles.at[q], quartiles.step, dice) for q, _ in _deciding_ranks(n))
    edges = [quartiles.low, *anchors, quartiles.high + quartiles.step]
    ranks = [0, *(rank for _, rank in _deciding_ranks(n)), n + 1]
    values = list(anchors)
    for place, (below, above) in enumerate(pairwise(ranks)):
        there = sum(bisect_right(anchors, value) == place for value in kept)
        low, high = edges[place : place + 2]
        values += _fill(low, high - quartiles.step, above - below - 1 - there, quartiles.step, dice)
    return dice.shuffled(values)


def matched(needs: Sequence[int], capacities: Sequence[int], dice: Dice) -> list[int]:
    """Give each need a capacity of its own that is at least as large, at random among those.

    Parameters
    ----------
    needs, capacities : sequence of int
        At least as many capacities as needs.
    dice : Dice
        Chooses among the capacities that fit. The largest need chooses first, which finds a match whenever there is
        one.

    Returns
    -------
    list of int
        For each need the index of its capacity.

    Raises
    ------
    ValueError
        When no match exists.
    """
    given: dict[int, int] = {}
    free = set(range(len(capacities)))
    for need in sorted(range(len(needs)), key=lambda index: -needs[index]):
        fitting = sorted(index for index in free if capacities[index] >= needs[need])
        if not fitting:
            raise ValueError(f"nothing is left that is at least {needs[need]}")
        given[need] = dice.one(fitting)
        free.remove(given[need])
    return [given[index] for index in range(len(needs))]


def _at(knots: Sequence[tuple[int, int]], place: int, whole: int) -> int:
    """Value of the distribution at the share `place / whole`, by whole-number arithmetic."""
    for (left, low), (right, high) in pairwise(knots):
        if 100 * place < right * whole:
            return low + (high - low) * (100 * place - left * whole) // ((right - left) * whole)
    return knots[-1][1]


def _deciding_ranks(n: int) -> list[tuple[int, int]]:
    """Which ranks decide which quartile: pairs of quartile (0, 1, 2) and rank (1 to n)."""
    ranks = []
    for q in range(3):
        rank, between = divmod((q + 1) * (n + 1), 4)
        ranks += [(q, rank), (q, rank + 1)] if between else [(q, rank)]
    return ranks


def _fill(low: int, high: int, missing: int, step: int, dice: Dice) -> list[int]:
    """Draw the values that are missing between two anchors, the upper one excluded unless they coincide."""
    if missing < 0:
        raise ValueError(f"too many values from {low} to {high} are there already for these quartiles")
    return [_draw(low, max(low, high), step, dice) for _ in range(missing)]


def _draw(low: int, high: int, step: int, dice: Dice) -> int:
    return step * dice.between(-(-low // step), high // step)
