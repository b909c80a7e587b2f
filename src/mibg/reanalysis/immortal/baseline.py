"""What is known of a patient at first treatment that may have led to a second."""

from __future__ import annotations

import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints import Endpoint


def baseline_covariates(cohort: Cohort, endpoint: Endpoint) -> pd.DataFrame:
    """Age, sex and origin of the tumor, for the weights of an emulated trial.

    Parameters
    ----------
    cohort : Cohort
        Its patients.
    endpoint : Endpoint
        Whose patients are meant, n of them.

    Returns
    -------
    DataFrame, shape (n, 3)
        ``age`` in years, an unknown one that of the patients on average; ``male`` and ``pulmonary``, where unknown
        counts as not.
    """
    rows = cohort.patients.set_index("patient_id").reindex(endpoint.patients).reset_index(drop=True)
    age = rows["age_at_treatment"].astype(float)
    filled = age.fillna(age.mean() if age.notna().any() else 0.0)
    male, pulmonary = (
        rows[name].eq(value).fillna(False) for name, value in (("sex", "male"), ("tumor_type", "pulmonary"))
    )
    return pd.DataFrame({"age": filled, "male": male.astype(bool), "pulmonary": pulmonary.astype(bool)})
