"""Faults of whole folders, and what is told of several faults; single ones are in the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_cohort import FILES, put

from mibg.cohort import read_cohort
from mibg.faults import InputFaults


def lines_of(folder: Path) -> list[str]:
    with pytest.raises(InputFaults) as caught:
        read_cohort(folder)
    return [str(fault) for fault in caught.value.faults]


def test_the_cohort_that_the_catalogue_breaks_is_valid(tmp_path: Path) -> None:
    assert len(read_cohort(put(tmp_path, FILES)).patients) == 2


def test_an_invented_patient_is_refused_in_a_cohort_of_real_ones(tmp_path: Path) -> None:
    files = {name: text.replace("\nB,", "\nSYN-B,") for name, text in FILES.items()}
    assert lines_of(put(tmp_path, files)) == [
        "patients.csv, row 3, column patient_id: 'SYN-B': the mark of an invented patient, in a cohort that is no "
        "reconstruction; declare origin: reconstruction in study.yaml, or use another id"
    ]


def test_a_missing_an_empty_and_a_wrong_folder(tmp_path: Path) -> None:
    missing, empty, file = tmp_path / "missing", tmp_path / "empty", tmp_path / "file"
    empty.mkdir()
    file.touch()
    forms = (
        "name a folder of tables (.csv, .parquet), a workbook (.xlsx) or an export of REDCap (.csv), "
        "with study.yaml beside it"
    )
    assert lines_of(missing) == [f"{missing}: no such folder or file; {forms}"]
    assert lines_of(file) == [f"{file}: no form of a cohort; {forms}"]
    assert lines_of(empty) == [f"{empty}: the folder is empty; put study.yaml, patients.csv and treatments.csv into it"]


def test_required_files_are_named_when_they_are_missing(tmp_path: Path) -> None:
    assert lines_of(put(tmp_path, {"labs.csv": FILES["labs.csv"]})) == [
        "study.yaml: the file is missing; add it; the data dictionary lists its keys",
        "patients.csv: the file is missing; add it; every cohort has this table",
        "treatments.csv: the file is missing; add it; every cohort has this table",
    ]


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    folder = put(tmp_path, {name: text for name, text in FILES.items() if name != "patients.csv"})
    (folder / "patients.csv").mkdir()
    assert lines_of(folder) == ["patients.csv: the file is missing; add it; every cohort has this table"]


def test_a_cohort_has_patients(tmp_path: Path) -> None:
    headers = {name: FILES[name].splitlines()[0] for name in ("patients.csv", "treatments.csv")}
    assert lines_of(put(tmp_path, {**headers, "study.yaml": FILES["study.yaml"]})) == [
        "patients.csv: no patient; add a row for each patient"
    ]


def test_files_without_the_right_to_read_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path, {name: FILES[name] for name in ("study.yaml", "patients.csv", "treatments.csv")})

    def denied(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    monkeypatch.setattr(Path, "read_text", denied)
    assert lines_of(folder) == [
        f"{name}: cannot be read (Permission denied); see to the rights on the file"
        for name in ("study.yaml", "patients.csv", "treatments.csv")
    ]


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    broken: dict[str, str | bytes] = {
        **FILES,
        "study.yaml": FILES["study.yaml"].replace("origin: other", "origin: none"),
        "patients.csv": FILES["patients.csv"].replace("female,61", "woman,610").replace("male,50.5", "man,fifty"),
        "treatments.csv": FILES["treatments.csv"].replace("18500", "-1").replace("11100\n", "11100\nC,2001-01-01,5\n"),
        "labs.csv": b"\xff",
        "lab.csv": "x\n",
    }
    found = [line.split(":")[0] for line in lines_of(put(tmp_path, broken))]
    assert found == [
        "study.yaml, row 2, column origin",
        "patients.csv, row 2, column sex",
        "patients.csv, row 2, column age_at_treatment",
        "patients.csv, row 3, column sex",
        "patients.csv, row 3, column age_at_treatment",
        "treatments.csv, row 2, column activity_mbq",
        "treatments.csv, row 4, column patient_id",
        "labs.csv, row 1",
        "lab.csv",
    ]


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    # By hand: header 1, A 2, an empty line 3, a row of empty cells 4, B 5.
    spaced = FILES["patients.csv"].replace("\nB,male", "\n\n,,,,,,,,\nB,man")
    assert lines_of(put(tmp_path, {**FILES, "patients.csv": spaced}))[0].startswith("patients.csv, row 5, column sex")


def test_a_row_that_cannot_be_read_does_not_orphan_what_hangs_on_it(tmp_path: Path) -> None:
    ragged = FILES["patients.csv"].replace("B,male,", "B,male,,")
    assert [line.split(":")[0] for line in lines_of(put(tmp_path, {**FILES, "patients.csv": ragged}))] == [
        "patients.csv, row 3"
    ]
