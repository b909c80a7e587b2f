"""Overall survival from the dates of four patients; expected days counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from mibg.cohort import Cohort, Study
from mibg.cohort.study import NO_CALENDAR
from mibg.endpoints import Endpoint, TimeZero, overall_survival, surviving_of_followed
from mibg.endpoints.overall import NEVER_AT_RISK, NO_TIME_ZERO

END = date(2010, 1, 31)
PATIENTS = pd.DataFrame(
    {
        "patient_id": ["died", "alive", "died_later", "undated"],
        "diagnosis_date": pd.to_datetime(["2009-12-01", "2009-12-31", "2009-12-31", ""]),
        "metastatic_date": pd.to_datetime(["2010-01-01", "2010-01-06", "2010-02-20", ""]),
        "death_date": pd.to_datetime(["2010-01-11", "", "2010-03-01", ""]),
        "alive_on": pd.to_datetime(["", "2010-01-21", "", ""]),
        "observed_until": pd.to_datetime(["", "", "", ""]),
    }
)
TREATMENTS = pd.DataFrame(
    {
        "patient_id": ["died", "alive", "died_later", "undated", "undated"],
        "treatment_date": pd.to_datetime(["2010-01-01", "2010-01-01", "2010-01-01", "2010-01-05", "2010-01-09"]),
    }
)
LABS = pd.DataFrame({"patient_id": ["undated"], "lab_date": pd.to_datetime(["2010-01-15"])})


def cohort(complete: bool = True, end: date | None = END, **tables: pd.DataFrame) -> Cohort:
    study = Study(
        title="Four", origin="other", study_end=end, vital_status_complete=complete, source="", licence="",
        treatment="",
    )  # fmt: skip
    tables = {"patients": PATIENTS, "treatments": TREATMENTS, **tables}
    return Cohort(study, tables, frozenset(tables))


def survival(complete: bool = True, since: TimeZero = "treatment", late_entry: bool = False) -> Endpoint:
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
        "died": (10, True), "alive": (20, False), "died_later": (30, False), "undated": (4, False),
    }  # fmt: skip


def test_any_table_can_show_that_a_patient_lived() -> None:
    assert days(overall_survival(cohort(complete=False, labs=LABS)))["undated"] == (10, False)


def test_metastases_after_the_study_are_no_time_zero() -> None:
    found = survival(since="metastatic")
    assert days(found) == {"died": (10, True), "alive": (25, False)}
    assert found.left_out[NO_TIME_ZERO] == 2


def test_metastases_after_first_treatment_put_at_risk_from_then_on() -> None:
    late = survival(since="metastatic", late_entry=True)
    assert days(late) == days(survival(since="metastatic"))
    assert not late.times.enter_late


def test_who_is_not_seen_after_the_day_of_entry_was_never_at_risk() -> None:
    never = pd.to_datetime(["", "", "", ""])
    seen = PATIENTS.assign(alive_on=pd.to_datetime(["", "2010-01-01", "", ""]), metastatic_date=never)
    found = overall_survival(cohort(complete=False, patients=seen), since="diagnosis", late_entry=True)
    assert days(found) == {"died": (41, True), "died_later": (31, False)}
    assert found.left_out == {NO_TIME_ZERO: 1, NEVER_AT_RISK: 1}


def test_a_patient_is_observed_until_an_end_of_his_own() -> None:
    """By hand: "alive" until day 9; the death of "died_later" and the study's end come first for the others."""
    own = PATIENTS.assign(observed_until=pd.to_datetime(["", "2010-01-10", "2010-06-30", ""]))
    found = overall_survival(cohort(patients=own))
    assert days(found) == {"died": (10, True), "alive": (9, False), "died_later": (30, False), "undated": (26, False)}


def test_without_an_end_of_the_study_each_own_end_stands_and_nothing_is_told_of_the_calendar() -> None:
    """By hand: who died needs no end of his own; a death after it is not counted."""
    own = PATIENTS.assign(observed_until=pd.to_datetime(["", "2010-01-10", "2010-02-10", "2010-01-20"]))
    found = overall_survival(cohort(end=None, patients=own))
    assert days(found) == {"died": (10, True), "alive": (9, False), "died_later": (40, False), "undated": (15, False)}
    followed = surviving_of_followed(found, 5)
    assert (bool(np.isnan(found.potential).all()), followed.value, followed.reason) == (True, None, NO_CALENDAR)


def test_the_rules_say_what_was_done() -> None:
    one, other = survival(), survival(complete=False, since="diagnosis", late_entry=True)
    for rule in ("time_zero", "censoring", "entry"):
        assert getattr(one.definition, rule) != getattr(other.definition, rule)
    assert one.definition.event == other.definition.event == "Death from any cause."


def test_patients_without_time_zero_are_left_out_and_counted() -> None:
    found = survival(since="diagnosis")
    assert "undated" not in days(found)
    assert found.left_out[NO_TIME_ZERO] == 1


def test_from_diagnosis_a_patient_enters_at_treatment() -> None:
    late, naive = survival(since="diagnosis", late_entry=True), survival(since="diagnosis")
    assert late.times.entry.tolist() == [1, 31, 1]
    assert np.isinf(naive.times.entry).all()
    assert late.definition.entry != naive.definition.entry


def test_the_times_of_some_patients() -> None:
    assert len(survival().of(np.array(["alive", "died"]))) == 2


def test_the_order_of_rows_changes_nothing() -> None:
    shuffled = overall_survival(cohort(patients=PATIENTS[::-1], treatments=TREATMENTS[::-1]))
    assert days(shuffled) == days(survival())


def test_an_unknown_time_zero_is_an_error() -> None:
    with pytest.raises(KeyError, match="birth_date"):
        survival(since="birth")  # type: ignore[arg-type]
