"""Every kind of fault and the line that a user reads. The lines are written by hand, and each is all that is told."""

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


# file, text in it, what it is replaced by, the only line told
IN_A_CELL = [
    (
        "patients.csv", "1996-05-01", "05/01/1996",
        "patients.csv, row 2, column diagnosis_date: '05/01/1996': not an ISO 8601 date; "
        "write it as year-month-day, such as 1996-05-31 (1996-05 or 1996 if no more is known)",
    ),
    (
        "patients.csv", "1996-05-01", "1996-02-30",
        "patients.csv, row 2, column diagnosis_date: '1996-02-30': no such day in the calendar; correct the date",
    ),
    (
        "patients.csv", "1996-05-01", "1896-05-01",
        "patients.csv, row 2, column diagnosis_date: '1896-05-01': outside the years 1900 to 2100; correct the date",
    ),
    # 35217 days after 1899-12-30 (Excel's 1900 system): 1996-06-01, by Excel's DATE(1996,6,1)
    (
        "patients.csv", "1996-05-01", "35217",
        "patients.csv, row 2, column diagnosis_date: '35217': Excel's serial number of a day, probably 1996-06-01; "
        "format the column as year-month-day in the spreadsheet and save it again",
    ),
    (
        "patients.csv", "female", "Female",
        "patients.csv, row 2, column sex: 'Female': not a code of this column; write female",
    ),
    (
        "patients.csv", "female", "2",
        "patients.csv, row 2, column sex: '2': not a code of this column; write one of female, male",
    ),
    (
        "patients.csv", "small_bowel", "Small bowel",
        "patients.csv, row 3, column primary_site: 'Small bowel': not a code; write small_bowel",
    ),
    (
        "patients.csv", "small_bowel", "Ärmel?",
        "patients.csv, row 3, column primary_site: 'Ärmel?': not a code; "
        "use lower-case letters, digits and underscores only",
    ),
    (
        "patients.csv", "61", "161",
        "patients.csv, row 2, column age_at_treatment: '161': out of range (from 0 to 120); "
        "correct it, or leave the cell empty if it is unknown",
    ),
    (
        "patients.csv", "61", "NA",
        "patients.csv, row 2, column age_at_treatment: 'NA': not a number; "
        "write digits alone, with a decimal point and without a unit",
    ),
    (
        "treatments.csv", "18500", "-5",
        "treatments.csv, row 2, column activity_mbq: '-5': out of range (above 0 to 100000); "
        "correct it, or leave the cell empty if it is unknown",
    ),
    (
        "treatments.csv", "18500", "0",
        "treatments.csv, row 2, column activity_mbq: '0': out of range (above 0 to 100000); "
        "correct it, or leave the cell empty if it is unknown",
    ),
    (
        "treatments.csv", "18500", "18500000",
        "treatments.csv, row 2, column activity_mbq: '18500000': out of range (above 0 to 100000); "
        "correct it, or leave the cell empty if it is unknown",
    ),
    (
        "treatments.csv", "18500", "500 mCi",
        "treatments.csv, row 2, column activity_mbq: '500 mCi': not a number; "
        "write digits alone, with a decimal point and without a unit",
    ),
    (
        "treatments.csv", "A,1999-03-04", "A,",
        "treatments.csv, row 2, column treatment_date: the cell is empty; fill it in, or remove the row",
    ),
    (
        "lesions.csv", "T1,no", "T1,nein",
        "lesions.csv, row 2, column is_node: 'nein': neither yes nor no; write yes or no",
    ),
    (
        "labs.csv", "ng/mL", "ng per mL of serum by the old assay",
        "labs.csv, row 2, column unit: 'ng per mL of serum by the old assay': longer than 20 characters; shorten it",
    ),
    (
        "labs.csv", "ng/mL", '"ng\n/mL"',
        "labs.csv, row 2, column unit: 'ng\\n/mL': holds a line break or a control character; write it on one line",
    ),
]  # fmt: skip

