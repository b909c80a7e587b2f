"""Groups of patients that form after time zero, with the day on which each patient's is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints.endpoint import Endpoint, days_between
from mibg.survival import KnownLater, known_later

SINGLE = "Single"
MULTIPLE = "Multiple"


def known_since(endpoint: Endpoint, values: pd.Series, dates: pd.Series, *, before: str, what: str) -> KnownLater:
    """Say since when something is known of each patient of an endpoint.

    Parameters
    ----------
    endpoint : Endpoint
        Its time zero is the one that days are counted from.
    values : Series by patient_id
        What is known of each in the end.
    dates : Series of datetime64 by patient_id
        Since when; a patient without a date is never known.
    before : str
        The state until then.
    what : str
        The variable in words, as the subject of a sentence.
    """
    dated = dates.reindex(endpoint.patients)
    value = values.reindex(endpoint.patients).to_numpy(dtype=object)
    days = days_between(endpoint.zero, dated)
    return known_later(value, np.maximum(days, 0), before=before, what=what)


def repeat_treatment(cohort: Cohort, endpoint: Endpoint) -> KnownLater:
    """Whether a patient was treated more than once, known since the day of the second treatment.

    Parameters
    ----------
    cohort : Cohort
        Its treatments.
    endpoint : Endpoint
        Whose patients and time zero are meant.

    Returns
    -------
    KnownLater
        ``Single`` until the second treatment, ``Multiple`` since.
    """
    doses = cohort["treatments"].sort_values(["patient_id", "treatment_date"])
    second = doses[doses.groupby("patient_id").cumcount() == 1].set_index("patient_id")["treatment_date"]
    values = pd.Series(MULTIPLE, index=second.index)
    return known_since(endpoint, values, second, before=SINGLE, what="The number of treatments")


def response_at_followup(endpoint: Endpoint, followup: pd.DataFrame, groups: dict[str, str], what: str) -> KnownLater:
    """Response at first follow-up, known since the day of that follow-up.

    Parameters
    ----------
    endpoint : Endpoint
        Whose patients and time zero are meant.
    followup : DataFrame
        One row a patient: ``patient_id``, ``date`` and ``response`` at first follow-up.
    groups : dict of str to str
        Group of each response; a patient whose response has none is never known.
    what : str
        The variable in words, as the subject of a sentence.

    Returns
    -------
    KnownLater
        ``not yet known`` until the follow-up.
    """
    rows = followup.set_index("patient_id")
    group = rows["response"].astype(object).map(groups)
    return known_since(endpoint, group, rows["date"].where(group.notna()), before="not yet known", what=what)
