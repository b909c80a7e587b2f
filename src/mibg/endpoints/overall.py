"""Overall survival."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

from mibg.cohort import Cohort
from mibg.cohort.once import once_a_cohort
from mibg.endpoints.endpoint import FROM_ZERO, Definition, Endpoint, days_between
from mibg.endpoints.vital_status import censoring_rule, study_end, vital_status
from mibg.survival import survival_times

TimeZero = Literal["treatment", "diagnosis", "metastatic"]

_TIME_ZERO: Final = {
    "treatment": "The first administration of the treatment under study.",
    "diagnosis": "The first diagnosis of the tumor.",
    "metastatic": "The first evidence of metastases.",
}
_FROM_ZERO_UNSEEN: Final = (
    "Every patient is at risk from time zero, though who died before treatment cannot be counted."
)
_FROM_TREATMENT: Final = "A patient is at risk from first treatment on, since he had to live until then to be counted."
NO_TIME_ZERO: Final = "no time zero within the time under observation"
NEVER_AT_RISK: Final = "not observed beyond the day on which they came to be at risk"


@once_a_cohort
def overall_survival(cohort: Cohort, *, since: TimeZero = "treatment", late_entry: bool = False) -> Endpoint:
    """Time to death from any cause.

    Parameters
    ----------
    cohort : Cohort
        Its vital status decides who is censored when; see `mibg.endpoints.vital_status`.
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
    status = vital_status(cohort)
    zero, first, end = _time_zero(cohort, since).reindex(status.index), status["treated"], status["end"]
    dated = (zero <= end).to_numpy(dtype=bool)
    observed = dated & ((first <= zero) | (first < end)).to_numpy(dtype=bool) if late_entry else dated
    days, entry = (days_between(zero, moment)[observed] for moment in (end, first))
    return Endpoint(
        status.index[observed].to_numpy(dtype=str),
        survival_times(days, status["died"][observed], entry if late_entry else None),
        zero[observed].to_numpy(),
        study_end(cohort),
        Definition(_TIME_ZERO[since], "Death from any cause.", censoring_rule(cohort), _entry_rule(since, late_entry)),
        {NO_TIME_ZERO: int((~dated).sum()), NEVER_AT_RISK: int((dated & ~observed).sum())},
    )


def _time_zero(cohort: Cohort, since: TimeZero) -> pd.Series:
    if since == "treatment":
        return cohort["treatments"].groupby("patient_id")["treatment_date"].min()
    return cohort["patients"].set_index("patient_id")[f"{since}_date"]


def _entry_rule(since: TimeZero, late_entry: bool) -> str:
    if late_entry:
        return _FROM_TREATMENT
    return FROM_ZERO if since == "treatment" else _FROM_ZERO_UNSEEN
