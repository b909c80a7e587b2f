"""Imaging charts: CT with lesions or reports, and scans, before treatment and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mibg.reconstruction.charts.lesions import Diameters, Target, choose_targets, gone, grown, remeasured, shrunk
from mibg.reconstruction.charts.rows import Cells, Row, day_before, days_between
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.outcomes import Course, ImagingOutcomes

_GAPS_DAYS: Final = (80, 190)
_BASELINE_DAYS: Final = 120
_NEW_LESION_PER_CENT: Final = 35
_PERSISTENT_PER_CENT: Final = 40
_ACTIVITY: Final = {"CR": "none", "PR": "decreased", "SD": "unchanged", "PD": "increased"}
_FINDINGS: Final = {"CR": "disappearance", "PR": "smaller", "SD": "no_change", "PD": "larger"}


@dataclass(frozen=True)
class _Exam:
    """One exam: its day, the category it shows, and whether new lesions are what shows it."""

    day: int
    category: str
    new_lesions: bool


def imaging_charts(
    outcomes: ImagingOutcomes, diagnosed: Sequence[int], sites: Sequence[Sequence[str]], dice: Dice
) -> list[Row]:
    """Write the exams, lesions and findings of all patients.

    Parameters
    ----------
    outcomes : ImagingOutcomes
        What the exams shall show.
    diagnosed : sequence of int, shape (n,)
        Days from diagnosis to first treatment.
    sites : sequence of sequence of str, shape (n,)
        Metastatic sites of each patient.
    dice : Dice
        Chooses days, diameters and words.
    """
    rows: list[Row] = []
    for patient, since in enumerate(diagnosed):
        rows.append(_scan(patient, day_before(since, _BASELINE_DAYS, dice), {"uptake": "positive"}))
        course = outcomes.courses.get(patient)
        if course is None:
            continue
        if patient in outcomes.ct:
            baseline = day_before(since, _BASELINE_DAYS, dice)
            exams = _exams(course, outcomes.ct[patient], patient in outcomes.scan, dice)
            rows += _ct(patient, baseline, exams, outcomes.source[patient], choose_targets(sites[patient], dice), dice)
        rows += _scans(patient, course, outcomes, dice)
    return rows


def _exams(course: Course, category: str, with_scan: bool, dice: Dice) -> list[_Exam]:
    """CT of a course. Where the scan alone showed progression the CT stays as it was."""
    days = days_between(course.first, course.last, _GAPS_DAYS, dice)
    worse = course.progressed and (category == "PD" or not (with_scan and course.settled))
    new = dice.between(1, 100) <= _NEW_LESION_PER_CENT
    shown = [category] * len(days)
    if worse:
        shown[-1] = "PD"
    return [_Exam(day, found, found == "PD" and new) for day, found in zip(days, shown, strict=True)]


def _scans(patient: int, course: Course, outcomes: ImagingOutcomes, dice: Dice) -> Iterator[Row]:
    """Follow-up scans: one beside a CT, the whole course of those without."""
    category = outcomes.scan.get(patient)
    if category is None:
        return
    alone = patient not in outcomes.ct
    days = days_between(course.first, course.last, _GAPS_DAYS, dice) if alone else [course.first]
    for day in days:
        worse = alone and course.progressed and day == course.last
        yield _scan(patient, day, {"uptake": "positive", "scan_activity": _ACTIVITY["PD" if worse else category]})


def _scan(patient: int, day: int, cells: Mapping[str, str]) -> Row:
    nothing_left = cells.get("scan_activity") == "none"
    uptake = "negative" if nothing_left else "positive"
    return Row(
        "exams", patient, day, {"modality": "scan", "source": "images", "evaluable": True, **cells, "uptake": uptake}
    )


def _ct(  # noqa: PLR0913, PLR0917 - a patient's CT is all of these
    patient: int, baseline: int, exams: Sequence[_Exam], source: str, targets: Sequence[Target], dice: Dice
) -> Iterator[Row]:
    """Rows of one patient's CT, with lesions where they were measured and findings where they were not."""
    persists = dice.between(1, 100) <= _PERSISTENT_PER_CENT and exams[0].category != "CR"
    other = "persistent" if persists else "none"
    seen = "images" if source == "images" else "report"
    cells: Cells = {"modality": "CT", "source": seen, "evaluable": True, "non_target": other}
    yield Row("exams", patient, baseline, {**cells, "new_lesions": "no"})
    for exam in exams:
        yield Row("exams", patient, exam.day, {**cells, "new_lesions": "yes" if exam.new_lesions else "no"})
    if source == "report":
        yield from (_finding(patient, exam) for exam in exams)
    else:
        yield from _measured(patient, baseline, exams, targets, dice)


def _finding(patient: int, exam: _Exam) -> Row:
    finding = "new_lesion" if exam.new_lesions else _FINDINGS[exam.category]
    return Row("findings", patient, exam.day, {"modality": "CT", "finding": finding})


def _measured(
    patient: int, baseline: int, exams: Sequence[_Exam], targets: Sequence[Target], dice: Dice
) -> Iterator[Row]:
    before = tuple(target.baseline_mm for target in targets)
    held = _first(exams[0].category, before, targets, dice)
    series = [(baseline, before)]
    for exam in exams:
        smallest = min(sum(diameters) for _, diameters in series)
        series.append((exam.day, _later(exam, held, smallest, dice)))
    for day, diameters in series:
        for target, mm in zip(targets, diameters, strict=True):
            yield Row("lesions", patient, day, {"modality": "CT", **target.cells(mm)})


def _first(category: str, before: Diameters, targets: Sequence[Target], dice: Dice) -> Diameters:
    """Diameters that a response at first follow-up brings about, and about which later ones stay."""
    if category == "CR":
        return gone(targets, dice)
    return shrunk(targets, dice) if category == "PR" else before


def _later(exam: _Exam, held: Diameters, smallest: int, dice: Dice) -> Diameters:
    """Diameters at an exam: grown at progression, unless new lesions show it; else about what they were."""
    if exam.category == "PD" and not exam.new_lesions:
        return grown(held, smallest, dice)
    return remeasured(held, dice)
