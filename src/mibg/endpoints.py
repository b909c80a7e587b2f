"""Endpoints: from dates in the charts to times and events, with the rules that made them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.survival import SurvivalTimes, survival_times


@dataclass(frozen=True)
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
        Patients left out because the chart holds no time zero.
    """

    patients: np.ndarray
    times: SurvivalTimes
    time_zero: str
    event: str
    censoring: str
    entry: str
    without_date: int

    def of(self, patients: pd.Index | np.ndarray) -> SurvivalTimes:
        """Keep the times of some of the patients, by id."""
        return self.times.where(np.isin(self.patients, np.asarray(patients)))


_ORIGINS = {
    "treatment": "The first administration of the treatment under study.",
    "diagnosis": "The first diagnosis of the tumor.",
    "metastatic": "The first evidence of metastases.",
}
_AT_RISK_FROM_START = "Every patient is at risk from time zero, though nobody could be known who died before treatment."
_AT_RISK_FROM_TREATMENT = "A patient is at risk from first treatment on, since he had to live until then to be counted."


def overall_survival(cohort: Cohort, *, since: str = "treatment", late_entry: bool = False) -> Endpoint:
    """Time to death from any cause.

    Parameters
    ----------
    cohort : Cohort
        A death after its study's end is not counted. Where its vital status is complete, a patient without a known
        death was alive at the study's end; if not, he is censored when last known alive, or at his last treatment.
    since : {"treatment", "diagnosis", "metastatic"}
        Time zero.
    late_entry : bool
        Whether a patient counts as at risk only from first treatment on.

    Returns
    -------
    Endpoint
        Without patients whose time zero is unknown; their number is kept.
    """
    rows = cohort["patients"].set_index("patient_id").sort_index()
    complete = cohort.study.vital_status_complete
    dates = cohort["treatments"].groupby("patient_id")["treatment_date"]
    first, last = (found.reindex(rows.index) for found in (dates.min(), dates.max()))
    zero = first if since == "treatment" else rows[f"{since}_date"]
    end, died = _end_of_observation(rows, last, pd.Timestamp(cohort.study.study_end), complete)
    known = zero.notna().to_numpy()
    days, entry = ((moment - zero)[known].dt.days.to_numpy(dtype=float) for moment in (end, first))
    entered = np.where(entry > 0, entry, -np.inf) if late_entry else None
    return Endpoint(
        rows.index[known].to_numpy(dtype=str),
        survival_times(days, died[known], entered),
        _ORIGINS[since],
        "Death from any cause.",
        _censoring(complete),
        _AT_RISK_FROM_TREATMENT if late_entry else _AT_RISK_FROM_START,
        int((~known).sum()),
    )


def _end_of_observation(
    rows: pd.DataFrame, last_treatment: pd.Series, study_end: pd.Timestamp, complete: bool
) -> tuple[pd.Series, np.ndarray]:
    """Last day of each patient, and whether he died on it."""
    death = rows["death_date"]
    died = (death.notna() & (death <= study_end)).to_numpy()
    seen = rows["alive_on"].fillna(last_treatment)
    seen = seen.where(seen <= study_end, study_end)
    alive = pd.Series(study_end, index=rows.index) if complete else seen
    return death.where(died, alive), died


def _censoring(complete: bool) -> str:
    if complete:
        return "A patient without a known death counts as alive at the end of the study, and is censored then."
    return "A patient without a known death is censored when last known alive, at the latest at the end of the study."
