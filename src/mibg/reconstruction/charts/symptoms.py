"""Symptom charts: complaints before treatment and at first follow-up, and the judgement on all of them later on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from mibg.reconstruction.charts.rows import Row, day_before, days_between
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes import Course, SymptomaticOutcomes
from mibg.reconstruction.outcomes.complaints import PREVALENCE_PER_CENT, Complaints

_GAPS_DAYS: Final = (60, 170)
_BASELINE_DAYS: Final = 60
_GONE_PER_CENT: Final = 30
"""Of improved complaints, those that are gone."""


def symptom_charts(outcomes: SymptomaticOutcomes, diagnosed: Sequence[int], dice: Dice) -> list[Row]:
    """Write the symptoms of all patients at all visits.

    Parameters
    ----------
    outcomes : SymptomaticOutcomes
        What the visits shall show.
    diagnosed : sequence of int, shape (n,)
        Days from diagnosis to first treatment.
    dice : Dice
        Chooses days, and which complaints are gone.
    """
    rows: list[Row] = []
    for patient, course in outcomes.courses.items():
        complaints = outcomes.complaints[patient]
        before = day_before(diagnosed[patient], _BASELINE_DAYS, dice)
        rows += _baseline(patient, before, complaints)
        rows += _first(patient, course.first, complaints, dice)
        rows += _overall(patient, course, outcomes.grouping.groups[patient], dice)
    return rows


def _baseline(patient: int, day: int, complaints: Complaints) -> Iterator[Row]:
    had = {*complaints.improved, *complaints.unchanged, *complaints.worse}
    for name in PREVALENCE_PER_CENT:
        yield Row("symptoms", patient, day, {"symptom": name, "present": name in had})


def _first(patient: int, day: int, complaints: Complaints, dice: Dice) -> Iterator[Row]:
    """What had become of each complaint at first follow-up."""
    for change in ("improved", "unchanged", "worse"):
        for name in getattr(complaints, change):
            gone = change == "improved" and dice.between(1, 100) <= _GONE_PER_CENT
            yield Row("symptoms", patient, day, {"symptom": name, "present": not gone, "change": change})


def _overall(patient: int, course: Course, group: str, dice: Dice) -> Iterator[Row]:
    """The judgement at each visit: the same until a response is lost or symptoms are worse than before treatment."""
    turns = [course.first, course.lost or course.last, course.last]
    days = sorted({day for begin, end in pairwise(turns) for day in _visits(begin, end, dice)})
    for day in days:
        change = "unchanged" if course.lost is not None and day >= course.lost else group
        worse = course.progressed and day == course.last
        yield Row("symptoms", patient, day, {"symptom": "overall", "change": "worse" if worse else change})


def _visits(begin: int, end: int, dice: Dice) -> list[int]:
    return days_between(begin, end, _GAPS_DAYS, dice)
