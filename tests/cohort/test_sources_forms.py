"""One cohort in every form: the same content is read, and a fault is told where its user sees it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from any_cohort import cohorts
from forms import as_parquet, as_redcap, as_workbook
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from small_cohort import FILES, STUDY, put
from test_cohort_faults import lines_of

from mibg.cohort import Cohort, read_cohort, write_cohort


def every_form(cohort: Cohort, folder: Path) -> list[Path]:
    return [
        as_parquet(cohort, folder / "parquet"),
        as_workbook(cohort, folder / "excel"),
        as_redcap(cohort, folder / "raw", labels=False),
        as_redcap(cohort, folder / "labels", labels=True),
        as_redcap(cohort, folder / "words", labels=True, words=True),
    ]


@pytest.fixture
def small(tmp_path: Path) -> Cohort:
    return read_cohort(put(tmp_path / "csv", FILES))


def test_every_table_is_the_same_in_every_form(tmp_path: Path, small: Cohort) -> None:
    for folder in every_form(small, tmp_path):
        again = read_cohort(folder)
        assert again.present == small.present, folder.name
        assert again.digest == small.digest, folder.name


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(cohorts())
def test_any_valid_cohort_is_the_same_in_every_form(tables: dict[str, pd.DataFrame]) -> None:
    with TemporaryDirectory() as place:
        study = read_cohort(put(Path(place) / "small", FILES)).study
        cohort = write_cohort(tables, study, Path(place) / "csv")
        assert {read_cohort(folder).digest for folder in every_form(cohort, Path(place))} == {cohort.digest}


def test_a_file_alone_is_named_as_well_as_its_folder(tmp_path: Path, small: Cohort) -> None:
    workbook, export = as_workbook(small, tmp_path / "excel"), as_redcap(small, tmp_path / "raw", labels=False)
    assert read_cohort(workbook / "cohort.xlsx").digest == small.digest
    assert read_cohort(export / "export.csv").digest == small.digest


def test_forms_are_mixed_in_a_folder_but_a_table_is_there_once(tmp_path: Path, small: Cohort) -> None:
    folder = as_parquet(small, tmp_path / "mixed")
    (folder / "labs.parquet").unlink()
    put(folder, {"labs.csv": FILES["labs.csv"]})
    assert read_cohort(folder).digest == small.digest
    put(folder, {"exams.csv": FILES["exams.csv"]})
    assert [line for line in lines_of(folder) if "exams.parquet" in line] == [
        "exams.parquet: a table that is there in two forms; keep one of them"
    ]


# sheet, cell, what is put into it, the only line told; rows and letters as the spreadsheet shows them
IN_A_WORKBOOK = [
    ("patients", "B3", "man", "cohort.xlsx, sheet patients, row 3, column sex: 'man': not a code of this column; "
     "write one of female, male"),
    ("labs", "D2", "=1/3", "cohort.xlsx, sheet labs, row 2, column D: '=1/3': a formula without its value; "
     "open the workbook in a spreadsheet and save it, or write the value itself"),
    ("treatments", "B2", datetime(1999, 3, 4, 10, 30), "cohort.xlsx, sheet treatments, row 2, column treatment_date: "
     "'1999-03-04 10:30:00': not an ISO 8601 date; "
     "write it as year-month-day, such as 1996-05-31 (1996-05 or 1996 if no more is known)"),
    ("study", "B4", "2015", "cohort.xlsx, sheet study, row 4, column study_end: '2015': not a whole date; "
     "give the day too, such as 2014-12-31"),
    ("symptoms", "H2", "?", "cohort.xlsx, sheet symptoms, row 2: 8 cells where the header has 5; "
     "clear what stands beside the table"),
]  # fmt: skip


@pytest.mark.parametrize("case", IN_A_WORKBOOK)
def test_a_fault_of_a_workbook_names_sheet_row_and_column(
    tmp_path: Path, small: Cohort, case: tuple[str, str, str | datetime, str]
) -> None:
    sheet, cell, value, line = case
    path = as_workbook(small, tmp_path / "excel") / "cohort.xlsx"
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    assert line in lines_of(path)
    assert {told.split(", row")[0] for told in lines_of(path)} == {f"cohort.xlsx, sheet {sheet}"}


def test_a_workbook_without_a_study_and_with_two(tmp_path: Path, small: Cohort) -> None:
    path = as_workbook(small, tmp_path / "excel") / "cohort.xlsx"
    put(path.parent, {"study.yaml": STUDY})
    assert lines_of(path) == [
        "cohort.xlsx, sheet study: the study is in study.yaml too; keep one of them, study.yaml or the sheet"
    ]
    book = load_workbook(path)
    del book["study"]
    book.save(path)
    assert read_cohort(path).digest == small.digest
    (path.parent / "study.yaml").unlink()
    assert lines_of(path) == ["study.yaml: the file is missing; add it; the data dictionary lists its keys"]


def test_a_workbook_names_missing_and_unknown_sheets(tmp_path: Path, small: Cohort) -> None:
    path = as_workbook(small, tmp_path / "excel") / "cohort.xlsx"
    book = load_workbook(path)
    book["labs"].title = "lab"
    del book["treatments"]
    book.save(path)
    assert lines_of(path) == [
        "cohort.xlsx, sheet treatments: it is missing; add it; every cohort has this table",
        "cohort.xlsx, sheet lab: not a table of the contract; rename it to cohort.xlsx, sheet labs",
    ]


def test_a_workbook_stands_alone(tmp_path: Path, small: Cohort) -> None:
    folder = as_workbook(small, tmp_path / "excel")
    put(folder, {"patients.csv": FILES["patients.csv"]})
    assert lines_of(folder) == [
        "cohort.xlsx: a workbook beside other tables; keep one of the forms in the folder, or name the file"
    ]


def test_a_fault_of_an_export_names_its_row_and_field(tmp_path: Path, small: Cohort) -> None:
    path = as_redcap(small, tmp_path / "raw", labels=False) / "export.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("male", "man"), encoding="utf-8")
    # By hand: header 1, patients A 2 and B 3.
    assert "export.csv, row 3, column pati_sex (sex): 'man': not a code of this column; write one of female, male" in (
        lines_of(path)
    )


def test_an_export_of_several_events_is_refused(tmp_path: Path) -> None:
    export = "record_id,redcap_event_name,redcap_repeat_instrument\nA,baseline,\nA,month_3,\n"
    assert lines_of(put(tmp_path, {"study.yaml": STUDY, "export.csv": export}))[0] == (
        "export.csv, row 1, column redcap_event_name: 2 events (baseline, month_3), "
        "where a row must be of a patient or of an instrument; export one event"
    )
