"""Outcomes: what first follow-up showed of each measure of response, beside every assessment after treatment."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import pandas as pd

from mibg.cohort import Cohort
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


@dataclass(frozen=True, eq=False)
class Outcome:
    """One measure of response in a cohort.

    Parameters
    ----------
    followup : DataFrame, one row a patient
        patient_id, date, days, response, rule and fate at first follow-up, and what else the measure knows.
    assessments : DataFrame
        patient_id, date, response of every assessment after treatment.
    how : str
        How the measure sees progression: ``on imaging``.
    """

    followup: pd.DataFrame
    assessments: pd.DataFrame
    how: str

    @property
    def seen(self) -> pd.DataFrame:
        """Rows of `followup` of the patients who were followed and could be judged."""
        return self.followup[self.followup["fate"] == ASSESSED]

    def patients(self, responses: Set[str]) -> pd.Index:
        """Ids of the patients who were seen with one of some responses."""
        seen = self.seen
        return pd.Index(seen["patient_id"].to_numpy()[seen["response"].isin(responses).to_numpy()])


@dataclass(frozen=True, eq=False)
class ImagingOutcome(Outcome):
    """Imaging in a cohort.

    Parameters
    ----------
    by_ct : DataFrame, one row for each patient whose first follow-up by CT could be judged
        patient_id, date, days, response of CT alone; ``source`` (images, report) of the exam, and ``by``, the rule that
        judged it (recist, report).
    by_scan : DataFrame, one row for each patient whose first follow-up scan could be judged
        patient_id, date, days, response of the scan alone.
    """

    by_ct: pd.DataFrame
    by_scan: pd.DataFrame

    @property
    def seen_by_ct(self) -> pd.DataFrame:
        """Rows of `followup` of the patients whose CT could be judged; the response is that of all their imaging."""
        return self.seen[self.seen["patient_id"].isin(self.by_ct["patient_id"])]


@dataclass(frozen=True, eq=False)
class SymptomaticOutcome(Outcome):
    """Symptoms in a cohort.

    Parameters
    ----------
    complaints : DataFrame
        One row a patient and complaint, as `mibg.response.complaint_followup` gives them.
    """

    complaints: pd.DataFrame

    def judged(self, complaint: str) -> pd.Series:
        """Whether a complaint had improved, of the patients who had it before treatment and in whom it was judged."""
        rows = self.complaints[self.complaints["symptom"] == complaint]
        return rows.loc[rows["fate"] == "had it, and it was judged", "improved"]


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
