"""Histories: when each patient was diagnosed, had metastases, was treated and died."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.placement import matched, spread
from mibg.survival import SurvivalTimes, survival_times
from mibg.survival.times import Bools, Ints

STUDY_END: Final = date(2015, 12, 31)
"""An assumption: the paper prints no end of observation."""
LEAST_DAYS: Final = 30
"""Everybody lives so long after his last treatment, and was known to have metastases so long before his first."""

_DEAD_EARLY: Final = ((0, 4), (10, 15), (25, 42), (40, 74), (50, 100))
"""Per cent of patients who have died, and per cent of the median survival: constant hazard."""
_FIVE_YEARS: Final = 1826
_DEAD_LATE: Final = ((50, 155), (80, 230), (100, 400))
"""Per cent of those alive at five years who have died, and per cent of five years."""

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

    def observations(self) -> tuple[Ints, Bools]:
        """Give the days from first treatment to death or the study's end, and whether each patient dies by then."""
        survival = np.array(self.survival)
        observed = np.minimum(survival, STUDY_END.toordinal() - np.array(self.treated))
        return observed, survival == observed

    def times(self) -> SurvivalTimes:
        """Give the survival of all patients since first treatment."""
        return survival_times(*self.observations())

    def dies(self, patient: int) -> bool:
        """Whether a patient dies before the study ends."""
        return self.survival[patient] == self.observed(patient)


@dataclass(frozen=True)
class Course:
    """A first guess of the survival of some patients.

    Parameters
    ----------
    median : int
        In days, before five years.
    five_years : int
        Per cent alive at five years, less than half.
    """

    median: int
    five_years: int

    def knots(self) -> list[tuple[int, int]]:
        """Per cent of patients who have died by some days: constant hazard, then as is known of five years."""
        early = [(share, LEAST_DAYS + self.median * place // 100) for share, place in _DEAD_EARLY]
        dead = 100 - self.five_years
        late = [(dead + self.five_years * share // 100, _FIVE_YEARS * place // 100) for share, place in _DEAD_LATE]
        return [*early, (dead, _FIVE_YEARS), *late]


def guess_histories(
    last_dose: Sequence[int], years: tuple[int, int], courses: tuple[Course, Course], dice: Dice
) -> Histories:
    """Place dates by the quantiles of plausible distributions.

    Parameters
    ----------
    last_dose : sequence of int
        Day of each patient's last treatment, 0 for those treated once; everybody outlives it.
    years : (int, int)
        First and last calendar year of treatment.
    courses : (Course, Course)
        Survival of those treated once, and of those treated again.
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
        tuple(_survival(last_dose, courses, dice)),
    )


def _survival(last_dose: Sequence[int], courses: tuple[Course, Course], dice: Dice) -> list[int]:
    """Survival of those treated once, and of those treated again, each longer than his doses take."""
    again = [day + LEAST_DAYS for day in last_dose if day]
    numbers = (len(last_dose) - len(again), len(again))
    single, repeated = (spread(course.knots(), n, dice) for n, course in zip(numbers, courses, strict=True))
    rest, longer = iter(single), iter(_outliving(again, repeated, dice))
    return [next(longer) if day else next(rest) for day in last_dose]


def _outliving(needs: Sequence[int], drawn: Sequence[int], dice: Dice) -> list[int]:
    """Give each need a length of life that is at least as long, at random; a life too short is made to last."""
    lives = [max(need, life) for need, life in zip(sorted(needs), sorted(drawn), strict=True)]
    given = matched(needs, lives, dice)
    return [lives[place] for place in given]


def _metastatic(diagnosed: int, dice: Dice) -> int:
    at_once = dice.between(1, 100) <= _METASTATIC_AT_DIAGNOSIS_PER_CENT
    return diagnosed if at_once else dice.between(LEAST_DAYS, diagnosed)
