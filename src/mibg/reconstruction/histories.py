"""Histories: when each patient was diagnosed, spread, was treated and died; searched until every target holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from mibg.description import difference_of_medians
from mibg.estimate import Estimate
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.placement import matched, spread
from mibg.reconstruction.search import descend
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes, kaplan_meier, log_rank, median_spss, survival_at, survival_times
from mibg.units import DAYS_PER_YEAR

FIRST_DAY, LAST_DAY = date(1991, 1, 1), date(2014, 12, 31)
"""Treatments were given between these days, both included."""
STUDY_END: Final = date(2015, 12, 31)
"""An assumption: the paper prints no end of observation."""
FIVE_YEARS: Final = 5 * DAYS_PER_YEAR
LEAST_DAYS: Final = 30
"""Everybody lives so long after his last treatment, and was known to have metastases so long before his first."""

# Per cent dead, and by which day.
_SURVIVAL_SINGLE: Final = (
    *((0, 30), (30, 365), (45, 592), (50, 730), (55, 872), (60, 968), (76, 1826), (92, 3650), (100, 7300)),
)
_SURVIVAL_REPEATED: Final = (
    *(
        (0, 365),
        (15, 767),
        (26, 877),
        (32, 968),
        (45, 1375),
        (50, 1485),
        (55, 1595),
        (59, 1840),
        (80, 3650),
        (100, 8030),
    ),
)
# Per cent of patients, and days from diagnosis to first treatment.
_SINCE_DIAGNOSIS: Final = ((0, 45), (20, 300), (50, 920), (75, 1900), (95, 4200), (100, 7300))
_METASTATIC_AT_DIAGNOSIS: Final = 40
_LARGEST_SHIFT: Final = 365
_LARGEST_JOINT_SHIFT: Final = 20
_MOST_CHANGES: Final = 20_000


@dataclass(frozen=True)
class Histories:
    """The histories of all patients, in days; day 0 of each is his first treatment.

    Every tuple has one entry a patient.

    Parameters
    ----------
    treated : tuple of int
        First treatment, as a proleptic ordinal (`datetime.date.toordinal`).
    last_dose : tuple of int
        Day of the last treatment; 0 for those treated once.
    diagnosed, metastatic : tuple of int
        Days before first treatment, the second at most as large as the first.
    survival : tuple of int
        Day of death, whether or not the study lasts so long.
    """

    treated: tuple[int, ...]
    last_dose: tuple[int, ...]
    diagnosed: tuple[int, ...]
    metastatic: tuple[int, ...]
    survival: tuple[int, ...]

    def observed(self, patient: int) -> int:
        """Give the days from first treatment to death or the study's end, whichever is first."""
        return min(self.survival[patient], STUDY_END.toordinal() - self.treated[patient])

    def dies(self, patient: int) -> bool:
        """Whether a patient dies before the study ends."""
        return self.survival[patient] == self.observed(patient)


def place_histories(targets: Targets, last_dose: Sequence[int], dice: Dice) -> Histories:
    """Find histories that attain the targets of survival.

    Parameters
    ----------
    targets : Targets
        Those that `measure` does not answer are passed over.
    last_dose : sequence of int
        Day of each patient's last treatment.
    dice : Dice
        Places the first guess and the changes to it.

    Returns
    -------
    Histories
        The first that attain all targets, else those that come nearest.
    """
    guess = _first_guess(last_dose, dice)
    asked = targets.about(tuple(measure(guess)))
    return descend(guess, _changed, partial(_distance, asked), dice, _MOST_CHANGES)


def measure(histories: Histories) -> Mapping[str, Estimate]:
    """Estimate the statistics of survival, by the functions that the book uses.

    Returns
    -------
    mapping of str to Estimate
        By statistic.
    """
    patients = range(len(histories.treated))
    days = [histories.observed(patient) for patient in patients]
    event = [histories.dies(patient) for patient in patients]
    repeated = [day > 0 for day in histories.last_dose]
    times = survival_times(days, event)
    single, multiple = times.where([not again for again in repeated]), times.where(repeated)
    from_diagnosis = survival_times([a + b for a, b in zip(days, histories.diagnosed, strict=True)], event)
    from_metastases = survival_times([a + b for a, b in zip(days, histories.metastatic, strict=True)], event)
    return {
        "os.median": _median(times),
        "os.single.median": _median(single),
        "os.multiple.median": _median(multiple),
        "os.repeat.difference": difference_of_medians(_median(multiple), _median(single)),
        "os.repeat.p": log_rank(times, repeated).estimate(),
        "os.five_year.treatment": survival_at(kaplan_meier(times), FIVE_YEARS),
        "os.five_year.diagnosis": survival_at(kaplan_meier(from_diagnosis), FIVE_YEARS),
        "os.five_year.metastatic": survival_at(kaplan_meier(from_metastases), FIVE_YEARS),
    }


