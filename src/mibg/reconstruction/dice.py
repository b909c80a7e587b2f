"""Random choices that come out alike on every supported Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Seeded choices, all made from `random.Random.random`, the one sequence that Python promises to keep.

    Parameters
    ----------
    seed : int
        The same seed gives the same choices.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from `low` to `high`, both included."""
        if low > high:
            raise ValueError(f"nothing lies between {low} and {high}")
        return low + int(self._random.random() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """Draw one of the items."""
        return items[self.between(0, len(items) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Put the items in random order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.between(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def pick(self, items: Sequence[T], count: int) -> list[T]:
        """Draw `count` of the items without replacement."""
        if count > len(items):
            raise ValueError(f"{count} cannot be drawn from {len(items)}")
        return self.shuffled(items)[:count]
