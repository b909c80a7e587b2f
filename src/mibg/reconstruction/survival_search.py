"""Survival: histories changed until every printed number about survival holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.histories import LEAST_DAYS, Histories, guess_histories
from mibg.reconstruction.search import descend
from mibg.reconstruction.statistics import Estimates, survival_statistics
from mibg.reconstruction.targets import Targets
from mibg.survival import survival_times

_LARGEST_SHIFT_DAYS: Final = 365
_SMALL_SHIFT_DAYS: Final = 45
_LARGEST_JOINT_SHIFT_DAYS: Final = 20
_MOST_CHANGES: Final = 20_000
_DEATHS_IN_WINDOW: Final = 3
_LACKING_DEATH: Final = 50


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
    guess = guess_histories(last_dose, (first, last), dice)
    asked, windows = targets.about(tuple(_estimates(guess))), targets.median_days()
    return descend(guess, _changed, lambda found: _distance(asked, windows, found), dice, _MOST_CHANGES)


def _distance(targets: Targets, windows: Sequence[tuple[int, int]], histories: Histories) -> int:
    """How far the targets are, and how many deaths are lacking on the days that print as medians of groups."""
    days = [day for patient, day in enumerate(histories.survival) if histories.dies(patient)]
    lacking = sum(max(_DEATHS_IN_WINDOW - sum(low <= day <= high for day in days), 0) for low, high in windows)
    return targets.distance(_estimates(histories)) + _LACKING_DEATH * lacking


def _estimates(histories: Histories) -> Estimates:
    patients = range(len(histories.treated))
    event = [histories.dies(patient) for patient in patients]
    days = [histories.observed(patient) for patient in patients]
    before = {"treatment": [0] * len(days), "diagnosis": histories.diagnosed, "metastatic": histories.metastatic}
    since = {
        origin: survival_times([a + b for a, b in zip(days, earlier, strict=True)], event)
        for origin, earlier in before.items()
    }
    return survival_statistics(since, [day > 0 for day in histories.last_dose])


def _changed(histories: Histories, dice: Dice) -> Histories:
    """Move one date of one patient by up to a year, or the deaths of many patients by a few days."""
    change = dice.one((_shift_survival, _shift_earlier, _shift_earlier, _shift_together))
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
