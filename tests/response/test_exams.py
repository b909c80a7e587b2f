"""One assessment for each exam; expected values by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from imaging_tables import exam_rows, finding_rows, first_treatment

from mibg.cohort import Cohort, read_cohort
from mibg.layout import worked_folder
from mibg.response import (
    InvalidFindings,
    assess_exams,
    assess_measured,
    fate_counts,
    first_treatments,
    imaging_followup,
    retreated,
)

WORKED = worked_folder("imaging")
AFTER = pd.Timestamp("2000-04-10")
UNMEASURED = pd.DataFrame({name: [] for name in ("patient_id", "date", "modality", "response", "rule")})
NO_FINDINGS = finding_rows("A 2000-01-01 CT", "")


@pytest.fixture(scope="module")
def twelve() -> Cohort:
    return read_cohort(WORKED / "cohort")


def of_twelve(twelve: Cohort, first: pd.Series) -> pd.DataFrame:
    """What RECIST says of the two patients whose lesions were measured: 48 of 80 mm, and 44 of 40 mm."""
    found = assess_measured(twelve.exams, twelve.findings, twelve.lesions, first)
    assert found[["patient_id", "response"]].to_numpy().tolist() == [["SYN-A", "PR"], ["SYN-G", "SD"]]
    return found


def measured(modality: str, response: str) -> pd.DataFrame:
    """One assessment by RECIST of patient A."""
    return pd.DataFrame(
        {"patient_id": ["A"], "date": [AFTER], "modality": [modality], "response": [response], "rule": ["by hand"]}
    )


def exam(day: object = AFTER, modality: str = "CT") -> dict[str, object]:
    return {"patient_id": "A", "exam_date": day, "modality": modality, "scan_activity": "unchanged"}


def test_twelve_worked_patients(twelve: Cohort) -> None:
    first = first_treatments(twelve.patients, twelve.treatments)
    found = imaging_followup(assess_exams(twelve.exams, twelve.findings, of_twelve(twelve, first), first), first)
    found["retreated"] = retreated(found, twelve.treatments)
    words = {True: "yes", False: "no"}
    told = found.assign(
        days=found["days"].astype("string"),
        conflict=found["conflict"].map(words),
        retreated=found["retreated"].map(words),
    )
    expected = pd.read_csv(WORKED / "expected.csv", dtype="string", keep_default_na=False)
    pd.testing.assert_frame_equal(told[expected.columns].astype(object).fillna("").astype("string"), expected)


@pytest.mark.parametrize(
    ("modality", "sized", "words", "expected"),
    [
        ("CT", "CT", "larger", ["PR", "recist"]),
        ("CT", "CT", "no_change smaller", ["PR", "recist"]),
        ("CT", "MRI", "larger", ["PD", "report"]),
        ("CT", "scan", "larger", ["PD", "report"]),
        ("MRI", "MRI", "larger", ["PR", "recist"]),
        ("scan", "scan", "larger", ["SD", "scan"]),
        ("scan", "CT", "larger", ["SD", "scan"]),
    ],
)
def test_measured_wins_over_words(modality: str, sized: str, words: str, expected: list[str]) -> None:
    findings = finding_rows(f"A 2000-04-10 {modality}", words)
    found = assess_exams(exam_rows([exam(modality=modality)]), findings, measured(sized, "PR"), first_treatment(["A"]))
    assert found[["response", "by"]].iloc[0].tolist() == expected


def test_measurements_that_cannot_be_judged_stand_too() -> None:
    findings = finding_rows("A 2000-04-10 CT", "larger")
    found = assess_exams(exam_rows([exam()]), findings, measured("CT", "NE"), first_treatment(["A"]))
    assert found[["response", "by"]].iloc[0].tolist() == ["NE", "recist"]


def test_exams_up_to_the_day_of_treatment_are_no_follow_up() -> None:
    exams = exam_rows([exam(day) for day in ("1999-12-01", "2000-01-01", "2000-01-02")])
    found = assess_exams(exams, NO_FINDINGS, UNMEASURED, first_treatment(["A"]))
    assert found["date"].tolist() == [pd.Timestamp("2000-01-02")]


def test_assessments_do_not_depend_on_the_order_of_rows(twelve: Cohort) -> None:
    first = first_treatments(twelve.patients, twelve.treatments)
    exams, findings = (table.sample(frac=1, random_state=2) for table in (twelve.exams, twelve.findings))
    shuffled = assess_exams(exams, findings, of_twelve(twelve, first).iloc[::-1], first)
    keys = ["patient_id", "date", "modality"]
    ordered = assess_exams(twelve.exams, twelve.findings, of_twelve(twelve, first), first)
    pd.testing.assert_frame_equal(shuffled.sort_values(keys, ignore_index=True), ordered)


def test_a_cohort_without_exams_has_no_assessments_and_only_fates() -> None:
    first = first_treatment(["A"])
    seen = assess_exams(exam_rows([]), NO_FINDINGS, UNMEASURED, first)
    assert seen.empty
    assert fate_counts(imaging_followup(seen, first))["none"] == 1


def test_an_exam_of_nobody_is_refused() -> None:
    with pytest.raises(InvalidFindings, match="a row is of a patient of the cohort: patient_id A"):
        assess_exams(exam_rows([exam()]), NO_FINDINGS, UNMEASURED, first_treatment(["B"]))