BETWEEN_CELLS = [
    (
        "patients.csv", "2001-02-03,chart,2001-01-01", "1999-03-03,chart,",
        [
            "treatments.csv, row 2, column treatment_date: '1999-03-04': after death_date 1999-03-03 "
            "(patients.csv, row 2); correct whichever of the two is wrong",
            "exams.csv, row 2, column exam_date: '1999-06-01': after death_date 1999-03-03 "
            "(patients.csv, row 2); correct whichever of the two is wrong",
            "exams.csv, row 3, column exam_date: '1999-06-01': after death_date 1999-03-03 "
            "(patients.csv, row 2); correct whichever of the two is wrong",
            "symptoms.csv, row 2, column visit_date: '1999-06-01': after death_date 1999-03-03 "
            "(patients.csv, row 2); correct whichever of the two is wrong",
        ],
    ),
    (
        "patients.csv", "1997-02-03", "1996-02-03",
        [
            "patients.csv, row 2, column diagnosis_date: '1996-05-01': after metastatic_date 1996-02-03 "
            "(patients.csv, row 2); correct whichever of the two is wrong"
        ],
    ),
    (
        "patients.csv", "1998-05-01", "2000-05-01",
        [
            "patients.csv, row 3, column diagnosis_date: '2000-05-01': after treatment_date 2000-01-02 "
            "(treatments.csv, row 3); correct whichever of the two is wrong"
        ],
    ),
    (
        "patients.csv", "1998-05-01", "2000-02",
        [
            "patients.csv, row 3, column diagnosis_date: '2000-02': taken as 2000-02-01, "
            "after treatment_date 2000-01-02 (treatments.csv, row 3); correct whichever of the two is wrong"
        ],
    ),
    (
        "patients.csv", "2001-01-01", "2001-03-01",
        [
            "patients.csv, row 2, column alive_on: '2001-03-01': after death_date 2001-02-03 "
            "(patients.csv, row 2); correct whichever of the two is wrong"
        ],
    ),
    (
        "patients.csv", "2012-03-04", "1999-03-04",
        [
            "treatments.csv, row 3, column treatment_date: '2000-01-02': after alive_on 1999-03-04 "
            "(patients.csv, row 3); correct whichever of the two is wrong"
        ],
    ),
    (
        "therapies.csv", "1996-06-01\n", "1995-06-01\n",
        [
            "therapies.csv, row 2, column start_date: '1996-06-01': after stop_date 1995-06-01 "
            "(therapies.csv, row 2); correct whichever of the two is wrong"
        ],
    ),
    (
        "treatments.csv", "B,2000-01-02,11100\n", "B,2000-01-02,11100\nB,2000-01-02,\n",
        [
            "treatments.csv, row 4, column patient_id, treatment_date: 'B, 2000-01-02': the same key as row 3; "
            "keep one of the two rows"
        ],
    ),
    (
        "patients.csv", "B,male", "A,male",
        [
            "patients.csv, row 3, column patient_id: 'A': the same key as row 2; keep one of the two rows"
        ],
    ),
    (
        "treatments.csv", "11100\n", "11100\nC,2001-01-01,5\n",
        [
            "treatments.csv, row 4, column patient_id: 'C': no such row in patients.csv; "
            "correct it, or add the row there"
        ],
    ),
    (
        "findings.csv", "CT", "MRI",
        [
            "findings.csv, row 2, column patient_id, exam_date, modality: 'A, 1999-06-01, MRI': "
            "no such row in exams.csv; correct it, or add the row there"
        ],
    ),
    (
        "treatments.csv", "B,2000-01-02,11100\n", "",
        [
            "patients.csv, row 3, column patient_id: 'B': no row in treatments.csv; "
            "add the treatment, or leave the patient out"
        ],
    ),
    (
        "treatments.csv", "11100\n", "11100\nB,2016-01-01,5\n",
        [
            "treatments.csv, row 4, column treatment_date: '2016-01-01': after alive_on 2012-03-04 "
            "(patients.csv, row 3); correct whichever of the two is wrong",
            "treatments.csv, row 4, column treatment_date: '2016-01-01': after study_end 2015-12-31 of study.yaml; "
            "correct the date or the study's end",
        ],
    ),
    (
        "patients.csv", "1998-05-01,,,,", "1998-05-01,,,ssdi,",
        [
            "patients.csv, row 3, column death_source: 'ssdi': a source of death without a death_date; "
            "give the date of death (its year will do), or clear the source"
        ],
    ),
    (
        "lesions.csv", "23.5", "",
        ["lesions.csv, row 2, column diameter_mm: a measured lesion without its diameter; give it in mm"],
    ),
    (
        "lesions.csv", "absent,", "absent,4",
        [
            "lesions.csv, row 3, column diameter_mm: '4': a diameter of a lesion whose state is not measured; "
            "clear it, or correct the state"
        ],
    ),
    (
        "exams.csv", "CT,,", "CT,,none",
        [
            "exams.csv, row 2, column scan_activity: 'none': given for an exam that is no scan; "
            "clear it, or correct the modality"
        ],
    ),
    (
        "study.yaml", "origin: other", "origin: reconstruction",
        [
            f"patients.csv, row {row}, column patient_id: '{name}': an invented patient without the mark of one; "
            "begin the id with SYN-"
            for row, name in ((2, "A"), (3, "B"))
        ],
    ),
]  # fmt: skip

