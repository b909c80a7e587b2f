"""Treatments: how many each patient had, how far apart, and how active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

from mibg.published import Part, counts_allowed
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.margins import choose_counts
from mibg.reconstruction.placement import Quartiles, with_quartiles
from mibg.reconstruction.search import descend
from mibg.reconstruction.targets import Targets
from mibg.units import DAYS_PER_MONTH

MBQ_PER_MCI: Final = 37
"""Activities were measured in millicurie: every printed one is a whole number of them."""
LEAST_MBQ, MOST_MBQ = 100 * MBQ_PER_MCI, 527 * MBQ_PER_MCI
_LARGEST_SUM_MBQ: Final = 1400 * MBQ_PER_MCI
_LARGEST_SUM_OF_TWO_MBQ: Final = 2 * MOST_MBQ - 2 * MBQ_PER_MCI
_FIRST_INTERVAL_DAYS: Final = (60, 1900)
_SECOND_INTERVAL_DAYS: Final = (120, 2300)
_THIRD_INTERVAL_DAYS: Final = (180, 720)
_MOST_SWAPS: Final = 20_000
_MOST_DRAWS: Final = 5


@dataclass(frozen=True)
class Doses:
    """The treatments of one patient.

    Parameters
    ----------
    days : tuple of int
        Days of administration, counted from the first, which is day 0.
    mbq : tuple of int
        Activities, in the same order.
    """

    days: tuple[int, ...]
    mbq: tuple[int, ...]


def place_doses(targets: Targets, n: int, dice: Dice) -> list[Doses]:
    """Give each patient his treatments: first those treated once, then twice, three and four times.

    Raises
    ------
    ValueError
        When the printed numbers allow none.
    """
    _, twice, thrice, four_times = _how_often(targets, n)
    numbers = [2] * twice + [3] * thrice + [4] * four_times
    repeated = _activities_of_repeated(targets, numbers, dice)
    first = [mbq[0] for mbq in repeated]
    single = with_quartiles(_activity(targets, "treatment.first_activity"), n, dice, kept=first)
    days = _days_of_repeated(targets, numbers, dice)
    return [Doses((0,), (mbq,)) for mbq in single] + [Doses(*pair) for pair in zip(days, repeated, strict=True)]


def _how_often(targets: Targets, n: int) -> tuple[int, ...]:
    """How many patients had one, two, three and four treatments."""
    multiple, three_or_more = (_allowed(targets, f"treatment.{name}", n) for name in ("multiple", "three_or_more"))
    names = ("single", "two", "three", "four")
    return choose_counts(
        [targets.part(f"treatment.{name}") for name in names],
        n,
        lambda c: sum(c) == n and sum(c[1:]) in multiple and sum(c[2:]) in three_or_more,
    )


def _allowed(targets: Targets, statistic: str, n: int) -> Sequence[int]:
    """Counts that a statistic leaves open: those that print as it, or all where no target is about it."""
    return counts_allowed(targets.part(statistic), n) if targets.ask(statistic) else range(n + 1)


def _days_of_repeated(targets: Targets, numbers: list[int], dice: Dice) -> list[tuple[int, ...]]:
    """Days of the treatments; who was to have three or more had the second early, so that life is long enough."""
    first = _days(targets, "treatment.interval.first_second", _FIRST_INTERVAL_DAYS)
    second = _days(targets, "treatment.interval.second_third", _SECOND_INTERVAL_DAYS)
    intervals = sorted(with_quartiles(first, len(numbers), dice))
    half, many = len(numbers) // 2, sum(number > 2 for number in numbers)
    early = dice.shuffled(intervals[:half])
    one_to_two = dice.shuffled(intervals[half:] + early[many:]) + early[:many]
    two_to_three = [0] * (len(numbers) - many) + with_quartiles(second, many, dice)
    days = [
        (0, a, a + b, a + b + dice.between(*_THIRD_INTERVAL_DAYS))
        for a, b in zip(one_to_two, two_to_three, strict=True)
    ]
    return [every[:number] for every, number in zip(days, numbers, strict=True)]


def _activities_of_repeated(targets: Targets, numbers: list[int], dice: Dice) -> list[tuple[int, ...]]:
    """Activities whose follow-up doses and whose sums have the printed quartiles, each first one within bounds."""
    n, further = len(numbers), [number - 2 for number in numbers]
    follow_up = _activity(targets, "treatment.followup_activity")
    for _ in range(_MOST_DRAWS):
        second = with_quartiles(follow_up, n, dice)
        later = with_quartiles(follow_up, n + sum(further), dice, kept=second)
        sums = _cumulative(targets, numbers, dice)
        guess = _FollowUp(tuple(second), tuple(later))
        found = descend(guess, _swap, partial(_out_of_bounds, sums=sums, further=further), dice, _MOST_SWAPS)
        if not _out_of_bounds(found, sums, further):
            return [(total - sum(doses), *doses) for total, doses in zip(sums, found.by_patient(further), strict=True)]
    raise ValueError("no assignment of follow-up activities gives the printed cumulative activities")


def _cumulative(targets: Targets, numbers: list[int], dice: Dice) -> list[int]:
    """Cumulative activities; those of three or more treatments are the largest."""
    quartiles = _activity(targets, "treatment.cumulative_activity")
    least = quartiles.at[2][1] // MBQ_PER_MCI + 1
    large = [MBQ_PER_MCI * dice.between(least, _LARGEST_SUM_MBQ // MBQ_PER_MCI) for number in numbers if number > 2]
    bounds = Quartiles(4 * LEAST_MBQ, _LARGEST_SUM_OF_TWO_MBQ, quartiles.at, MBQ_PER_MCI)
    return with_quartiles(bounds, len(numbers), dice, kept=large) + large


@dataclass(frozen=True)
class _FollowUp:
    """Follow-up activities in the order of patients: each one's second, then the later ones of those who had them."""

    second: tuple[int, ...]
    later: tuple[int, ...]

    def by_patient(self, further: list[int]) -> list[tuple[int, ...]]:
        later = iter(self.later)
        return [(mbq, *(next(later) for _ in range(count))) for mbq, count in zip(self.second, further, strict=True)]


