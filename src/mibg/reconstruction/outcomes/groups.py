"""Groups: which patient belongs to which, so that the survival of each group is as printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes.first_groups import Group, Groups, Survival, first_groups
from mibg.reconstruction.search import descend, lean
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.targets import Targets

_MOST_GUESSES: Final = 1
_MOST_SWAPS: Final = 6_000
_MOST_LEANS: Final = 4_000
_SLACK: Final = 40
_NEIGHBOURS: Final = 8
_MOST_AT_ONCE: Final = 3


@dataclass(frozen=True)
class Grouping:
    """The groups of all patients, and how far their survival is from what is printed; 0 is as printed."""

    groups: Groups
    distance: int


@dataclass(frozen=True)
class Estimating:
    """How statistics follow from the groups of all patients.

    Parameters
    ----------
    guides : callable
        Estimates what guides the search: medians, their differences, and the comparison that matters most.
    tests : callable
        Estimates the other p-values, which are looked at where the guides are as printed.
    leaning : callable or None
        How far groups lean the way that is wanted, where the targets leave it free.
    """

    guides: Callable[[Groups], Estimates]
    tests: Callable[[Groups], Estimates]
    leaning: Callable[[Groups], int] | None = None

    def distances(self, targets: Targets, example: Groups) -> Callable[[Groups], int]:
        """Make the measure of how far the guides are from what is asked; where they are there, the tests."""
        first, then = (targets.about(tuple(estimate(example))) for estimate in (self.guides, self.tests))
        return lambda groups: first.distance(self.guides(groups)) or then.distance(self.tests(groups))


def place_groups(
    wanted: Mapping[str, Group],
    survival: Survival,
    estimate: Estimating,
    targets: Targets,
    dice: Dice,
) -> Grouping:
    """Give each patient a group.

    Parameters
    ----------
    wanted : mapping of str to Group
        All groups but `LOST`, which takes the rest.
    survival : Survival
        Of all n patients.
    estimate : Estimating
        How the statistics that targets are about follow from the groups.
    targets : Targets
        Those that are about other statistics are passed over.
    dice : Dice
        Places the guesses and the swaps.

    Returns
    -------
    Grouping
        The first that attains all targets, else the one that comes nearest, of several guesses.
    """
    best = None
    for _ in range(_MOST_GUESSES):
        guess = first_groups(wanted, survival, targets, dice)
        distance = estimate.distances(targets, guess)
        found = _searched(guess, survival, distance, estimate.leaning, dice)
        reached = Grouping(found, distance(found))
        best = reached if best is None or reached.distance < best.distance else best
        if best.distance == 0:
            break
    assert best is not None, "at least one guess is made"
    return best


def _searched(
    guess: Groups,
    survival: Survival,
    distance: Callable[[Groups], int],
    leaning: Callable[[Groups], int] | None,
    dice: Dice,
) -> Groups:
    able = sorted(survival.followable, key=lambda patient: survival.times.time[patient])

    def swapped(groups: Groups, dice: Dice) -> Groups:
        for _ in range(dice.between(1, _MOST_AT_ONCE)):
            groups = _swapped(groups, able, dice)
        return groups

    found = descend(guess, swapped, distance, dice, _MOST_SWAPS, _SLACK)
    return found if leaning is None else lean(found, swapped, distance, leaning, dice, _MOST_LEANS)


def _swapped(groups: Groups, able: Sequence[int], dice: Dice) -> Groups:
    """Let two patients of different groups change places, every other time two who lived about as long.

    Parameters
    ----------
    groups : tuple of str
        As they are.
    able : sequence of int
        Who could have been followed, in the order of survival.
    dice : Dice
        Chooses the two.
    """
    place = dice.between(0, len(able) - 1)
    near = able[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS + 1] if dice.one((True, False)) else able
    one = able[place]
    others = [patient for patient in near if groups[patient] != groups[one]]
    if not others:
        return groups
    other = dice.one(others)
    mixed = list(groups)
    mixed[one], mixed[other] = groups[other], groups[one]
    return tuple(mixed)
