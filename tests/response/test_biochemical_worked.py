"""The thirteen worked patients of the chapter on biochemical response; expected values by hand, beside them."""

from __future__ import annotations

import pandas as pd
import pytest

from mibg.cohort import Cohort, read_cohort
from mibg.layout import worked_folder
from mibg.response import BiochemicalCriteria, biochemical_followup, first_treatments

FOLDER = worked_folder("biochemistry")
READINGS = {
    "response": BiochemicalCriteria(),
    "fall_30": BiochemicalCriteria(response_fall_percent=30),
    "fall_20": BiochemicalCriteria(response_fall_percent=20),
    "mean": BiochemicalCriteria(baseline="mean"),
    "highest": BiochemicalCriteria(baseline="highest"),
    "single_rise_open": BiochemicalCriteria(single_rise="not evaluable"),
}


@pytest.fixture(scope="module")
def thirteen() -> Cohort:
    return read_cohort(FOLDER / "cohort")


@pytest.fixture(scope="module")
def expected() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "expected.csv", dtype="string").fillna("")


def followed(cohort: Cohort, criteria: BiochemicalCriteria) -> pd.DataFrame:
    treated = first_treatments(cohort.patients, cohort.treatments)
    found = biochemical_followup(cohort.labs, treated, criteria=criteria)
    return found.assign(unconfirmed=found["unconfirmed"].map({True: "yes", False: "no"}))


def test_first_followup(thirteen: Cohort, expected: pd.DataFrame) -> None:
    columns = ["patient_id", "cga", "hiaa", "response", "days", "unconfirmed", "fate"]
    told = followed(thirteen, BiochemicalCriteria())[columns].astype("string").fillna("")
    assert told.to_numpy().tolist() == expected[columns].to_numpy().tolist()


@pytest.mark.parametrize("reading", READINGS)
def test_each_reading(thirteen: Cohort, expected: pd.DataFrame, reading: str) -> None:
    found = followed(thirteen, READINGS[reading])["response"].astype("string").fillna("")
    assert found.tolist() == expected[reading].tolist()
