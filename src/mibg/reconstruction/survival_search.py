"""Survival: histories changed until every printed number about survival holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.histories import LEAST_DAYS, Course, Histories, guess_histories
from mibg.reconstruction.search import descend, lean
from mibg.reconstruction.survival_goal import since_earlier, since_treatment
from mibg.reconstruction.targets import Targets
from mibg.reconstruction.tilt import Tilt

_LARGEST_SHIFT_DAYS: Final = 365
_FEWER_AFTER_ONE, _MORE_AFTER_SEVERAL = 4, 16
"""First guess of the per cent alive at five years, against all patients."""
_SMALL_SHIFT_DAYS: Final = 45
_LARGEST_JOINT_SHIFT_DAYS: Final = 20
_MOST_CHANGES: Final = 20_000
_MOST_LEANS: Final = 6_000


def place_histories(targets: Targets, last_dose: Sequence[int], dice: Dice) -> Histories:
    """Find histories that attain the targets of overall survival.

    Parameters
    ----------
    targets : Targets
        Those that are not about survival are passed over. Of groups that do not exist yet it is asked only that some
        die on days that print as their medians, since nobody's death can be moved later.
    last_dose : sequence of int
        Day of each patient's last treatment.
    dice : Dice
        Places the first guess and the changes to it.

    Returns
    -------
    Histories
        The first that attain all targets, else those that come nearest.
    """
    first, last = (int(targets.part("cohort.treatment_years", name).number) for name in ("low", "high"))
    five_years = int(targets.part("os.five_year.treatment").number)
    courses = (
        Course(targets.days("os.single.median"), five_years - _FEWER_AFTER_ONE),
        Course(targets.days("os.multiple.median"), five_years + _MORE_AFTER_SEVERAL),
    )
    guess = guess_histories(last_dose, (first, last), courses, dice)
    distance = since_treatment(targets, guess)
    living = descend(guess, _shift_lives, distance, dice, _MOST_CHANGES)
    if targets.tilt is not None and targets.tilt.contrast == "repeat":
        living = lean(living, _shift_lives, distance, _leaning(targets.tilt), dice, _MOST_LEANS)
    return descend(living, _shift_earlier, since_earlier(targets, guess), dice, _MOST_CHANGES)


def _leaning(tilt: Tilt) -> Callable[[Histories], int]:
    """How far lives lean: by the days that those treated again live after their last treatment."""

    def measured(histories: Histories) -> int:
        lives = zip(histories.survival, histories.last_dose, strict=True)
        return tilt.leaning([lived - dose for lived, dose in lives if dose > 0], [0])

    return measured


def _shift_lives(histories: Histories, dice: Dice) -> Histories:
    """Move one patient's death by up to a year, or the deaths of many patients by a few days."""
    change = dice.one((_shift_survival, _shift_together))
    return change(histories, dice)


def _shift_survival(histories: Histories, dice: Dice) -> Histories:
    patient = dice.between(0, len(histories.survival) - 1)
    largest = dice.one((_LARGEST_SHIFT_DAYS, _SMALL_SHIFT_DAYS))
    return _with_survival(histories, (patient,), dice.between(-largest, largest))


def _shift_together(histories: Histories, dice: Dice) -> Histories:
    """Shift those treated once, those treated again, or all: only so can two medians move and their difference stay."""
    chosen = dice.one(((False,), (True,), (False, True)))
    patients = [patient for patient, day in enumerate(histories.last_dose) if (day > 0) in chosen]
    return _with_survival(histories, patients, dice.between(-_LARGEST_JOINT_SHIFT_DAYS, _LARGEST_JOINT_SHIFT_DAYS))


def _with_survival(histories: Histories, patients: Sequence[int], shift: int) -> Histories:
    survival = list(histories.survival)
    for patient in patients:
        soonest = histories.last_dose[patient] + LEAST_DAYS
        survival[patient] = soonest + abs(survival[patient] + shift - soonest)
    return replace(histories, survival=tuple(survival))


def _shift_earlier(histories: Histories, dice: Dice) -> Histories:
    """Move a diagnosis or a first metastasis; where the two are one day, they stay so."""
    patient = dice.between(0, len(histories.diagnosed) - 1)
    shift = dice.between(-_LARGEST_SHIFT_DAYS, _LARGEST_SHIFT_DAYS)
    diagnosed, metastatic = histories.diagnosed[patient], histories.metastatic[patient]
    if diagnosed == metastatic:
        diagnosed = metastatic = max(diagnosed + shift, LEAST_DAYS)
    elif dice.one((True, False)):
        diagnosed = max(diagnosed + shift, metastatic)
    else:
        metastatic = min(max(metastatic + shift, LEAST_DAYS), diagnosed)
    return replace(
        histories,
        diagnosed=_put(histories.diagnosed, patient, diagnosed),
        metastatic=_put(histories.metastatic, patient, metastatic),
    )


def _put(values: tuple[int, ...], place: int, value: int) -> tuple[int, ...]:
    return (*values[:place], value, *values[place + 1 :])