def _median(times: SurvivalTimes) -> Estimate:
    return median_spss(kaplan_meier(times), "years")


def _distance(targets: Targets, histories: Histories) -> int:
    estimates = measure(histories)
    return sum(target.distance(estimates[target.statistic]) for target in targets)


def _first_guess(last_dose: Sequence[int], dice: Dice) -> Histories:
    """Place survival by quantiles, so that everybody outlives his last treatment and is treated in time."""
    n = len(last_dose)
    treated = spread(((0, FIRST_DAY.toordinal()), (100, LAST_DAY.toordinal())), n, dice)
    room = matched(last_dose, [LAST_DAY.toordinal() - day for day in treated], dice)
    diagnosed = spread(_SINCE_DIAGNOSIS, n, dice)
    return Histories(
        tuple(treated[place] for place in room),
        tuple(last_dose),
        tuple(diagnosed),
        tuple(_metastatic(days, dice) for days in diagnosed),
        tuple(_survival(last_dose, dice)),
    )


def _survival(last_dose: Sequence[int], dice: Dice) -> list[int]:
    """Survival of those treated once, then of those treated again, each longer than his doses take."""
    again = [day for day in last_dose if day]
    single = spread(_SURVIVAL_SINGLE, len(last_dose) - len(again), dice)
    repeated = spread(_SURVIVAL_REPEATED, len(again), dice)
    room = iter(matched([day + LEAST_DAYS for day in again], repeated, dice))
    rest = iter(single)
    return [repeated[next(room)] if day else next(rest) for day in last_dose]


def _metastatic(diagnosed: int, dice: Dice) -> int:
    at_once = dice.between(1, 100) <= _METASTATIC_AT_DIAGNOSIS
    return diagnosed if at_once else dice.between(LEAST_DAYS, diagnosed)


def _changed(histories: Histories, dice: Dice) -> Histories:
    """Move one date of one patient by up to a year, or the death of many patients by a few days."""
    change = dice.one((_shift_survival, _shift_diagnosed, _shift_metastatic, _shift_together))
    return change(histories, dice)


def _shift_survival(histories: Histories, dice: Dice) -> Histories:
    patient = dice.between(0, len(histories.survival) - 1)
    return _with_survival(histories, (patient,), dice.between(-_LARGEST_SHIFT, _LARGEST_SHIFT))


def _shift_together(histories: Histories, dice: Dice) -> Histories:
    """Shift those treated once, those treated again, or all: only so can two medians move and their difference stay."""
    chosen = dice.one(((False,), (True,), (False, True)))
    patients = [patient for patient, day in enumerate(histories.last_dose) if (day > 0) in chosen]
    return _with_survival(histories, patients, dice.between(-_LARGEST_JOINT_SHIFT, _LARGEST_JOINT_SHIFT))


def _with_survival(histories: Histories, patients: Sequence[int], shift: int) -> Histories:
    survival = list(histories.survival)
    for patient in patients:
        survival[patient] = max(survival[patient] + shift, histories.last_dose[patient] + LEAST_DAYS)
    return replace(histories, survival=tuple(survival))


def _shift_diagnosed(histories: Histories, dice: Dice) -> Histories:
    patient = dice.between(0, len(histories.diagnosed) - 1)
    days = histories.diagnosed[patient] + dice.between(-_LARGEST_SHIFT, _LARGEST_SHIFT)
    return replace(histories, diagnosed=_put(histories.diagnosed, patient, max(days, histories.metastatic[patient])))


def _shift_metastatic(histories: Histories, dice: Dice) -> Histories:
    patient = dice.between(0, len(histories.metastatic) - 1)
    days = histories.metastatic[patient] + dice.between(-_LARGEST_SHIFT, _LARGEST_SHIFT)
    days = min(max(days, LEAST_DAYS), histories.diagnosed[patient])
    return replace(histories, metastatic=_put(histories.metastatic, patient, days))


def _put(values: tuple[int, ...], place: int, value: int) -> tuple[int, ...]:
    return (*values[:place], value, *values[place + 1 :])
