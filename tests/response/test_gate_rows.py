"""Rows are told apart by their keys, which are text and days, and never by their labels; absurd sizes are refused."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from course_tables import labs, symptoms
from imaging_tables import exam_rows, finding_rows, first_treatment, typed

from mibg.response import (
    InvalidFindings,
    assess_complaints,
    assess_exams,
    assess_labs,
    assess_measured,
    assess_symptoms,
)

FIRST = first_treatment(["A"])
DAYS = ("1999-12-01", "2000-04-10")
LATER = pd.Timedelta(hours=9)
EXAM = {"patient_id": "A", "modality": "CT"}
EXAMS = exam_rows([{**EXAM, "exam_date": day} for day in DAYS])
WORDS = finding_rows("A 2000-04-10 CT", "larger")
SIZES = [
    {**EXAM, "exam_date": day, "lesion_id": lesion, "state": "measured", "diameter_mm": size}
    for day, size in zip(DAYS, (20, 10), strict=True)
    for lesion in ("T1", "T2")
]
SIZED = typed("lesions", SIZES)
MEASURED = pd.DataFrame(columns=["patient_id", "date", "modality", "response", "rule"])
LABS = labs({"A": "-5:100 91:130 150:130"})
SYMPTOMS = symptoms({"A": "-10:pain=yes 100:pain=better"})
BY_TABLE: dict[str, tuple[pd.DataFrame, Callable[[pd.DataFrame], pd.DataFrame]]] = {
    "exams": (EXAMS, lambda exams: assess_measured(exams, WORDS, SIZED, FIRST)),
    "findings": (WORDS, lambda findings: assess_exams(EXAMS, findings, MEASURED, FIRST)),
    "lesions": (SIZED, lambda lesions: assess_measured(EXAMS, WORDS, lesions, FIRST)),
    "labs": (LABS, lambda rows: assess_labs(rows, FIRST)),
    "symptoms": (SYMPTOMS, lambda rows: assess_symptoms(rows, FIRST)),
}


@pytest.mark.parametrize("table", BY_TABLE)
def test_the_labels_of_rows_say_nothing(table: str) -> None:
    """Tables laid below each other have labels that occur twice."""
    rows, judge = BY_TABLE[table]
    expected = judge(rows)
    assert len(expected)
    pd.testing.assert_frame_equal(judge(rows.set_axis([0] * len(rows))), expected)


def test_complaints_of_patients_laid_below_each_other_stay_their_own() -> None:
    better, worse = symptoms({"A": "-10:pain=yes 100:pain=better"}), symptoms({"B": "-10:pain=yes 100:pain=worse"})
    found = assess_complaints(pd.concat([better, worse]), first_treatment(["A", "B"]))
    assert found[["patient_id", "rule"]].to_numpy().tolist() == [["A", "improved.stated"], ["B", "worse.stated"]]


@pytest.mark.parametrize("table", BY_TABLE)
def test_a_time_of_day_is_refused(table: str) -> None:
    """Two values of one day are no two serial measurements, nor has a report of nine o'clock another exam."""
    rows, judge = BY_TABLE[table]
    day = next(name for name in rows if str(name).endswith("_date"))
    with pytest.raises(InvalidFindings, match=f"{table}, column {day}: a date is a day, without a time of day; take"):
        judge(rows.assign(**{str(day): rows[day] + LATER}))


@pytest.mark.parametrize("table", BY_TABLE)
def test_an_id_is_text(table: str) -> None:
    rows, judge = BY_TABLE[table]
    mixed = rows.assign(patient_id=pd.Series([*rows["patient_id"].iloc[:-1], 1.5], rows.index, dtype=object))
    with pytest.raises(InvalidFindings, match=f"{table}, column patient_id: a value is text; make it so with astype"):
        judge(mixed)


@pytest.mark.parametrize("table", ["exams", "findings", "lesions"])
def test_a_patient_is_not_text_here_and_a_number_there(table: str) -> None:
    """The patient 1 of one table would not be the patient "1" of another."""
    rows, judge = BY_TABLE[table]
    with pytest.raises(InvalidFindings, match=f"patient_id is .*a number in {table}.*; make it text in each"):
        judge(rows.assign(patient_id=1))


def test_patients_may_be_numbered_throughout() -> None:
    exams, words, sizes = (rows.assign(patient_id=7) for rows in (EXAMS, WORDS, SIZED))
    found = assess_measured(exams, words, sizes, FIRST.set_axis(pd.Index([7], name="patient_id")))
    expected = assess_measured(EXAMS, WORDS, SIZED, FIRST)
    pd.testing.assert_frame_equal(found.drop(columns="patient_id"), expected.drop(columns="patient_id"))
    assert found["patient_id"].tolist() == [7] * len(found)


@pytest.mark.parametrize("mm", [10_000.5, 5e12, 9.3e15])
def test_an_absurd_diameter_is_refused(mm: float) -> None:
    with pytest.raises(InvalidFindings, match="a diameter is from 0 to 10,000 mm: patient_id A, exam_date"):
        assess_measured(EXAMS, WORDS, SIZED.assign(diameter_mm=mm), FIRST)


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (FIRST.astype(str), "a first treatment is a date; make it one with pandas.to_datetime"),
        (pd.concat([FIRST, FIRST]), "a patient has one first treatment"),
    ],
)
def test_first_treatments(first: pd.Series, message: str) -> None:
    with pytest.raises(InvalidFindings, match=message):
        assess_labs(LABS, first)
    with pytest.raises(InvalidFindings, match=message):
        assess_symptoms(SYMPTOMS, first)


@pytest.mark.parametrize("table", BY_TABLE)
def test_a_column_that_stands_twice_is_refused(table: str) -> None:
    rows, judge = BY_TABLE[table]
    with pytest.raises(InvalidFindings, match=f"{table} has columns that stand twice: patient_id; keep one of each"):
        judge(pd.concat([rows, rows[["patient_id"]]], axis=1))
