"""Covariates known at first treatment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mibg.cohort import read_cohort
from mibg.endpoints import overall_survival
from mibg.layout import reconstructed_folder
from mibg.reanalysis.immortal import baseline_covariates


def test_what_is_not_known_is_said_to_be_average_or_not_so() -> None:
    """Without age and sex the first patient is of the mean age of others, and not a man."""
    cohort = read_cohort(reconstructed_folder())
    patients = cohort.patients.copy()
    survival = overall_survival(cohort)
    whole = baseline_covariates(cohort, survival)
    first = patients.iloc[0]
    assert whole.iloc[0].tolist()[:2] == [first["age_at_treatment"], first["sex"] == "male"]
    patients.loc[0, "age_at_treatment"] = np.nan
    patients.loc[0, "sex"] = None
    found = baseline_covariates(replace(cohort, tables={**cohort.tables, "patients": patients}), survival)
    assert found.iloc[0].tolist()[:2] == [whole["age"].iloc[1:].mean(), False]
    assert len(found) == len(survival.times)
