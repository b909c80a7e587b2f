"""Laboratory charts: series of values in which the rule finds response, stability and progression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mibg.reconstruction.charts.rows import Cells, Row, day_before, days_between
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes import BiochemicalOutcomes, Course

_GAPS_DAYS: Final = (60, 150)
_BASELINE_DAYS: Final = 60
_ANALYTES: Final[dict[str, tuple[Cells, tuple[int, int]]]] = {
    "CgA": ({"analyte": "CgA", "unit": "ng/mL", "specimen": "serum", "upper_limit": 93}, (1500, 30000)),
    "5-HIAA": ({"analyte": "5-HIAA", "unit": "mg/24h", "specimen": "urine_24h", "upper_limit": 6}, (120, 2400)),
}
"""Columns of each analyte, and tenths of its unit between which values before treatment lie."""
_PER_CENT: Final = {"response": (15, 48), "stable": (70, 115), "progression": (125, 190)}


def lab_charts(outcomes: BiochemicalOutcomes, diagnosed: Sequence[int], dice: Dice) -> list[Row]:
    """Write the laboratory values of all patients.

    Parameters
    ----------
    outcomes : BiochemicalOutcomes
        What the values shall show. Every value but the last two of a progressing course is not raised, and of two
        analytes the second stays stable.
    diagnosed : sequence of int, shape (n,)
        Days from diagnosis to first treatment.
    dice : Dice
        Chooses days and values.
    """
    rows: list[Row] = []
    for patient, course in outcomes.courses.items():
        before = day_before(diagnosed[patient], _BASELINE_DAYS, dice)
        days = _days(course, dice)
        shown = _shown(course, outcomes.grouping.groups[patient], days)
        for place, analyte in enumerate(outcomes.analytes[patient]):
            series = shown if place == 0 else ["stable"] * len(days)
            rows += _series(patient, analyte, [before, *days], series, dice)
    return rows


def _days(course: Course, dice: Dice) -> list[int]:
    """Days of the values; progression takes one between the last clear value and the last."""
    if course.settled:
        return [course.first, course.last]
    if not course.progressed:
        return days_between(course.first, course.last, _GAPS_DAYS, dice)
    raised = dice.between((course.first + 2 * course.last) // 3, course.last - 1)
    raised = max(raised, course.first + 1)
    return [*days_between(course.first, raised, _GAPS_DAYS, dice), course.last]


def _shown(course: Course, group: str, days: Sequence[int]) -> list[str]:
    shown = [group] * len(days)
    return [*shown[:-2], "progression", "progression"] if course.progressed else shown


def _series(patient: int, analyte: str, days: Sequence[int], shown: Sequence[str], dice: Dice) -> Iterator[Row]:
    cells, (low, high) = _ANALYTES[analyte]
    baseline = dice.between(low, high)
    tenths = [baseline, *(baseline * dice.between(*_PER_CENT[found]) // 100 for found in shown)]
    for day, value in zip(days, tenths, strict=True):
        yield Row("labs", patient, day, {**cells, "value": value / 10})
