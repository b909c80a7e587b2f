"""Symptoms: whose were followed, whose improved and for how long, complaint by complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mibg.published import counts_allowed
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes.complaints import Complaints, place_complaints
from mibg.reconstruction.outcomes.course import (
    LEAST_FOLLOWED_DAYS,
    Course,
    first_days,
    guess_course,
    place_courses,
    progression_times,
    response_times,
    times_to_progression,
)
from mibg.reconstruction.outcomes.first_groups import LOST, Group, Survival
from mibg.reconstruction.outcomes.group_survival import Measure
from mibg.reconstruction.outcomes.groups import Estimating, Grouping, place_groups
from mibg.reconstruction.statistics.shared import Estimates, median_months, median_years
from mibg.reconstruction.tallies import ranked
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes

IMPROVED, UNCHANGED, WORSE = "improved", "unchanged", "worse"

_MEASURE: Final = Measure("symptoms", ("response", frozenset({IMPROVED})), ("none", frozenset({UNCHANGED, WORSE})))

_LATEST_MEDIAN_DAY: Final = 130
_LOST_AFTER_PER_CENT: Final = 75


@dataclass(frozen=True)
class SymptomaticOutcomes:
    """Symptoms of a cohort. Every mapping is by the place of a patient, and lacks those not followed.

    Parameters
    ----------
    grouping : Grouping
        ``improved``, ``unchanged`` or ``worse`` at first follow-up, or ``lost``.
    courses : dict of int to Course
        Of those followed; progression is worsening.
    complaints : dict of int to Complaints
        What each complained of, and what became of it by first follow-up.
    """

    grouping: Grouping
    courses: dict[int, Course]
    complaints: Mapping[int, Complaints]


def place_symptoms(targets: Targets, times: SurvivalTimes, grouping: Grouping, dice: Dice) -> SymptomaticOutcomes:
    """Choose the complaints of each patient, and how long an improvement lasted.

    Parameters
    ----------
    targets : Targets
        Those that are not about symptoms are passed over.
    times : SurvivalTimes
        Of all patients since first treatment, in days.
    grouping : Grouping
        As `group_symptoms` gives it.
    dice : Dice
        Chooses.
    """
    followed = {i: group for i, group in enumerate(grouping.groups) if group != LOST}
    courses = _courses(targets, times, followed, dice)
    return SymptomaticOutcomes(grouping, courses, place_complaints(targets, followed, dice))


def group_symptoms(targets: Targets, times: SurvivalTimes, dice: Dice) -> Grouping:
    """Choose who was followed, and how he responded; parameters as for `place_symptoms`."""
    n = targets.whole("symptoms.n")
    improved = dice.one(counts_allowed(targets.part("symptoms.response"), n))
    worse = (n - improved) // 2
    wanted = {
        IMPROVED: Group(improved, "symptoms.os.response"),
        UNCHANGED: Group(n - improved - worse, "symptoms.os.none"),
        WORSE: Group(worse, "symptoms.os.none"),
    }
    survival = Survival(times, LEAST_FOLLOWED_DAYS)
    ranks = ranked(times.time, times.event)
    estimating = Estimating(
        lambda found: _MEASURE.guides(ranks, found),
        lambda found: _MEASURE.tests(ranks, found),
        _MEASURE.leaning(targets.tilt, survival.days),
    )
    return place_groups(wanted, survival, estimating, targets, dice)


def _courses(targets: Targets, times: SurvivalTimes, followed: Mapping[int, str], dice: Dice) -> dict[int, Course]:
    observed = [int(times.time[i]) for i in followed]
    firsts = first_days(_LATEST_MEDIAN_DAY, observed, dice)
    later = times_to_progression(targets.days("symptoms.pfs.median"), len(followed), dice)
    rows = zip(followed.values(), firsts, observed, later, strict=True)
    guess = tuple(_guess(*row, dice) for row in rows)
    improved = [group == IMPROVED for group in followed.values()]
    found = place_courses(guess, lambda courses: _course_estimates(courses, improved), targets, dice)
    return dict(zip(followed, found, strict=True))


def _guess(group: str, first: int, observed: int, day: int, dice: Dice) -> Course:
    if group == WORSE:
        return Course(first, first, True, first, settled=True)
    course = guess_course(first, observed, day, dice)
    lost = course.first + (course.last - course.first) * _LOST_AFTER_PER_CENT // 100
    return replace(course, lost=lost) if group == IMPROVED and course.progressed else course


def _course_estimates(courses: tuple[Course, ...], improved: list[bool]) -> Estimates:
    lasting = tuple(course for course, better in zip(courses, improved, strict=True) if better)
    return {
        "symptoms.pfs.median": median_years(progression_times(courses)),
        "symptoms.duration": median_months(response_times(lasting)),
    }