def _swap(doses: _FollowUp, dice: Dice) -> _FollowUp:
    return _FollowUp(_swapped(doses.second, dice), _swapped(doses.later, dice))


def _swapped(values: tuple[int, ...], dice: Dice) -> tuple[int, ...]:
    mixed = list(values)
    one, other = dice.between(0, len(mixed) - 1), dice.between(0, len(mixed) - 1)
    mixed[one], mixed[other] = mixed[other], mixed[one]
    return tuple(mixed)


def _out_of_bounds(doses: _FollowUp, sums: list[int], further: list[int]) -> int:
    """By how many MBq the first activities that remain lie out of bounds, in total."""
    first = [total - sum(mbq) for total, mbq in zip(sums, doses.by_patient(further), strict=True)]
    return sum(max(LEAST_MBQ - mbq, mbq - MOST_MBQ, 0) for mbq in first)


def _activity(targets: Targets, statistic: str) -> Quartiles:
    parts = [targets.part(statistic, name) for name in ("q1", "value", "q3")]
    return Quartiles(LEAST_MBQ, MOST_MBQ, _whole(parts, Fraction(1)), MBQ_PER_MCI)


def _days(targets: Targets, statistic: str, bounds: tuple[int, int]) -> Quartiles:
    parts = [targets.part(statistic, name) for name in ("q1", "value", "q3")]
    return Quartiles(*bounds, _whole(parts, Fraction(DAYS_PER_MONTH)))


def _whole(parts: list[Part], unit: Fraction) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """Whole numbers, in units of which a printed one has so many, that print as the quartiles."""
    first, median, third = (_inside(part, unit) for part in parts)
    return first, median, third


def _inside(part: Part, unit: Fraction) -> tuple[int, int]:
    low, high = part.interval.low, part.interval.high
    assert low is not None and high is not None, "a rounded number has an interval with two ends"
    return int(Fraction(low) * unit) + 1, int(Fraction(high) * unit)
