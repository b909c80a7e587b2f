"""Judging a cohort by the rules of response."""

from __future__ import annotations

import pandas as pd

from mibg.cohort import Cohort
from mibg.outcomes.once import once_a_cohort
from mibg.outcomes.outcome import ImagingOutcome, Outcome, SymptomaticOutcome
from mibg.response import (
    FOLLOW_UP,
    BiochemicalCriteria,
    Conflict,
    Reading,
    Window,
    assess_exams,
    assess_labs,
    assess_measured,
    assess_symptoms,
    biochemical_followup,
    complaint_followup,
    first_followup,
    first_treatments,
    imaging_followup,
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
    first = first_treatments(cohort.patients, cohort.treatments)
    exams, findings, lesions = cohort["exams"], cohort["findings"], cohort["lesions"]
    measured = assess_measured(exams, findings, lesions, first)
    assessments = assess_exams(exams, findings, measured, first)
    ct, scan = (_seen(assessments, modality, first, window) for modality in ("CT", "scan"))
    exam = assessments.merge(exams.rename(columns={"exam_date": "date"})[["patient_id", "date", "modality", "source"]])
    known = exam.loc[exam["modality"] == "CT", ["patient_id", "date", "source", "by"]]
    followup = imaging_followup(assessments, first, window, conflict)
    return ImagingOutcome(followup, assessments, "on imaging", ct.merge(known, on=["patient_id", "date"]), scan)


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
    first = first_treatments(cohort.patients, cohort.treatments)
    assessments = assess_symptoms(cohort["symptoms"], first, reading)
    complaints = complaint_followup(cohort["symptoms"], first, window)
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
    first = first_treatments(cohort.patients, cohort.treatments)
    labs = cohort["labs"]
    followup = biochemical_followup(labs, first, window, criteria)
    return Outcome(followup, assess_labs(labs, first, criteria), "by laboratory values")


def _seen(assessments: pd.DataFrame, modality: str, first: pd.Series, window: Window) -> pd.DataFrame:
    found = first_followup(assessments[assessments["modality"] == modality], first, window)
    return found.loc[found["fate"] == ASSESSED, ["patient_id", "date", "days", "response"]]
