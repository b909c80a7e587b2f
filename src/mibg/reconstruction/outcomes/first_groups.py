"""A first guess of groups: half of each lives to its median, where one is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes

LOST: Final = "lost"
"""The group of patients whom a measure did not follow."""

Groups = tuple[str, ...]


@dataclass(frozen=True)
class Survival:
    """Survival of all patients, and who of them can have been followed.

    Parameters
    ----------
    times : SurvivalTimes
        Of n patients since first treatment, in days.
    least_days : int
        Who was observed for so long can have been followed.
    """

    times: SurvivalTimes
    least_days: int

    @property
    def days(self) -> list[int]:
        """Days under observation."""
        return [int(day) for day in self.times.time]

    @property
    def followable(self) -> list[int]:
        """Patients who can have been followed."""
        return [patient for patient, days in enumerate(self.days) if days >= self.least_days]


@dataclass(frozen=True)
class Group:
    """A group of patients.

    Parameters
    ----------
    size : int
        How many.
    median : str or None
        The statistic that is its median survival, where there is one.
    """

    size: int
    median: str | None = None


def first_groups(wanted: Mapping[str, Group], survival: Survival, targets: Targets, dice: Dice) -> Groups:
    """Fill the groups, the smallest first: half of each lives to its median, where one is wanted."""
    free = dice.shuffled(survival.followable)
    found = [LOST] * len(survival.times)
    for name, group in sorted(wanted.items(), key=lambda item: item[1].size):
        chosen = _around(group, free, survival, targets)
        free = [patient for patient in free if patient not in set(chosen)]
        for patient in chosen:
            found[patient] = name
    return tuple(found)


def _around(group: Group, free: Sequence[int], survival: Survival, targets: Targets) -> list[int]:
    """Choose patients, as many of them below the wanted median as above, as far as there are."""
    if group.size > len(free):
        raise ValueError(f"{group.size} patients were followed, and only {len(free)} could have been")
    if group.median is None or not targets.ask(group.median):
        return list(free[: group.size])
    middle = targets.days(group.median)
    below, above = ([i for i in free if (survival.days[i] > middle) is longer] for longer in (False, True))
    fewer = min(group.size // 2, len(below))
    more = min(group.size - fewer, len(above))
    return below[: group.size - more] + above[:more]
