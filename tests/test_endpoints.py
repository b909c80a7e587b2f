"""Overall survival from the dates of four patients; expected days counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from mibg.cohort import Cohort, Study
from mibg.endpoints import Endpoint, overall_survival

END = date(2010, 1, 31)
PATIENTS = pd.DataFrame(
    {
        "patient_id": ["died", "alive", "died_later", "undated"],
        "diagnosis_date": pd.to_datetime(["2009-12-01", "2009-12-31", "2009-12-31", ""]),
        "death_date": pd.to_datetime(["2010-01-11", "", "2010-03-01", ""]),
        "alive_on": pd.to_datetime(["", "2010-01-21", "", ""]),
    }
)
TREATMENTS = pd.DataFrame(
    {
        "patient_id": ["died", "alive", "died_later", "undated", "undated"],
        "treatment_date": pd.to_datetime(["2010-01-01", "2010-01-01", "2010-01-01", "2010-01-05", "2010-01-09"]),
    }
)


def cohort(complete: bool = True, step: int = 1) -> Cohort:
    study = Study(
        title="Four", origin="other", study_end=END, vital_status_complete=complete, source="", licence="",
        treatment="",
    )  # fmt: skip
    tables = {"patients": PATIENTS[::step], "treatments": TREATMENTS[::step]}
    return Cohort(study, tables, frozenset(tables))


def survival(complete: bool = True, since: str = "treatment", late_entry: bool = False) -> Endpoint:
    return overall_survival(cohort(complete), since=since, late_entry=late_entry)


def days(endpoint: Endpoint) -> dict[str, tuple[float, bool]]:
    rows = zip(endpoint.patients, endpoint.times.time, endpoint.times.event, strict=True)
    return {str(name): (float(time), bool(event)) for name, time, event in rows}


def test_a_death_after_the_study_is_censored_at_its_end() -> None:
    assert days(survival()) == {
        "died": (10, True), "alive": (30, False), "died_later": (30, False), "undated": (26, False),
    }  # fmt: skip


def test_without_complete_vital_status_the_living_are_censored_when_last_seen() -> None:
    assert days(survival(complete=False)) == {
        "died": (10, True), "alive": (20, False), "died_later": (0, False), "undated": (4, False),
    }  # fmt: skip


def test_patients_without_time_zero_are_left_out_and_counted() -> None:
    found = survival(since="diagnosis")
    assert "undated" not in days(found)
    assert found.without_date == 1


def test_from_diagnosis_a_patient_enters_at_treatment() -> None:
    late, naive = survival(since="diagnosis", late_entry=True), survival(since="diagnosis")
    assert late.times.entry.tolist() == [1, 31, 1]
    assert np.isinf(naive.times.entry).all()
    assert late.entry != naive.entry


def test_the_times_of_some_patients() -> None:
    assert len(survival().of(np.array(["alive", "died"]))) == 2


def test_the_order_of_rows_changes_nothing() -> None:
    shuffled = overall_survival(cohort(step=-1))
    assert days(shuffled) == days(survival())


def test_an_unknown_time_zero_is_an_error() -> None:
    with pytest.raises(KeyError, match="birth_date"):
        survival(since="birth")
