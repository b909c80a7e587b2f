"""Who is who: courses, their exams, and the target lesion that each measurement belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.response.invalid import refuse, refuse_all
from mibg.response.recist.lesions import (
    NOBODY,
    SHOWN,
    Bools,
    Ints,
    Measurements,
    Targets,
    nodes,
    organs,
    refuse_malformed,
    sizes,
    targets,
)

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
    targets : Targets
        Chosen at baseline.
    measured : Measurements
        At the exams, by their place in `exams`.
    """

    exams: pd.DataFrame
    course: Ints
    targets: Targets
    measured: Measurements


def courses(exams: pd.DataFrame, lesions: pd.DataFrame, baselines: pd.DataFrame) -> Courses:
    """Put every measurement beside its exam and its target lesion.

    Raises
    ------
    InvalidFindings
        When a course has two baselines, an exam stands twice, a measurement has no exam or is malformed, or a lesion at
        follow-up was no target at baseline, or changes its organ or its kind.
    """
    refuse(baselines[EXAM], baselines.duplicated(["patient_id", "modality"]), "a patient has one baseline a modality")
    refuse(exams[EXAM], exams.duplicated(EXAM), "an exam stands once")
    refuse_malformed(lesions)
    keys = _Keys(baselines)
    course, first = keys.course(exams), _days(baselines["exam_date"])
    after = (course != NOBODY) & (_days(exams["exam_date"]) > np.append(first, 0)[course])
    order = np.flatnonzero(after)
    order = order[np.lexsort((_days(exams["exam_date"])[order], course[order]))]
    follow_up = exams.iloc[order]
    of_lesion, day = keys.course(lesions), _days(lesions["exam_date"])
    at_baseline = (of_lesion != NOBODY) & (day == np.append(first, 0)[of_lesion])
    later = (of_lesion != NOBODY) & (day > np.append(first, 0)[of_lesion])
    chosen, seen = lesions[at_baseline], lesions[later]
    found = targets(chosen, of_lesion[at_baseline], len(baselines))
    refuse_changed(chosen, seen, of_lesion[at_baseline], of_lesion[later])
    place = _place(course[order], _days(follow_up["exam_date"]), of_lesion[later], day[later])
    refuse(seen[SHOWN], place == NOBODY, "a measurement belongs to an exam")
    assessed = seen["state"].to_numpy(dtype=object) != "not_evaluable"
    return Courses(follow_up, course[order], found, Measurements(place, sizes(seen), assessed, nodes(seen)))


def judged(exams: pd.DataFrame) -> Bools:
    """Whether each exam can be judged at all; one of which nothing is said can."""
    if "evaluable" not in exams:
        return np.ones(len(exams), dtype=bool)
    found: Bools = exams["evaluable"].astype(object).ne(False).to_numpy(dtype=bool)
    return found


def refuse_changed(chosen: pd.DataFrame, seen: pd.DataFrame, before: Ints, after: Ints) -> None:
    """Refuse lesions at follow-up that are not the targets of baseline.

    Parameters
    ----------
    chosen, seen : DataFrame
        Lesions at baseline, and later.
    before, after : ndarray of int
        Their courses.
    """
    names, known = pd.factorize(pd.concat([chosen["lesion_id"], seen["lesion_id"]]).astype(object))
    key = np.concatenate([before, after]) * (len(known) + 1) + names
    same = pd.Index(key[: len(chosen)]).get_indexer(pd.Index(key[len(chosen) :]))
    was, known_as = nodes(chosen), np.array([*organs(chosen), None], dtype=object)
    unknown = same == NOBODY
    kind, organ = np.append(was, False)[same] != nodes(seen), _differs(known_as[same], organs(seen))
    refuse_all(
        seen[SHOWN],
        [
            (unknown, "a lesion at follow-up was a target at baseline; another is a new lesion, told of at the exam"),
            (~unknown & kind, "a lesion is a lymph node at every exam or at none"),
            (~unknown & ~kind & organ, "a lesion stays in its organ"),
        ],
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


def _place(course: Ints, day: Ints, of_lesion: Ints, lesion_day: Ints) -> Ints:
    """Place of each lesion's exam among exams in the order of course and day; -1 where there is none."""
    span = int(max(day.max(initial=0), lesion_day.max(initial=0))) + 1
    exam, wanted = course * span + day, of_lesion * span + lesion_day
    place = np.minimum(np.searchsorted(exam, wanted), len(exam) - 1)
    return np.where(exam[place] == wanted, place, NOBODY) if len(exam) else np.full(len(wanted), NOBODY)


def _differs(one: np.ndarray, other: pd.Series) -> Bools:
    """Whether two organs differ, where both are given."""
    first, second = pd.Series(one, dtype=object), other.reset_index(drop=True)
    return (first.notna() & second.notna() & (first != second)).to_numpy(dtype=bool)


def _days(dates: pd.Series) -> Ints:
    return dates.to_numpy(dtype="datetime64[D]").astype(np.int64)
