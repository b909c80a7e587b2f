"""Biochemistry: who had which analyte followed, what it showed, and when it rose for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mibg.description import association, share
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.margins import choose_counts
from mibg.reconstruction.outcomes.course import (
    LEAST_FOLLOWED_DAYS,
    Course,
    first_days,
    guess_course,
    place_courses,
    progression_times,
    times_to_progression,
)
from mibg.reconstruction.outcomes.first_groups import LOST, Group, Survival
from mibg.reconstruction.outcomes.group_survival import Measure
from mibg.reconstruction.outcomes.groups import Estimating, Grouping, place_groups
from mibg.reconstruction.search import descend
from mibg.reconstruction.statistics.shared import Estimates, median_years
from mibg.reconstruction.tallies import ranked
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes

RESPONSE, STABLE, PROGRESSION = "response", "stable", "progression"

_MEASURE: Final = Measure(
    "biochemistry", ("controlled", frozenset({RESPONSE, STABLE})), ("pd", frozenset({PROGRESSION}))
)

_LATEST_MEDIAN_DAY: Final = 150
_CONFIRMED_AFTER_DAYS: Final = (30, 90)
_MOST_SHUFFLES: Final = 100
LEAST_MEASURED_DAYS: Final = LEAST_FOLLOWED_DAYS + _CONFIRMED_AFTER_DAYS[1]


@dataclass(frozen=True)
class BiochemicalOutcomes:
    """Laboratory values of a cohort. Every mapping is by the place of a patient, and lacks those not followed.

    Parameters
    ----------
    grouping : Grouping
        ``response``, ``stable`` or ``progression`` at first follow-up, or ``lost``.
    courses : dict of int to Course
        Of those followed; progression is known on the last day, the value before it was raised already.
    analytes : dict of int to tuple of str
        Which were measured.
    """

    grouping: Grouping
    courses: dict[int, Course]
    analytes: dict[int, tuple[str, ...]]


def place_biochemistry(targets: Targets, times: SurvivalTimes, grouping: Grouping, dice: Dice) -> BiochemicalOutcomes:
    """Choose the analytes of each patient, and when they rose for good.

    Parameters
    ----------
    targets : Targets
        Those that are not about laboratory values are passed over.
    times : SurvivalTimes
        Of all patients since first treatment, in days.
    grouping : Grouping
        As `group_biochemistry` gives it.
    dice : Dice
        Chooses.
    """
    followed = {i: group for i, group in enumerate(grouping.groups) if group != LOST}
    return BiochemicalOutcomes(grouping, _courses(targets, times, followed, dice), _analytes(targets, followed, dice))


def group_biochemistry(targets: Targets, times: SurvivalTimes, dice: Dice) -> Grouping:
    """Choose who was followed, and how he responded; parameters as for `place_biochemistry`."""
    n = targets.whole("biochemistry.n")
    percentages = [targets.part(f"biochemistry.{name}") for name in ("response", "stable", "pd")]
    counts = choose_counts(percentages, n, lambda found: sum(found) == n)
    medians = ("biochemistry.os.controlled", "biochemistry.os.controlled", "biochemistry.os.pd")
    groups_wanted = zip((RESPONSE, STABLE, PROGRESSION), counts, medians, strict=True)
    wanted = {name: Group(size, median) for name, size, median in groups_wanted}
    survival = Survival(times, LEAST_MEASURED_DAYS)
    ranks = ranked(times.time, times.event)
    estimating = Estimating(
        lambda found: _MEASURE.guides(ranks, found),
        lambda found: _MEASURE.tests(ranks, found),
        _MEASURE.leaning(targets.tilt, survival.days),
    )
    return place_groups(wanted, survival, estimating, targets, dice)


def _courses(targets: Targets, times: SurvivalTimes, followed: Mapping[int, str], dice: Dice) -> dict[int, Course]:
    observed = [int(times.time[i]) for i in followed]
    firsts = first_days(_LATEST_MEDIAN_DAY, [days - _CONFIRMED_AFTER_DAYS[1] for days in observed], dice)
    later = times_to_progression(targets.days("biochemistry.ttp.median"), len(followed), dice)
    rows = zip(followed.values(), firsts, observed, later, strict=True)
    guess = tuple(_guess(*row, dice) for row in rows)
    found = place_courses(guess, _course_estimates, targets, dice)
    return dict(zip(followed, found, strict=True))


def _guess(group: str, first: int, observed: int, day: int, dice: Dice) -> Course:
    if group != PROGRESSION:
        return guess_course(first, observed, day, dice)
    known = first + dice.between(*_CONFIRMED_AFTER_DAYS)
    return Course(first, known, True, known, settled=True)


def _course_estimates(courses: tuple[Course, ...]) -> Estimates:
    later = [not course.progressed for course in courses if not course.settled]
    return {
        "biochemistry.ttp.median": median_years(progression_times(courses)),
        "biochemistry.progression_free": share(later),
    }


def _analytes(targets: Targets, followed: Mapping[int, str], dice: Dice) -> dict[int, tuple[str, ...]]:
    """Which analytes each had, shuffled until outcomes by analyte are as the paper says."""
    both = targets.whole("biochemistry.both.n")
    names: list[tuple[str, ...]] = [("CgA",)] * (targets.whole("biochemistry.cga.n") - both)
    names += [("5-HIAA",)] * (targets.whole("biochemistry.hiaa.n") - both) + [("CgA", "5-HIAA")] * both
    outcomes = list(followed.values())

    def estimates(kinds: Sequence[tuple[str, ...]]) -> Estimates:
        single = [(outcome, kind[0]) for outcome, kind in zip(outcomes, kinds, strict=True) if len(kind) == 1]
        return {"biochemistry.analytes.p": association([one for one, _ in single], [other for _, other in single])}

    guess = dice.shuffled(names)
    asked = targets.about(tuple(estimates(guess)))
    found = descend(
        guess,
        lambda kinds, dice: dice.shuffled(kinds),
        lambda kinds: asked.distance(estimates(kinds)),
        dice,
        _MOST_SHUFFLES,
    )
    return dict(zip(followed, found, strict=True))
