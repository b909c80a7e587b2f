"""The declaration itself: what follows from it must say the same as it does."""

from __future__ import annotations

import pandas as pd
import pytest
from small_cohort import FILES

from mibg.cohort import TABLES, dictionary_markdown
from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.dates import parse_date
from mibg.cohort.limits import AnyCode, Between, Constraint, OneLine, OneOf
from mibg.cohort.order import ORDERS
from mibg.cohort.rules import RULES
from mibg.cohort.schema import Violation, schema_of, violations
from mibg.cohort.study import STUDY_KEYS

# Tables and columns as the design of the book lists them, keys first; copied by hand.
DESIGNED = {
    "patients": "patient_id sex race age_at_treatment primary_site tumor_type stage_at_treatment diagnosis_date "
    "metastatic_date death_date death_source alive_on observed_until grade performance_status",
    "treatments": "patient_id treatment_date agent activity_mbq",
    "therapies": "patient_id therapy timing start_date stop_date",
    "metastases": "patient_id site",
    "exams": "patient_id exam_date modality source evaluable uptake scan_activity new_lesions non_target",
    "findings": "patient_id exam_date modality finding",
    "lesions": "patient_id exam_date modality lesion_id organ is_node state diameter_mm",
    "labs": "patient_id lab_date analyte value unit specimen assay upper_limit",
    "symptoms": "patient_id visit_date symptom present change",
}
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in TABLES for column in table.columns
]


def test_tables_and_columns_are_those_of_the_design() -> None:
    assert {table.name: " ".join(table.names) for table in TABLES} == DESIGNED
    assert [table.name for table in TABLES if table.required] == ["patients", "treatments"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_key_names_columns_and_a_parent_is_found_by_its_own_key(table: Table) -> None:
    assert set(table.key) <= set(table.names)
    parents = {other.name: other for other in TABLES}
    assert table.parent is None or set(parents[table.parent].key) <= set(table.key)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_pandera_is_told_what_the_contract_declares(table: Table, column: Column) -> None:
    declared = schema_of(table).columns[column.name]
    assert str(declared.dtype).startswith(column.kind.dtype)
    assert declared.nullable is not column.filled
    assert len(declared.checks) == (column.constraint is not None)
    assert schema_of(table).unique == list(table.key)


def test_what_pandera_finds_comes_back_by_row_and_column() -> None:
    # By hand: row 2 is valid, 3 repeats it, 4 lacks a site, 5 is no code.
    table = next(table for table in TABLES if table.name == "metastases")
    frame = pd.DataFrame({"patient_id": ["A", "A", "A", "A"], "site": ["liver", "liver", None, "Bone!"]}, [2, 3, 4, 5])
    assert violations(table, frame.astype("string")) == (
        Violation(3, "patient_id", "repeated"),
        Violation(4, "site", "empty"),
        Violation(5, "site", "constraint"),
    )


# constraint, values that hold, values that do not, words of its sentence; by hand
CONSTRAINTS = [
    (OneOf({"no": "", "yes": "seen"}), ["no", "yes"], ["Yes", "maybe"], "one of `no`, `yes` (seen)"),
    (AnyCode({"liver": ""}), ["liver", "g1_x", "5ht"], ["Liver", "a b", "_a", "=1+1"], "such as `liver`"),
    (Between(0, 120), [0.0, 120.0], [-0.1, 120.1], "from 0 to 120"),
    (Between(0, 9, above_low=True), [0.1, 9.0], [0.0, 9.1], "above 0 to 9"),
    (OneLine(3), ["a", "abc"], ["abcd", "a\nb", "\x7f"], "at most 3 characters"),
]


@pytest.mark.parametrize(("constraint", "good", "bad", "words"), CONSTRAINTS)
def test_a_constraint_checks_what_its_sentence_says(
    constraint: Constraint, good: list[object], bad: list[object], words: str
) -> None:
    dtype = "float64" if isinstance(constraint, Between) else "string"
    assert constraint.holds(pd.Series(good, dtype=dtype)).all()
    assert not constraint.holds(pd.Series(bad, dtype=dtype)).any()
    assert words in constraint.sentence


@pytest.mark.parametrize(
    ("text", "first", "imputed", "last"),
    [
        # Days of the calendar, by hand; 1996 is a leap year.
        ("1996-05-31", "1996-05-31", "1996-05-31", "1996-05-31"),
        ("1996-02", "1996-02-01", "1996-02-15", "1996-02-29"),
        ("1996", "1996-01-01", "1996-07-01", "1996-12-31"),
    ],
)
def test_a_partial_date_is_taken_as_the_middle_of_what_is_known(text: str, first: str, imputed: str, last: str) -> None:
    read = parse_date(text)
    assert [day.isoformat() for day in (read.first, read.day, read.last)] == [first, imputed, last]


def test_the_dictionary_tells_every_column_key_and_rule() -> None:
    page = dictionary_markdown()
    sections = {part.split("\n")[0]: part for part in page.split("## ")[1:]}
    for table in TABLES:
        rows = [line for line in sections[table.file].splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(table.names)
        assert all(
            column.meaning in row and (column.constraint is None or column.constraint.sentence in row)
            for column, row in zip(table.columns, rows, strict=True)
        )
    assert all(f"| `{key.name}` |" in sections["study.yaml"] for key in STUDY_KEYS)
    assert all(rule in sections["Rules"] for rule in [*RULES, *(order.sentence for order in ORDERS)])


def test_no_cell_of_the_dictionary_breaks_its_table() -> None:
    rows = [line for line in dictionary_markdown().splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {5}


def test_orders_speak_of_dates_that_exist() -> None:
    dates = {(table.name, column.name) for table in TABLES for column in table.columns if column.kind is Kind.DATE}
    assert {(place.table, place.column) for order in ORDERS for place in (order.earlier, order.later)} <= dates


def test_the_valid_cohort_of_these_tests_has_every_table() -> None:
    assert set(FILES) == {"study.yaml", *(table.file for table in TABLES)}
