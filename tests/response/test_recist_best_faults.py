"""Assessments that the best response cannot count are refused with their rows."""

from __future__ import annotations

import pandas as pd
import pytest
from recist_tables import BASELINE

from mibg.response import InvalidFindings, best_overall_response

DAYS = BASELINE + pd.to_timedelta([50, 90], unit="D")
ROWS = pd.DataFrame({"patient_id": "P", "date": DAYS, "response": ["PR", "CR"]})
FIRST = ROWS.index == 0
REFERENCE = pd.Series(BASELINE, index=pd.Index(["P"], name="patient_id"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROWS.assign(date=DAYS[0]), "one assessment a day; keep the one that counts: patient_id P, date 2000-02-20"),
        (ROWS.assign(date=[DAYS[0], DAYS[0] + pd.Timedelta(hours=5)]), "a date is a day, without a time"),
        (ROWS.assign(response=["PR", "partial"]), "a value is one of CR, PR, SD, .*: row 1, .*, response partial"),
        (ROWS.assign(response=["PR", "improved"]), "assessments, column response: a value is one of CR"),
        (ROWS.assign(response=ROWS["response"].where(FIRST)), "assessments, column response: no cell is empty"),
        (ROWS.assign(date=ROWS["date"].where(FIRST)), "column date: no cell is empty; .*: row 1, patient_id P"),
        (ROWS.assign(date=["2000-02-20", "2000-03-31"]), "assessments, column date: a value is a date"),
        (ROWS.assign(patient_id=["P", "Q"]), "a patient with a reference date: patient_id Q, date 2000-03-31"),
        (ROWS.drop(columns="response"), "assessments lacks the columns response"),
    ],
)  # fmt: skip
def test_assessments(rows: pd.DataFrame, message: str) -> None:
    with pytest.raises(InvalidFindings, match=message):
        best_overall_response(rows, REFERENCE)


def test_reference_dates() -> None:
    with pytest.raises(InvalidFindings, match="a patient has one reference date: patient_id P"):
        best_overall_response(ROWS, pd.concat([REFERENCE, REFERENCE]))
    with pytest.raises(InvalidFindings, match=r"a reference date is a date; .*: patient_id P"):
        best_overall_response(ROWS, pd.Series("2000-01-01", index=REFERENCE.index))


def test_faults_are_told_together() -> None:
    rows = ROWS.assign(patient_id="Q", date=DAYS[0])
    with pytest.raises(InvalidFindings) as told:
        best_overall_response(rows, REFERENCE)
    assert len(str(told.value).splitlines()) == 2


def test_nothing_assessed_is_no_fault() -> None:
    for rows in (ROWS.iloc[:0], pd.DataFrame(columns=ROWS.columns)):
        found = best_overall_response(rows, REFERENCE)
        assert found["rule"].tolist() == ["best.not_assessed"]
