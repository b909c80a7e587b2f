"""Courses: from first follow-up to progression or to the last assessment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.placement import spread
from mibg.reconstruction.search import descend
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.targets import Targets
from mibg.response import FOLLOW_UP
from mibg.survival import SurvivalTimes, survival_times

LEAST_FOLLOWED_DAYS: Final = FOLLOW_UP.first_day + 30
"""Who was observed for so long can have had a first follow-up."""

_GAP_DAYS: Final = 30
_LONGEST_DAYS: Final = 4500
_LARGEST_SHIFT_DAYS: Final = 120
_LARGEST_JOINT_SHIFT_DAYS: Final = 15
_MOST_CHANGES: Final = 12_000
_TIMES_TO_PROGRESSION: Final = ((0, 30), (34, 100), (60, 165), (85, 330), (100, 700))
"""Per cent of those not progressed at first follow-up, and per cent of the median."""


@dataclass(frozen=True)
class Course:
    """The assessments of one patient by one measure, in days since first treatment.

    Parameters
    ----------
    first, last : int
        First follow-up and last assessment.
    progressed : bool
        Whether the last assessment shows progression; none before it does.
    bound : int
        Last day on which he could have been assessed.
    lost : int or None
        Day on which a response was first found to be over, if it was before progression.
    settled : bool
        Whether it stays as it is, because progression was there at first follow-up.
    """

    first: int
    last: int
    progressed: bool
    bound: int
    lost: int | None = None
    settled: bool = False


Courses = tuple[Course, ...]


def first_days(latest_median: int, observed: Sequence[int], dice: Dice) -> list[int]:
    """Place the days of first follow-up within the window and before the end of observation.

    Parameters
    ----------
    latest_median : int
        More than half of the days lie on this day or before.
    observed : sequence of int
        Days under observation of those who were followed.
    dice : Dice
        Chooses the days.
    """
    knots = ((0, FOLLOW_UP.first_day), (60, latest_median), (100, FOLLOW_UP.last_day - _GAP_DAYS))
    return [min(day, end - 1) for day, end in zip(spread(knots, len(observed), dice), observed, strict=True)]


def guess_course(first: int, observed: int, to_progression: int, dice: Dice) -> Course:
    """Let a patient progress on a day, or leave him when he dies or is seen no more before it."""
    bound = min(observed - 1, _LONGEST_DAYS)
    event = max(to_progression, first + _GAP_DAYS)
    if event <= bound:
        return Course(first, event, True, bound)
    return Course(first, dice.between((first + bound) // 2, bound), False, bound)


def times_to_progression(median: int, n: int, dice: Dice) -> list[int]:
    """Days to progression about a median, of those who had not progressed at first follow-up."""
    return spread([(share, median * per_cent // 100) for share, per_cent in _TIMES_TO_PROGRESSION], n, dice)


def place_courses(guess: Courses, estimates: Callable[[Courses], Estimates], targets: Targets, dice: Dice) -> Courses:
    """Change courses until what is printed of them holds.

    Parameters
    ----------
    guess : tuple of Course
        Those who progressed at first follow-up stay as they are.
    estimates : callable
        Estimates the statistics that targets are about.
    targets : Targets
        Those that are about other statistics are passed over.
    dice : Dice
        Chooses the changes.
    """
    asked = targets.about(tuple(estimates(guess)))
    return descend(guess, _changed, lambda courses: asked.distance(estimates(courses)), dice, _MOST_CHANGES)


def progression_times(courses: Courses) -> SurvivalTimes:
    """Time from treatment to progression; everybody else is censored when last assessed."""
    return survival_times([course.last for course in courses], [course.progressed for course in courses])


def response_times(courses: Courses) -> SurvivalTimes:
    """Time from first follow-up to the end of a response: lost, or progressed, or censored when last assessed."""
    ends = [course.lost or course.last for course in courses]
    over = [course.progressed or course.lost is not None for course in courses]
    return survival_times([end - course.first for end, course in zip(ends, courses, strict=True)], over)


def _changed(courses: Courses, dice: Dice) -> Courses:
    free = [place for place, course in enumerate(courses) if not course.settled]
    if dice.between(1, 10) == 1:
        return _shifted_together(courses, free, dice)
    place = dice.one(free)
    change = dice.one((_shifted, _shifted, _redrawn, _lost_otherwise))
    return (*courses[:place], change(courses[place], dice), *courses[place + 1 :])


def _shifted_together(courses: Courses, free: Sequence[int], dice: Dice) -> Courses:
    shift = dice.between(-_LARGEST_JOINT_SHIFT_DAYS, _LARGEST_JOINT_SHIFT_DAYS)
    chosen = set(free)
    return tuple(_until(course, course.last + shift) if i in chosen else course for i, course in enumerate(courses))


def _shifted(course: Course, dice: Dice) -> Course:
    return _until(course, course.last + dice.between(-_LARGEST_SHIFT_DAYS, _LARGEST_SHIFT_DAYS))


def _redrawn(course: Course, dice: Dice) -> Course:
    """Draw the last day anew, and whether it shows progression."""
    drawn = dice.between(course.first, course.bound)
    return _until(replace(course, progressed=dice.one((True, False))), drawn)


def _lost_otherwise(course: Course, dice: Dice) -> Course:
    """Move the day on which a response is found to be over, where there is one."""
    if course.lost is None:
        return course
    shifted = course.lost + dice.between(-_LARGEST_SHIFT_DAYS, _LARGEST_SHIFT_DAYS)
    return _until(replace(course, lost=shifted), course.last)


def _until(course: Course, last: int) -> Course:
    """Set the last day, as near as the patient's life allows; progression and loss stay apart from first follow-up."""
    soonest = course.first + _GAP_DAYS
    if course.progressed and soonest > course.bound:
        return replace(course, last=course.first, progressed=False, lost=None)
    end = min(max(last, soonest if course.progressed else course.first), course.bound)
    if course.lost is None or end < soonest:
        return replace(course, last=end, lost=None)
    return replace(course, last=end, lost=min(max(course.lost, soonest), end))
