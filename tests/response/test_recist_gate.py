"""Tables that do not keep to the contract are refused before RECIST judges them, whoever made them."""

from __future__ import annotations

import pandas as pd
import pytest
from recist_tables import baselines_of, course, exam_table, lesion_table

from mibg.response import InvalidFindings, assess_lesions

EXAMS = exam_table(course(50, 40, 30))
LESIONS = lesion_table(course(50, 40, 30))
BASELINES = baselines_of(["P"])
FOLLOW_UP = "row 1, patient_id P, exam_date 2000-03-01, modality CT"


def with_value(table: pd.DataFrame, column: str, value: object, row: int = 1) -> pd.DataFrame:
    """One cell of a column changed, the column made where there is none."""
    cells = table[column].astype(object) if column in table else pd.Series(None, table.index, dtype=object)
    changed = [value if place == row else cell for place, cell in enumerate(cells)]
    return table.assign(**{column: pd.Series(changed, table.index, dtype=object)})


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("new_lesions", "maybe", f"a value is one of no, equivocal, yes; correct it: {FOLLOW_UP}, new_lesions maybe"),
        ("new_lesions", True, f"a value is one of no, equivocal, yes; correct it: {FOLLOW_UP}, new_lesions True"),
        (
            "non_target",
            "gone",
            f"a value is one of none, .* correct it: {FOLLOW_UP}, non_target gone",
        ),
        ("evaluable", "no", f"a value is True or False; .*: {FOLLOW_UP}, evaluable no"),
        ("modality", "Scan", "a value is one of CT, MRI, scan; correct it: row 1, .*, modality Scan"),
        ("patient_id", None, "no cell is empty; fill it in, or leave the row out: row 1, patient_id None"),
        ("exam_date", "2000-03-01", "a value is a date; turn the column into dates with pandas.to_datetime"),
    ],
)
def test_exams(column: str, value: object, message: str) -> None:
    with pytest.raises(InvalidFindings, match=f"exams, column {column}: {message}"):
        assess_lesions(with_value(EXAMS, column, value), LESIONS, BASELINES)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("state", "shrunk", "one of measured, absent, too_small, not_evaluable; correct it: row 1, .*, state shrunk"),
        ("state", None, "no cell is empty; .*, state None"),
        ("is_node", "no", f"a value is True or False; .*: {FOLLOW_UP}, lesion_id T1, is_node no"),
        ("diameter_mm", "35", f"a value is a number; .* pandas.to_numeric: {FOLLOW_UP}, lesion_id T1, diameter_mm 35"),
        ("diameter_mm", True, "a value is a number; .*, diameter_mm True"),
        ("lesion_id", None, f"no cell is empty; fill it in, or leave the row out: {FOLLOW_UP}, lesion_id None"),
    ],
)
def test_lesions(column: str, value: object, message: str) -> None:
    with pytest.raises(InvalidFindings, match=f"lesions, column {column}: .*{message}"):
        assess_lesions(EXAMS, with_value(LESIONS, column, value), BASELINES)


@pytest.mark.parametrize("table", ["exams", "lesions", "baselines"])
def test_a_date_that_is_missing(table: str) -> None:
    tables = {"exams": EXAMS, "lesions": LESIONS, "baselines": BASELINES}
    dates = tables[table]["exam_date"]
    tables[table] = tables[table].assign(exam_date=dates.mask(dates.index == 0))
    with pytest.raises(InvalidFindings, match=f"{table}, column exam_date: no cell is empty; .*: row 0, patient_id P"):
        assess_lesions(**tables)


def test_disease_of_the_baseline_that_is_denied_later() -> None:
    """The data dictionary: none, there was none before treatment."""
    exams = with_value(EXAMS, "non_target", "persistent", row=0)
    denied, gone = (with_value(exams, "non_target", word, row=2) for word in ("none", "complete_response"))
    with pytest.raises(InvalidFindings, match=r"write complete_response where it is gone: patient_id P, .*none"):
        assess_lesions(denied, LESIONS, BASELINES)
    assert assess_lesions(gone, LESIONS, BASELINES)["non_target"].tolist() == ["NE", "CR"]


def test_every_fault_of_every_table_is_told_at_once() -> None:
    exams = with_value(with_value(EXAMS, "non_target", "gone"), "evaluable", "no", row=2)
    lesions = with_value(with_value(LESIONS, "is_node", "yes"), "lesion_id", None)
    with pytest.raises(InvalidFindings) as told:
        assess_lesions(exams, lesions, BASELINES.assign(modality="PET"))
    places = [line.split(":")[0] for line in str(told.value).splitlines()]
    assert places == [
        "exams, column evaluable",
        "exams, column non_target",
        "lesions, column lesion_id",
        "lesions, column is_node",
        "baselines, column modality",
    ]


def test_a_table_without_rows_measures_nothing_and_one_without_columns_is_refused() -> None:
    """No lesion was chosen and nothing is told: there is nothing to evaluate, at either follow-up exam."""
    found = assess_lesions(EXAMS, LESIONS.iloc[:0], BASELINES)
    assert found["response"].tolist() == ["NE", "NE"]
    untyped = pd.DataFrame(columns=LESIONS.columns)
    assert assess_lesions(EXAMS, untyped, BASELINES)["response"].tolist() == ["NE", "NE"]
    with pytest.raises(InvalidFindings, match="lesions lacks the columns patient_id, exam_date, modality, lesion_id, "):
        assess_lesions(EXAMS, pd.DataFrame(), BASELINES)


def test_numbers_and_truths_may_stand_in_columns_of_objects() -> None:
    lesions = LESIONS.astype({"diameter_mm": object, "is_node": object})
    expected = assess_lesions(EXAMS, LESIONS, BASELINES)
    pd.testing.assert_frame_equal(assess_lesions(EXAMS, lesions, BASELINES), expected)
