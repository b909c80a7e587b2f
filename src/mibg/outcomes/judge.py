"""Judging a cohort by the rules of response."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from mibg.cohort import Cohort
from mibg.cohort.once import once_a_cohort
from mibg.outcomes.outcome import ImagingOutcome, Outcome, SymptomaticOutcome
from mibg.response import (
    FOLLOW_UP,
    BiochemicalCriteria,
    Conflict,
    Reading,
    Window,
    assess_analytes,
    assess_exams,
    assess_measured,
    assess_symptoms,
    complaint_followup,
    first_followup,
    first_treatments,
    followup_by_analyte,
    join_analytes,
    join_days,
    join_modalities,
)
from mibg.response.biochemical.criteria import DEFAULT_CRITERIA
from mibg.response.followup import ASSESSED


@once_a_cohort
def imaging_outcome(cohort: Cohort, window: Window = FOLLOW_UP, conflict: Conflict = "progression") -> ImagingOutcome:
    """Judge all imaging of a cohort.

    Parameters
    ----------
    cohort : Cohort
        Its exams, findings and lesions; without exams nobody was seen.
    window : Window
        Of first follow-up.
    conflict : {"progression", "response", "not evaluable"}
        What progression on one modality beside a response on the other is.

    Raises
    ------
    InvalidFindings
        When exams or lesions contradict themselves.
    """
    exams = cohort["exams"].rename(columns={"exam_date": "date"})[["patient_id", "date", "modality", "source"]]
    assessments = _imaged(cohort)
    ct, mri, scan = (_by_modality(cohort, modality, window) for modality in ("CT", "MRI", "scan"))
    exam = assessments.merge(exams)
    known = exam.loc[exam["modality"] == "CT", ["patient_id", "date", "source", "by"]]
    followup = join_modalities(ct, mri, scan, _treated(cohort), conflict)
    by_ct = _judged(ct).merge(known, on=["patient_id", "date"])
    return ImagingOutcome(followup, assessments, "on imaging", by_ct, _judged(scan))


@once_a_cohort
def symptomatic_outcome(
    cohort: Cohort, window: Window = FOLLOW_UP, reading: Reading = "none worse"
) -> SymptomaticOutcome:
    """Judge the symptoms of a cohort, as a whole and complaint by complaint.

    Parameters
    ----------
    cohort : Cohort
        Its symptoms.
    window : Window
        Of first follow-up.
    reading : {"none worse", "any improved", "majority"}
        How complaints add up where nothing is recorded of them as a whole.

    Raises
    ------
    InvalidFindings
        When statements about a complaint contradict themselves.
    """
    first, assessments = _treated(cohort), _visits(cohort, reading)
    complaints = partial(complaint_followup, cohort["symptoms"], first, window)
    return SymptomaticOutcome(first_followup(assessments, first, window), assessments, "by symptoms", complaints)


@once_a_cohort
def biochemical_outcome(
    cohort: Cohort, window: Window = FOLLOW_UP, criteria: BiochemicalCriteria = DEFAULT_CRITERIA
) -> Outcome:
    """Judge the laboratory values of a cohort.

    Parameters
    ----------
    cohort : Cohort
        Its laboratory values.
    window : Window
        Of first follow-up.
    criteria : BiochemicalCriteria
        What progression and response are, and against which value.

    Raises
    ------
    InvalidFindings
        When the values of a patient cannot be compared.
    """
    by_one = replace(criteria, progression_by=DEFAULT_CRITERIA.progression_by)
    followup = join_analytes(_by_analyte(cohort, window, by_one), _treated(cohort), criteria)
    return Outcome(followup, _days(cohort, criteria, by_one), "by laboratory values")


@once_a_cohort
def _treated(cohort: Cohort) -> pd.Series:
    return first_treatments(cohort.patients, cohort.treatments)


@once_a_cohort
def _imaged(cohort: Cohort) -> pd.DataFrame:
    exams, findings, first = cohort["exams"], cohort["findings"], _treated(cohort)
    return assess_exams(exams, findings, assess_measured(exams, findings, cohort["lesions"], first), first)


@once_a_cohort
def _by_modality(cohort: Cohort, modality: str, window: Window) -> pd.DataFrame:
    assessments = _imaged(cohort)
    return first_followup(assessments[assessments["modality"] == modality], _treated(cohort), window)


@once_a_cohort
def _visits(cohort: Cohort, reading: Reading) -> pd.DataFrame:
    return assess_symptoms(cohort["symptoms"], _treated(cohort), reading)


@once_a_cohort
def _values(cohort: Cohort, criteria: BiochemicalCriteria) -> pd.DataFrame:
    return assess_analytes(cohort["labs"], _treated(cohort), criteria)


@once_a_cohort
def _days(cohort: Cohort, criteria: BiochemicalCriteria, by_one: BiochemicalCriteria) -> pd.DataFrame:
    return join_days(_values(cohort, by_one), criteria)


@once_a_cohort
def _by_analyte(cohort: Cohort, window: Window, criteria: BiochemicalCriteria) -> dict[str, pd.DataFrame]:
    return followup_by_analyte(_values(cohort, criteria), _treated(cohort), window)


def _judged(found: pd.DataFrame) -> pd.DataFrame:
    return found.loc[found["fate"] == ASSESSED, ["patient_id", "date", "days", "response"]]
