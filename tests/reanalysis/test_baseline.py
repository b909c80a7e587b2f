"""Covariates known at first treatment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mibg.cohort import read_cohort
from mibg.endpoints import overall_survival
from mibg.layout import reconstructed_folder
from mibg.reanalysis.immortal import baseline_covariates


def test_what_is_not_known_is_said_to_be_average_or_not_so() -> None:
    """The first patient of the shipped cohort is a man of 65; without age and sex he is of the mean age of others."""
    cohort = read_cohort(reconstructed_folder())
    patients = cohort.patients.copy()
    survival = overall_survival(cohort)
    whole = baseline_covariates(cohort, survival)
    assert whole.iloc[0].tolist() == [65, True, False]
    patients.loc[0, "age_at_treatment"] = np.nan
    patients.loc[0, "sex"] = None
    found = baseline_covariates(replace(cohort, tables={**cohort.tables, "patients": patients}), survival)
    assert found.iloc[0].tolist() == [whole["age"].iloc[1:].mean(), False, False]
    assert len(found) == len(survival.times)
