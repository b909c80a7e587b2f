"""The cohort as some decisions make it: its end, who counts as alive, and what is seen after a second dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd

from mibg.cohort import Cohort, Study

_DATES: Final = {
    "exams": "exam_date",
    "findings": "exam_date",
    "lesions": "exam_date",
    "labs": "lab_date",
    "symptoms": "visit_date",
}
_EQUIVOCAL: Final = {"at_once": "yes", "never": "no"}


def observed(cohort: Cohort, study_end: str, vital_status: str) -> Cohort:
    """Give the cohort with another end of study, or another rule for those not known to have died.

    Parameters
    ----------
    cohort : Cohort
        As it was read.
    study_end, vital_status : str
        As in `Choices`. An end that nothing in the cohort tells stays the declared one, and so does every end where
        the study has none.
    """
    study = cohort.study
    last = (
        None
        if study.study_end is None
        else {
            "year_of_last_treatment": _end_of_year(cohort["treatments"]["treatment_date"]),
            "last_death": _last_day(cohort["patients"]["death_date"]),
        }.get(study_end)
    )
    complete = {"alive_at_end": True, "alive_when_seen": False}.get(vital_status, study.vital_status_complete)
    return replace(cohort, study=replace(study, study_end=last or study.study_end, vital_status_complete=complete))


def lacking(study: Study, study_end: str, vital_status: str) -> str | None:
    """Say why a study cannot be given another end, or its patients be taken for alive at it; None where it can."""
    assumed_alive = vital_status == "alive_at_end" and not study.vital_status_complete
    return study.without_calendar if study_end != "declared" or assumed_alive else None


def until_second_dose(cohort: Cohort) -> Cohort:
    """Forget what was seen of each patient after the day of his second dose."""
    second = second_doses(cohort)
    kept = {
        name: rows[~(rows[column] > rows["patient_id"].map(second))]
        for name, column in _DATES.items()
        if len(rows := cohort[name])
    }
    return replace(cohort, tables={**cohort.tables, **kept})


def second_doses(cohort: Cohort) -> pd.Series:
    """Day of the second dose of each patient who had one, by patient_id."""
    rows = cohort["treatments"].sort_values(["patient_id", "treatment_date"])
    return rows[rows.groupby("patient_id").cumcount() == 1].set_index("patient_id")["treatment_date"]


def has_equivocal(cohort: Cohort) -> bool:
    """Whether any exam has a finding that may be a new lesion."""
    exams = cohort["exams"]
    return "new_lesions" in exams and bool(exams["new_lesions"].eq("equivocal").any())


def with_equivocal_as(cohort: Cohort, reading: str) -> Cohort:
    """Take a finding that may be a new lesion for one, or for none; as it stands with any other reading."""
    if reading not in _EQUIVOCAL or not has_equivocal(cohort):
        return cohort
    exams = cohort["exams"]
    read = exams.assign(new_lesions=exams["new_lesions"].replace("equivocal", _EQUIVOCAL[reading]))
    return replace(cohort, tables={**cohort.tables, "exams": read})


def without_overall(cohort: Cohort) -> Cohort:
    """Forget the judgements on all complaints together."""
    symptoms = cohort["symptoms"]
    return replace(cohort, tables={**cohort.tables, "symptoms": symptoms[symptoms["symptom"] != "overall"]})


def _last_day(dates: pd.Series) -> date | None:
    known = dates.dropna()
    return known.max().date() if len(known) else None


def _end_of_year(dates: pd.Series) -> date | None:
    last = _last_day(dates)
    return None if last is None else date(last.year, 12, 31)
