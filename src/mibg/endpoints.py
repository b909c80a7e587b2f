"""Endpoints: from dates in the charts to times and events, with the rules that made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort import Cohort
from mibg.survival import SurvivalTimes, survival_times

TimeZero = Literal["treatment", "diagnosis", "metastatic"]


@dataclass(frozen=True, eq=False)
class Endpoint:
    """Survival data of an endpoint, with its definition.

    Parameters
    ----------
    patients : ndarray of str, shape (n,)
        Ids of the patients whose dates allow the endpoint, in the order of `times`.
    times : SurvivalTimes
        In days since time zero; 1 = event.
    time_zero, event, censoring, entry : str
        The rules, each in one sentence.
    without_date : int
        Patients left out because the chart holds no time zero within the study.
    never_at_risk : int
        Patients left out because they were not observed beyond the day on which they came to be at risk.
    """

    patients: np.ndarray
    times: SurvivalTimes
    time_zero: str
    event: str
    censoring: str
    entry: str
    without_date: int
    never_at_risk: int

    def of(self, patients: pd.Index | np.ndarray) -> SurvivalTimes:
        """Keep the times of some of the patients, by id; ids that the endpoint left out are passed over."""
        return self.times.where(np.isin(self.patients, np.asarray(patients)))


_TIME_ZERO: Final = {
    "treatment": "The first administration of the treatment under study.",
    "diagnosis": "The first diagnosis of the tumor.",
    "metastatic": "The first evidence of metastases.",
}
_FROM_ZERO: Final = "Every patient is at risk from time zero."
_FROM_ZERO_UNSEEN: Final = (
    "Every patient is at risk from time zero, though who died before treatment cannot be counted."
)
_FROM_TREATMENT: Final = "A patient is at risk from first treatment on, since he had to live until then to be counted."
_ALIVE_AT_END: Final = "A patient not known to have died by the end of the study counts as alive, and is censored then."
_ALIVE_WHEN_SEEN: Final = (
    "A patient not known to have died by the end of the study is censored when last known alive, at the latest then."
)
_SIGNS_OF_LIFE: Final = (
    *(("patients", column) for column in ("alive_on", "diagnosis_date", "metastatic_date", "death_date")),
    ("treatments", "treatment_date"),
    ("exams", "exam_date"),
    ("labs", "lab_date"),
    ("symptoms", "visit_date"),
)


def overall_survival(cohort: Cohort, *, since: TimeZero = "treatment", late_entry: bool = False) -> Endpoint:
    """Time to death from any cause.

    Parameters
    ----------
    cohort : Cohort
        A death after its study's end is not counted: the patient is censored at the end. Where its vital status is
        complete, a patient without a known death was alive at the study's end; if not, he is censored when last
        known alive, which is `alive_on` or the last date in any table on which he was seen.
    since : {"treatment", "diagnosis", "metastatic"}
        Time zero.
    late_entry : bool
        Whether a patient counts as at risk only from first treatment on (left truncation).

    Returns
    -------
    Endpoint
        Without patients whose time zero is unknown or lies after their observation, and with late entry without
        those whose observation ended on the day of first treatment; the numbers of both are kept.

    Raises
    ------
    KeyError
        When `since` is no time zero.
    """
    patients = cohort["patients"].set_index("patient_id").sort_index()
    first = cohort["treatments"].groupby("patient_id")["treatment_date"].min().reindex(patients.index)
    zero = first if since == "treatment" else patients[f"{since}_date"]
    end, died = _end_of_observation(cohort, patients)
    dated = (zero <= end).to_numpy(dtype=bool)
    observed = dated & ((first <= zero) | (first < end)).to_numpy(dtype=bool) if late_entry else dated
    days, entry = ((moment - zero)[observed].dt.days for moment in (end, first))
    return Endpoint(
        patients.index[observed].to_numpy(dtype=str),
        survival_times(days, died[observed], entry if late_entry else None),
        _TIME_ZERO[since],
        "Death from any cause.",
        _ALIVE_AT_END if cohort.study.vital_status_complete else _ALIVE_WHEN_SEEN,
        _entry_rule(since, late_entry),
        int((~dated).sum()),
        int((dated & ~observed).sum()),
    )


def _end_of_observation(cohort: Cohort, patients: pd.DataFrame) -> tuple[pd.Series, npt.NDArray[np.bool_]]:
    """Last day of each patient, and whether he died on it."""
    study_end = pd.Timestamp(cohort.study.study_end)
    died = patients["death_date"] <= study_end
    if cohort.study.vital_status_complete:
        alive = pd.Series(study_end, index=patients.index)
    else:
        seen = _last_sign_of_life(cohort).reindex(patients.index)
        alive = seen.mask(seen > study_end, study_end)
    return patients["death_date"].where(died, alive), died.to_numpy(dtype=bool)


def _last_sign_of_life(cohort: Cohort) -> pd.Series:
    """Last date of each patient in any table; who died on a day was alive until then."""
    present = [(cohort[table], column) for table, column in _SIGNS_OF_LIFE if cohort.has(table)]
    latest = [rows.groupby("patient_id")[column].max() for rows, column in present]
    return pd.concat(latest, axis=1).max(axis=1)


def _entry_rule(since: TimeZero, late_entry: bool) -> str:
    if late_entry:
        return _FROM_TREATMENT
    return _FROM_ZERO if since == "treatment" else _FROM_ZERO_UNSEEN
