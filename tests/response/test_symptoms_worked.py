"""The ten worked patients of the chapter on symptomatic response; expected values worked out by hand beside them."""

from __future__ import annotations

import pandas as pd
import pytest

from mibg.cohort import Cohort, read_cohort
from mibg.layout import worked_folder
from mibg.response import COMPLAINT_FATES, assess_symptoms, complaint_followup, first_followup, first_treatments
from mibg.response.symptoms import SYMPTOM_RULES, Reading

FOLDER = worked_folder("symptoms")
HAD = next(iter(COMPLAINT_FATES))


@pytest.fixture(scope="module")
def ten() -> Cohort:
    return read_cohort(FOLDER / "cohort")


@pytest.mark.parametrize("reading", SYMPTOM_RULES)
def test_first_followup_by_each_reading(ten: Cohort, reading: Reading) -> None:
    expected = pd.read_csv(FOLDER / "expected.csv", dtype="string").fillna("")
    treated = first_treatments(ten.patients, ten.treatments)
    found = first_followup(assess_symptoms(ten.symptoms, treated, reading), treated)
    told = found[["patient_id", "response", "days", "fate"]].astype("string").fillna("")
    columns = ["patient_id", reading.replace(" ", "_"), "days", "fate"]
    assert told.to_numpy().tolist() == expected[columns].to_numpy().tolist()


def test_rates_by_complaint(ten: Cohort) -> None:
    treated = first_treatments(ten.patients, ten.treatments)
    found = complaint_followup(ten.symptoms, treated)
    had = found["fate"] == HAD
    counted = found.assign(
        had_it=had,
        improved=had & found["improved"],
        improved_of_followed=found["followed"] & found["improved"],
    )
    expected = pd.read_csv(FOLDER / "expected_rates.csv").set_index("symptom")
    pd.testing.assert_frame_equal(counted.groupby("symptom")[list(expected.columns)].sum(), expected)