IN_A_HEADER = [
    (
        "patients.csv", "primary_site", "primary_siet",
        "patients.csv, row 1, column primary_siet: not a column of this table; rename it to primary_site",
    ),
    (
        "patients.csv", "primary_site", "zygote",
        "patients.csv, row 1, column zygote: not a column of this table; "
        "remove it; the data dictionary lists the columns",
    ),
    (
        "patients.csv", "primary_site", "",
        "patients.csv, row 1: a column without a name; name it, or delete it",
    ),
    (
        "therapies.csv", "stop_date", "start_date",
        "therapies.csv, row 1, column start_date: a column that occurs more than once; keep one of them",
    ),
    (
        "labs.csv", ",unit\nA,1999-02-01,CgA,310,ng/mL", "\nA,1999-02-01,CgA,310",
        "labs.csv, column unit: a required column is missing; add it, with cells empty where unknown",
    ),
]  # fmt: skip

A_WHOLE_FILE: list[tuple[str, str | bytes, str]] = [
    ("labs.csv", "", "labs.csv: the file is empty; begin it with the header "
     "patient_id,lab_date,analyte,value,unit,specimen,assay,upper_limit"),
    ("labs.csv", "A,1999-02-01,CgA,310,ng/mL\n",
     "labs.csv: no header: its first row names no column of this table; begin with patient_id"),
    ("labs.csv", FILES["labs.csv"].replace(",", ";"), "labs.csv: columns are separated by semicolons; "
     "save it from the spreadsheet as CSV UTF-8 with commas"),
    ("labs.csv", FILES["labs.csv"].replace(",", "\t"), "labs.csv: columns are separated by tabs; "
     "save it from the spreadsheet as CSV UTF-8 with commas"),
    ("labs.csv", b"PK\x03\x04\x14 and so on",
     "labs.csv: not a table of text; save it from the spreadsheet as CSV UTF-8 with commas"),
    ("labs.csv", FILES["labs.csv"].encode("utf-16"),
     "labs.csv: not a table of text; save it from the spreadsheet as CSV UTF-8 with commas"),
    ("labs.csv", FILES["labs.csv"].replace("ng", "µg").encode("latin-1"),
     "labs.csv, row 2: byte 0xb5 is not UTF-8; save it from the spreadsheet as CSV UTF-8 with commas"),
    ("labs.csv", FILES["labs.csv"].replace("ng/mL", '"ng/mL'),
     "labs.csv, row 2: not a table from here on (unexpected end of data); close every double quote"),
    ("labs.csv", FILES["labs.csv"].replace("310", "3,10"),
     "labs.csv, row 2: 6 cells where the header has 5; "
     "put cells that hold a comma in double quotes, and add missing commas"),
    ("patient.csv", "x\n", "patient.csv: not a table of the contract; rename it to patients.csv"),
    ("Labs.csv", "x\n", "Labs.csv: not a table of the contract; rename it to labs.csv"),
    ("zygotes.csv", "x\n", "zygotes.csv: not a table of the contract; remove it; the tables are patients.csv, "
     "treatments.csv, therapies.csv, metastases.csv, exams.csv, findings.csv, lesions.csv, labs.csv, symptoms.csv"),
    ("study.yaml", "", "study.yaml: the file is empty; write one 'key: value' a line"),
    ("study.yaml", "- a\n- b\n", "study.yaml, row 1: more than keys and values; "
     "write one 'key: value' a line, no lists"),
    ("study.yaml", "title: &a x\nsource: *a\n", "study.yaml, row 2: more than keys and values; "
     "write one 'key: value' a line, no lists"),
    ("study.yaml", "a: " + "[" * 10_000 + "]" * 10_000, "study.yaml, row 1: more than keys and values; "
     "write one 'key: value' a line, no lists"),
    ("study.yaml", 'title: "x\n', "study.yaml, row 2: not YAML (found unexpected end of stream); "
     "write one 'key: value' a line"),
    ("study.yaml", "title: \x01\n", "study.yaml: not YAML (a character that it does not allow); "
     "write one 'key: value' a line"),
    ("study.yaml", b"title: \xff\n", "study.yaml: not UTF-8; save it as UTF-8"),
    ("study.yaml", "x" * 70_000, "study.yaml: larger than 65536 bytes; keep to the keys it needs"),
]  # fmt: skip

