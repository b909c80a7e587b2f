"""Histories: when each patient was diagnosed, had metastases, was treated and died."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.placement import matched, spread
from mibg.survival import SurvivalTimes, survival_times

STUDY_END: Final = date(2015, 12, 31)
"""An assumption: the paper prints no end of observation."""
LEAST_DAYS: Final = 30
"""Everybody lives so long after his last treatment, and was known to have metastases so long before his first."""

_DEAD_PER_CENT: Final = (0, 15, 26, 32, 45, 50, 55, 60, 77, 90, 100)
_DAYS_TREATED_ONCE: Final = (30, 180, 315, 390, 592, 730, 872, 968, 1850, 3500, 7300)
_DAYS_TREATED_AGAIN: Final = (365, 767, 877, 968, 1375, 1485, 1595, 1880, 3400, 5000, 8000)
"""Days by which so many of them have died."""

_SINCE_DIAGNOSIS: Final = ((0, 45), (20, 300), (50, 920), (75, 1900), (95, 4200), (100, 7300))
"""Per cent of patients, and days from diagnosis to first treatment."""
_METASTATIC_AT_DIAGNOSIS_PER_CENT: Final = 40


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

    def times(self) -> SurvivalTimes:
        """Give the survival of all patients since first treatment."""
        patients = range(len(self.treated))
        return survival_times([self.observed(i) for i in patients], [self.dies(i) for i in patients])

    def dies(self, patient: int) -> bool:
        """Whether a patient dies before the study ends."""
        return self.survival[patient] == self.observed(patient)


def guess_histories(last_dose: Sequence[int], years: tuple[int, int], dice: Dice) -> Histories:
    """Place dates by the quantiles of plausible distributions.

    Parameters
    ----------
    last_dose : sequence of int
        Day of each patient's last treatment, 0 for those treated once; everybody outlives it.
    years : (int, int)
        First and last calendar year of treatment.
    dice : Dice
        Chooses the places, and who has which.
    """
    n = len(last_dose)
    opens, closes = date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal()
    treated = spread(((0, opens), (100, closes)), n, dice)
    room = matched(last_dose, [closes - day for day in treated], dice)
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
    single = spread(tuple(zip(_DEAD_PER_CENT, _DAYS_TREATED_ONCE, strict=True)), len(last_dose) - len(again), dice)
    repeated = spread(tuple(zip(_DEAD_PER_CENT, _DAYS_TREATED_AGAIN, strict=True)), len(again), dice)
    room = iter(matched([day + LEAST_DAYS for day in again], repeated, dice))
    rest = iter(single)
    return [repeated[next(room)] if day else next(rest) for day in last_dose]


def _metastatic(diagnosed: int, dice: Dice) -> int:
    at_once = dice.between(1, 100) <= _METASTATIC_AT_DIAGNOSIS_PER_CENT
    return diagnosed if at_once else dice.between(LEAST_DAYS, diagnosed)
