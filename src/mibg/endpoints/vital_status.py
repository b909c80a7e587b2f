"""When each patient was last observed, and whether he died then."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.cohort.once import once_a_cohort

ALIVE_AT_END: Final = "A patient not known to have died by the end of the study counts as alive, and is censored then."
ALIVE_WHEN_SEEN: Final = (
    "A patient not known to have died by the end of the study is censored when last known alive, at the latest then."
)
_SIGNS_OF_LIFE: Final = (
    *(("patients", column) for column in ("alive_on", "diagnosis_date", "metastatic_date", "death_date")),
    ("treatments", "treatment_date"),
    ("exams", "exam_date"),
    ("labs", "lab_date"),
    ("symptoms", "visit_date"),
)


def censoring_rule(cohort: Cohort) -> str:
    """Say how those not known to have died are censored, which the cohort's study file decides."""
    return ALIVE_AT_END if cohort.study.vital_status_complete else ALIVE_WHEN_SEEN


@once_a_cohort
def vital_status(cohort: Cohort) -> pd.DataFrame:
    """Give the end of observation of each patient.

    Parameters
    ----------
    cohort : Cohort
        A patient is observed until `observed_until` or the study's end, whichever comes first. A death after that is
        not counted: the patient is censored then. Where vital status is complete, a patient without a known death was
        alive then; if not, he is censored when last known alive, which is `alive_on` or the last date in any table on
        which he was seen.

    Returns
    -------
    DataFrame, indexed by patient_id, sorted
        Columns ``treated`` (day of the first treatment), ``end`` (last day) and ``died`` (whether he died on it).
    """
    patients = cohort["patients"].set_index("patient_id").sort_index()
    until = _observed_until(patients, study_end(cohort))
    died = patients["death_date"].notna() & ~(patients["death_date"] > until)
    alive = until
    if not cohort.study.vital_status_complete:
        seen = last_sign_of_life(cohort).reindex(patients.index)
        alive = seen.mask(seen > until, until)
    first = cohort["treatments"].groupby("patient_id")["treatment_date"].min().reindex(patients.index)
    return pd.DataFrame({"treated": first, "end": patients["death_date"].where(died, alive), "died": died})


def study_end(cohort: Cohort) -> pd.Timestamp | None:
    """Last day of the study; None where it has none, and its dates are no days of the calendar."""
    return None if cohort.study.study_end is None else pd.Timestamp(cohort.study.study_end)


def last_sign_of_life(cohort: Cohort) -> pd.Series:
    """Find the last date on which each patient is known to have lived.

    Parameters
    ----------
    cohort : Cohort
        Every table with a date of the patient's.

    Returns
    -------
    Series of datetime64 by patient_id
        His last date in any table; who died on a day was alive until then.
    """
    present = [(cohort[table], column) for table, column in _SIGNS_OF_LIFE if cohort.has(table)]
    latest = [rows.groupby("patient_id")[column].max() for rows, column in present]
    return pd.concat(latest, axis=1).max(axis=1)


def _observed_until(patients: pd.DataFrame, study_end: pd.Timestamp | None) -> pd.Series:
    own = patients["observed_until"]
    return own if study_end is None else own.mask(own.isna() | (own > study_end), study_end)