IN_THE_STUDY = [
    ("title: Small", "title: Small\ncolour: red",
     "study.yaml, row 2, column colour: not a key of this file; remove it; the data dictionary lists the keys"),
    ("title: Small", "title: Small\nnote: red",
     "study.yaml, row 2, column note: not a key of this file; rename it to notes"),
    ("title: Small", "title: Small\ntitle: Big", "study.yaml, row 2, column title: already given in row 1; "
     "keep one of the two"),
    ("licence: CC0\n", "", "study.yaml, column licence: a required key is missing; add it"),
    ("CC0", "~", "study.yaml, column licence: a required key is missing; add it"),
    ("2015-12-31", "2015", "study.yaml, row 3, column study_end: '2015': not a whole date; "
     "give the day too, such as 2014-12-31"),
    ("complete: true", "complete: 1", "study.yaml, row 4, column vital_status_complete: '1': neither yes nor no; "
     "write yes or no"),
    ("origin: other", "origin: originel", "study.yaml, row 2, column origin: 'originel': not a code of this column; "
     "write original"),
    ("title: Small", "title: Small\nseed: 1.5", "study.yaml, row 2, column seed: '1.5': not a whole number; "
     "write digits alone"),
]  # fmt: skip


def test_the_cohort_that_is_broken_below_is_valid(tmp_path: Path) -> None:
    assert len(read_cohort(put(tmp_path, FILES)).patients) == 2


@pytest.mark.parametrize(("file", "old", "new", "line"), [*IN_A_CELL, *IN_A_HEADER])
def test_a_fault_of_one_place_is_one_line(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    assert old in FILES[file]
    assert lines_of(put(tmp_path, {**FILES, file: FILES[file].replace(old, new, 1)})) == [line]


@pytest.mark.parametrize(("file", "old", "new", "lines"), BETWEEN_CELLS)
def test_a_contradiction_is_told_where_it_shows(
    tmp_path: Path, file: str, old: str, new: str, lines: list[str]
) -> None:
    assert old in FILES[file]
    broken = put(tmp_path, {**FILES, file: FILES[file].replace(old, new, 1)})
    assert lines_of(broken) == lines


@pytest.mark.parametrize(("file", "content", "line"), A_WHOLE_FILE)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, file: str, content: str | bytes, line: str) -> None:
    assert lines_of(put(tmp_path, {**FILES, file: content})) == [line]


@pytest.mark.parametrize(("old", "new", "line"), IN_THE_STUDY)
def test_a_fault_of_the_study_is_one_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    broken = FILES["study.yaml"].replace(old, new, 1)
    assert lines_of(put(tmp_path, {**FILES, "study.yaml": broken})) == [line]


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
    named = "name the folder that holds the cohort"
    assert lines_of(missing) == [f"{missing}: no such folder; {named}"]
    assert lines_of(file) == [f"{file}: not a folder; {named}"]
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
