"""Reports, scans, laboratory values and symptoms that do not keep to the contract are refused, by whatever rule."""

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
    assess_reports,
    assess_scans,
    assess_symptoms,
    biochemical_followup,
)
from mibg.response.symptoms import complaint_followup

FIRST = first_treatment(["A"])
DAYS = ("1999-12-01", "2000-04-10")
EXAMS = exam_rows([{"patient_id": "A", "exam_date": day, "modality": "CT"} for day in DAYS])
WORDS = finding_rows("A 2000-04-10 CT", "larger")
LESIONS = typed("lesions", [])
MEASURED = pd.DataFrame(columns=["patient_id", "date", "modality", "response", "rule"])
LABS = labs({"A": "-5:100 91:130 150:130"})
SYMPTOMS = symptoms({"A": "-10:pain=yes 100:pain=better"})

Judged = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
IMAGING: dict[str, Judged] = {
    "reports": assess_reports,
    "scans": assess_scans,
    "exams": lambda exams, findings: assess_exams(exams, findings, MEASURED, FIRST),
    "measured": lambda exams, findings: assess_measured(exams, findings, LESIONS, FIRST),
}


@pytest.mark.parametrize("judge", IMAGING.values(), ids=IMAGING)
def test_every_unknown_code_of_exams_and_reports_is_told(judge: Judged) -> None:
    """Five faults in two tables: each was taken for silence before."""
    wrong = {"uptake": "faint", "scan_activity": "less", "new_lesions": "perhaps", "non_target": "larger"}
    exams = EXAMS.astype({"evaluable": object}).assign(evaluable="no", **wrong)
    with pytest.raises(InvalidFindings) as told:
        judge(exams, WORDS.assign(finding="bigger"))
    lines = str(told.value).splitlines()
    places = [f"exams, column {name}" for name in ("evaluable", *wrong)] + ["findings, column finding"]
    assert [line.split(":")[0] for line in lines] == places
    assert lines[-1].endswith("correct it: row 0, patient_id A, exam_date 2000-04-10, modality CT, finding bigger")


def test_an_unknown_modality_is_not_judged_by_its_report() -> None:
    with pytest.raises(InvalidFindings, match="exams, column modality: a value is one of CT, MRI, scan"):
        assess_exams(EXAMS.assign(modality="SPECT"), WORDS, MEASURED, FIRST)


def test_what_the_contract_does_not_ask_for_may_be_absent() -> None:
    key = ["patient_id", "exam_date", "modality"]
    assert assess_reports(EXAMS[key], WORDS)["response"].tolist() == ["NE", "PD"]
    expected = assess_exams(EXAMS, WORDS, MEASURED, FIRST)
    pd.testing.assert_frame_equal(assess_exams(EXAMS[key], WORDS, MEASURED, FIRST), expected)
    assert assess_measured(EXAMS[key], WORDS, LESIONS, FIRST).empty
    expected = assess_labs(LABS, FIRST)
    pd.testing.assert_frame_equal(assess_labs(LABS.drop(columns=["specimen", "assay"]), FIRST), expected)


@pytest.mark.parametrize("column", ["present", "change"])
def test_symptoms_may_tell_only_of_change_or_only_of_presence(column: str) -> None:
    expected = assess_complaints(SYMPTOMS.assign(**{column: None}), FIRST)
    pd.testing.assert_frame_equal(assess_complaints(SYMPTOMS.drop(columns=column), FIRST), expected)
    assert len(complaint_followup(SYMPTOMS.drop(columns=column), FIRST)) == 1


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("value", "130", "a value is a number; .*, analyte CgA, value 130"),
        ("value", "< 5", "a value is a number; .*, value < 5"),
        ("value", None, "no cell is empty"),
        ("analyte", "NSE", "a value is one of CgA, 5-HIAA; correct it: .*, analyte NSE"),
        ("lab_date", "2000-04-01", "a value is a date"),
        ("unit", None, "no cell is empty"),
    ],
)
@pytest.mark.parametrize("judge", [assess_labs, biochemical_followup])
def test_laboratory_values(judge: Judged, column: str, value: object, message: str) -> None:
    wrong = LABS.assign(**{column: pd.Series(value, LABS.index, dtype=object)})
    with pytest.raises(InvalidFindings, match=f"labs, column {column}: .*{message}"):
        judge(wrong, FIRST)  # type: ignore[arg-type]


def test_an_unnamed_specimen_is_the_usual_one_in_any_type_of_column() -> None:
    expected = assess_labs(LABS.assign(specimen="serum"), FIRST)
    for kind in (object, "string", "category"):
        specimen = pd.Series(None, LABS.index, dtype=kind)
        pd.testing.assert_frame_equal(assess_labs(LABS.assign(specimen=specimen), FIRST), expected)


def test_tables_without_rows_need_no_types() -> None:
    untyped = {name: pd.DataFrame(columns=table.columns) for name, table in (("labs", LABS), ("symptoms", SYMPTOMS))}
    assert assess_labs(untyped["labs"], FIRST).empty
    assert biochemical_followup(untyped["labs"], FIRST)["fate"].tolist() == ["none"]
    assert assess_symptoms(untyped["symptoms"], FIRST).empty
    assert assess_exams(pd.DataFrame(columns=EXAMS.columns), WORDS, MEASURED, FIRST).empty


def test_an_exam_that_was_judged_twice_by_recist_is_refused() -> None:
    one = pd.DataFrame({"patient_id": "A", "date": pd.Timestamp(DAYS[1]), "modality": "CT", "response": ["PR", "SD"]})
    with pytest.raises(InvalidFindings, match=r"an exam has one assessment by RECIST: patient_id A, .*response SD"):
        assess_exams(EXAMS, WORDS, one.assign(rule="made up"), FIRST)


def test_numbers_may_stand_in_a_column_of_objects() -> None:
    pd.testing.assert_frame_equal(
        assess_labs(LABS.astype({"value": object}), FIRST), assess_labs(LABS, FIRST), check_dtype=False
    )


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("present", "no", "a value is True or False; .*, symptom pain, present no"),
        ("change", "Improved", "a value is one of improved, unchanged, worse; correct it: .*, change Improved"),
        ("visit_date", "2000-04-10", "a value is a date"),
        ("symptom", None, "no cell is empty"),
    ],
)
@pytest.mark.parametrize("judge", [assess_complaints, assess_symptoms, complaint_followup])
def test_symptoms(judge: Judged, column: str, value: object, message: str) -> None:
    wrong = SYMPTOMS.assign(**{column: pd.Series(value, SYMPTOMS.index, dtype=object)})
    with pytest.raises(InvalidFindings, match=f"symptoms, column {column}: .*{message}"):
        judge(wrong, FIRST)  # type: ignore[arg-type]
