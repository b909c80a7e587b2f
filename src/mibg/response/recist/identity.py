"""Who is who: courses, their exams, and the target lesion that each measurement belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.response.invalid import broken, raise_if_any, refuse_all
from mibg.response.recist.baseline import Targets, targets
from mibg.response.recist.lesions import NOBODY, SHOWN, Bools, Ints, Lesions, read_lesions

EXAM = ["patient_id", "exam_date", "modality"]


@dataclass(frozen=True, eq=False)
class Courses:
    """Follow-up exams in the order of course and date, with what was measured at them.

    Parameters
    ----------
    exams : DataFrame, n rows
        Of the contract, those after the baseline of their course.
    course : ndarray of int, shape (n,)
        Course of each.
    begins : DataFrame, at most c rows
        Of the contract, the baseline exams that are given; of a course whose is not, nothing was told at baseline.
    begun : ndarray of int
        Course of each of them.
    targets : Targets
        Chosen at baseline.
    lesions : Lesions
        At the exams.
    place : ndarray of int
        Place in `exams` of the exam of each lesion.
    """

    exams: pd.DataFrame
    course: Ints
    begins: pd.DataFrame
    begun: Ints
    targets: Targets
    lesions: Lesions
    place: Ints


def courses(exams: pd.DataFrame, lesions: pd.DataFrame, baselines: pd.DataFrame) -> Courses:
    """Put every measurement beside its exam and its target lesion.

    Raises
    ------
    InvalidFindings
        When a course has two baselines, an exam stands twice, a measurement has no exam or is malformed, or a lesion at
        follow-up was no target at baseline, or changes its organ or its kind.
    """
    twice, again = baselines.duplicated(["patient_id", "modality"]), exams.duplicated(EXAM)
    told = broken(baselines, [(twice, "a patient has one baseline a modality")], EXAM)
    raise_if_any([*told, *broken(exams, [(again, "an exam stands once")], EXAM)])
    keys, first = _Keys(baselines), np.append(_days(baselines), 0)
    course, day = keys.course(exams), _days(exams)
    begins = np.flatnonzero((course != NOBODY) & (day == first[course]))
    order = np.flatnonzero((course != NOBODY) & (day > first[course]))
    order = order[np.lexsort((day[order], course[order]))]
    found = read_lesions(lesions, keys.course(lesions))
    chosen = found.where((found.course != NOBODY) & (found.day == first[found.course]))
    seen = found.where((found.course != NOBODY) & (found.day > first[found.course]))
    baseline = targets(chosen, len(baselines), lesions)
    _refuse_changed(chosen, seen, lesions)
    place = _place(course[order], day[order], seen)
    refuse_all(lesions, [(place == NOBODY, "a measurement belongs to an exam")], SHOWN, seen.row)
    return Courses(exams.iloc[order], course[order], exams.iloc[begins], course[begins], baseline, seen, place)


def judged(exams: pd.DataFrame) -> Bools:
    """Whether each exam can be judged at all; one of which nothing is said can."""
    if "evaluable" not in exams:
        return np.ones(len(exams), dtype=bool)
    found: Bools = exams["evaluable"].astype(object).ne(False).to_numpy(dtype=bool)
    return found


def _refuse_changed(chosen: Lesions, seen: Lesions, table: pd.DataFrame) -> None:
    """Refuse lesions at follow-up that are not the targets of baseline."""
    known = max(chosen.lesion.max(initial=0), seen.lesion.max(initial=0)) + 1
    same = pd.Index(chosen.course * known + chosen.lesion).get_indexer(pd.Index(seen.course * known + seen.lesion))
    unknown, was_node, organ = same == NOBODY, np.append(chosen.node, False)[same], np.append(chosen.organ, -1)[same]
    told = (organ != NOBODY) & (seen.organ != NOBODY)
    refuse_all(
        table,
        [
            (unknown, "a lesion at follow-up was a target at baseline; another is a new lesion, told of at the exam"),
            (~unknown & (was_node != seen.node), "a lesion is a lymph node at every exam or at none"),
            (~unknown & (was_node == seen.node) & told & (organ != seen.organ), "a lesion stays in its organ"),
        ],
        SHOWN,
        seen.row,
    )


class _Keys:
    """Numbers the courses that have a baseline, in the order of their baselines."""

    def __init__(self, baselines: pd.DataFrame) -> None:
        self._patients = pd.Index(baselines["patient_id"].astype(object).unique())
        self._modalities = pd.Index(baselines["modality"].astype(object).unique())
        self._courses = pd.Index(self._pair(baselines))

    def course(self, rows: pd.DataFrame) -> Ints:
        """Give the course of each row, -1 where it has no baseline."""
        return self._courses.get_indexer(pd.Index(self._pair(rows))).astype(np.int64)

    def _pair(self, rows: pd.DataFrame) -> Ints:
        patient = self._patients.get_indexer(pd.Index(rows["patient_id"].astype(object)))
        modality = self._modalities.get_indexer(pd.Index(rows["modality"].astype(object)))
        pair = patient.astype(np.int64) * (len(self._modalities) + 1) + modality
        return np.where((patient < 0) | (modality < 0), -2, pair)


def _place(course: Ints, day: Ints, lesions: Lesions) -> Ints:
    """Place of each lesion's exam among exams in the order of course and day; -1 where there is none."""
    begin = min(day.min(initial=0), lesions.day.min(initial=0))
    span = max(day.max(initial=0), lesions.day.max(initial=0)) - begin + 1
    exam, wanted = course * span + day - begin, lesions.course * span + lesions.day - begin
    if not len(exam):
        return np.full(len(wanted), NOBODY)
    place = np.minimum(np.searchsorted(exam, wanted), len(exam) - 1)
    return np.where(exam[place] == wanted, place, NOBODY)


def _days(rows: pd.DataFrame) -> Ints:
    return rows["exam_date"].to_numpy(dtype="datetime64[D]").astype(np.int64)
