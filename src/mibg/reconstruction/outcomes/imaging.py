"""Imaging: who had CT and who a scan, what first follow-up showed, and when disease progressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes.course import (
    Course,
    first_days,
    guess_course,
    place_courses,
    progression_times,
    response_times,
    times_to_progression,
)
from mibg.reconstruction.outcomes.first_groups import Groups
from mibg.reconstruction.outcomes.groups import Grouping
from mibg.reconstruction.outcomes.imaging_groups import (
    PROGRESSION,
    RESPONSE,
    SCAN_ONLY,
    STABLE,
    categories_by_ct,
)
from mibg.reconstruction.outcomes.scans import ScanPairs, scan_pairs
from mibg.reconstruction.statistics.shared import Estimates, median_months, median_years
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes
from mibg.units import DAYS_PER_MONTH


@dataclass(frozen=True)
class ImagingOutcomes:
    """Imaging of a cohort. Every mapping is by the place of a patient, and lacks those not followed so.

    Parameters
    ----------
    grouping : Grouping
        ``response``, ``stable`` and ``progression`` of those with CT, ``scan only``, or ``lost``.
    ct, scan : dict of int to str
        CR, PR, SD or PD at first follow-up.
    courses : dict of int to Course
        Of everybody followed by either.
    source : dict of int to str
        What there was of CT: ``images``, ``measured report`` or ``report``.
    """

    grouping: Grouping
    ct: dict[int, str]
    scan: dict[int, str]
    courses: dict[int, Course]
    source: dict[int, str]


def place_imaging(targets: Targets, times: SurvivalTimes, grouping: Grouping, dice: Dice) -> ImagingOutcomes:
    """Choose what imaging showed of each patient, and until when.

    Parameters
    ----------
    targets : Targets
        Those that are not about imaging are passed over.
    times : SurvivalTimes
        Of all patients since first treatment, in days.
    grouping : Grouping
        As `group_imaging` gives it.
    dice : Dice
        Chooses.
    """
    ct, scan = _responses(grouping.groups, categories_by_ct(targets)["cr"], scan_pairs(targets), dice)
    courses = _courses(targets, times, ct, scan, dice)
    return ImagingOutcomes(grouping, ct, scan, courses, _sources(targets, ct, dice))


def _responses(groups: Groups, complete: int, pairs: ScanPairs, dice: Dice) -> tuple[dict[int, str], dict[int, str]]:
    """Categories by CT and by scan, so that together they give each patient's group."""
    members = {
        name: dice.shuffled([i for i, group in enumerate(groups) if group == name]) for name in sorted(set(groups))
    }
    ct = dict.fromkeys(members[STABLE], "SD") | dict.fromkeys(members[PROGRESSION], "PD")
    ct |= {i: "CR" if place < complete else "PR" for place, i in enumerate(members[RESPONSE])}
    scan = dict(zip(members[SCAN_ONLY], dice.shuffled(pairs.scan_only), strict=True))
    for group, both in pairs.by_group.items():
        for i, (by_ct, by_scan) in zip(reversed(members[group]), both, strict=False):
            ct[i], scan[i] = by_ct, by_scan
    return ct, scan


def _courses(
    targets: Targets, times: SurvivalTimes, ct: dict[int, str], scan: dict[int, str], dice: Dice
) -> dict[int, Course]:
    followed = sorted(set(ct) | set(scan))
    observed = [int(times.time[i]) for i in followed]
    high = targets.part("imaging.first_followup").interval.high
    assert high is not None, "a rounded number has an interval with two ends"
    firsts = first_days(int(float(high) * DAYS_PER_MONTH) - 1, observed, dice)
    median = targets.days("imaging.pfs.median")
    later = times_to_progression(median, len(followed), dice)
    guess = tuple(
        Course(first, first, True, first, settled=True)
        if "PD" in (ct.get(i), scan.get(i))
        else guess_course(first, end, day, dice)
        for i, first, end, day in zip(followed, firsts, observed, later, strict=True)
    )
    responders = [bool({ct.get(i), scan.get(i)} & {"CR", "PR"}) for i in followed]
    found = place_courses(guess, lambda courses: _course_estimates(courses, responders), targets, dice)
    return dict(zip(followed, found, strict=True))


def _course_estimates(courses: tuple[Course, ...], responders: Sequence[bool]) -> Estimates:
    lasting = tuple(course for course, responded in zip(courses, responders, strict=True) if responded)
    return {
        "imaging.pfs.median": median_years(progression_times(courses)),
        "imaging.duration": median_months(response_times(lasting)),
    }


_WHAT_THERE_WAS: Final = ("images", "measured report", "report")


def _sources(targets: Targets, ct: dict[int, str], dice: Dice) -> dict[int, str]:
    """What there was of each CT."""
    images, reports, measured = (
        targets.whole(f"imaging.ct.{name}") for name in ("images", "reports", "measured_reports")
    )
    sizes = (images, measured, reports - measured)
    names = [name for name, size in zip(_WHAT_THERE_WAS, sizes, strict=True) for _ in range(size)]
    return dict(zip(sorted(ct), dice.shuffled(names), strict=True))
