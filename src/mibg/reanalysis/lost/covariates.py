"""What is known of a patient at first treatment, and declared to foretell follow-up and response."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints import Endpoint, days_between
from mibg.units import DAYS_PER_YEAR

DECLARED: Final = {
    "age": "age at first treatment, in years",
    "female": "female sex",
    "pulmonary": "a pulmonary tumour",
    "since_diagnosis": "logarithm of one more than the years from diagnosis to first treatment",
    "year": "calendar year of first treatment",
}


def covariates_at_treatment(cohort: Cohort, survival: Endpoint) -> pd.DataFrame:
    """Gather the declared covariates.

    Parameters
    ----------
    cohort : Cohort
        Its patients.
    survival : Endpoint
        From first treatment.

    Returns
    -------
    DataFrame of float, one row a patient of `survival`, in its order
        Columns as in `DECLARED`. What is missing of a patient takes the mean of the others, and 0 where it is known of
        nobody: such a patient then says nothing about that covariate.
    """
    rows = cohort["patients"].set_index("patient_id").reindex(survival.patients)
    years = days_between(rows["diagnosis_date"], survival.zero) / DAYS_PER_YEAR
    found = pd.DataFrame(
        {
            "age": rows["age_at_treatment"].astype(float),
            "female": _is(rows["sex"], "female"),
            "pulmonary": _is(rows["tumor_type"], "pulmonary"),
            "since_diagnosis": np.log1p(np.maximum(years, 0)),
            "year": np.nan if cohort.study.without_calendar else _year(survival.zero),
        },
        index=rows.index,
    )
    return found.fillna(found.mean()).fillna(0.0)


def _is(column: pd.Series, value: str) -> pd.Series:
    return (column == value).astype("boolean").mask(column.isna()).astype("Float64").astype(float)


def _year(dates: npt.NDArray[np.datetime64]) -> npt.NDArray[np.float64]:
    return 1970 + days_between(pd.Timestamp("1970-01-01"), dates) / DAYS_PER_YEAR
