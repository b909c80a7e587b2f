"""Other people's tables, mapped: what comes out, and every fault of a mapping and of what it translates."""

from __future__ import annotations

from pathlib import Path

import pytest
from lifelines.datasets import load_rossi
from small_cohort import FILES, STUDY, put
from statsmodels.datasets import heart
from test_cohort_faults import lines_of

from mibg.cohort import read_cohort
from mibg.cohort.mapping.read import SECTIONS
from mibg.cohort.mapping.values import is_form

THEIRS = (
    "id,gender,age_m,dx,tx,fu,dead,dose\n"
    "A,1,732,01/05/1996,04/03/1999,100,1,500\n"
    "B,2,606,,02/01/2000,40,0,300\n"
)  # fmt: skip
MAPPING = """\
patients:
  from: their.csv
  rename: {id: patient_id, gender: sex, age_m: age_at_treatment, dx: diagnosis_date}
  recode: {sex: {1: female, 2: male}}
  convert: {age_at_treatment: months, diagnosis_date: "%d/%m/%Y"}
  date_after:
    death_date: {start: tx, format: "%d/%m/%Y", months: fu, when: {dead: 1}}
    alive_on: {start: tx, format: "%d/%m/%Y", months: fu}
treatments:
  from: their
  rename: {id: patient_id, tx: treatment_date, dose: activity_mbq}
  convert: {treatment_date: "%d/%m/%Y", activity_mbq: mCi}
"""
WIDE = {"study.yaml": STUDY, "their.csv": THEIRS, "mapping.yaml": MAPPING}


def test_one_wide_file_gives_patients_and_treatments(tmp_path: Path) -> None:
    # By hand: 732 and 606 months are 61 and 50.5 years; 500 and 300 mCi of 37 MBq; 100 months of 30.4375 days are 3044
    # days (2007-07-04, by a calendar), 40 are 1218 (2003-05-04), the last day known alive of either.
    cohort = read_cohort(put(tmp_path, WIDE))
    assert cohort.patients["sex"].tolist() == ["female", "male"]
    assert cohort.patients["age_at_treatment"].tolist() == [61, 50.5]
    assert cohort.patients["diagnosis_date"].dt.strftime("%Y-%m-%d").tolist()[0] == "1996-05-01"
    assert cohort.patients["death_date"].dt.strftime("%Y-%m-%d").tolist()[0] == "2007-07-04"
    assert cohort.patients["death_date"].isna().tolist() == [False, True]
    assert cohort.patients["alive_on"].dt.strftime("%Y-%m-%d").tolist() == ["2007-07-04", "2003-05-04"]
    assert cohort.treatments["activity_mbq"].tolist() == [18500, 11100]


def test_tables_without_an_entry_are_read_as_they_are(tmp_path: Path) -> None:
    mapped = {**FILES, "labs.csv": FILES["labs.csv"].replace("lab_date", "day").replace("1999-02-01", "01.02.1999")}
    mapped["mapping.yaml"] = 'labs: {rename: {day: lab_date}, convert: {lab_date: "%d.%m.%Y"}}\n'
    plain = read_cohort(put(tmp_path / "plain", FILES))
    assert read_cohort(put(tmp_path / "mapped", mapped)).digest == plain.digest


def test_the_cohort_of_rossi_is_mapped_by_a_file_alone(tmp_path: Path) -> None:
    # The data as lifelines ships them: 432 men, 114 arrested (Rossi, Berk and Lenihan 1980), weeks since release.
    rossi = load_rossi()
    mapping = (
        "patients:\n  from: rossi.csv\n  numbered: {patient_id: R}\n  rename: {age: age_at_treatment}\n"
        "  recode: {race: {0: other, 1: african_american}}\n  constant: {sex: male}\n"
        "  date_after:\n    death_date: {start: 2000-01-01, weeks: week, when: {arrest: 1}}\n"
        "    alive_on: {start: 2000-01-01, weeks: week}\n  ignore: [fin, wexp, mar, paro, prio]\n"
        "treatments:\n  from: rossi.csv\n  numbered: {patient_id: R}\n  constant: {treatment_date: 2000-01-01}\n"
    )
    files = {"study.yaml": STUDY, "mapping.yaml": mapping, "rossi.csv": rossi.to_csv(index=False)}
    patients = read_cohort(put(tmp_path, files)).patients.set_index("patient_id")
    mapped = patients.loc[[f"R{number}" for number in range(1, 433)]]
    assert mapped["death_date"].notna().sum() == 114
    assert ((mapped["alive_on"] - mapped["alive_on"].min()).dt.days + 7).tolist() == (rossi["week"] * 7).tolist()
    assert mapped["age_at_treatment"].tolist() == rossi["age"].tolist()


def test_the_hearts_of_statsmodels_are_mapped_by_a_file_alone(tmp_path: Path) -> None:
    # The data as statsmodels ships them: 69 transplants, days of survival, censors = 1 for who died.
    data = heart.load_pandas().data
    mapping = (
        "patients:\n  from: heart.csv\n  numbered: {patient_id: H}\n  rename: {age: age_at_treatment}\n"
        '  constant: {sex: ""}\n'
        "  date_after: {death_date: {start: 1970-01-01, days: survival, when: {censors: [1]}},\n"
        "    alive_on: {start: 1970-01-01, days: survival}}\n"
        "treatments: {from: heart.csv, numbered: {patient_id: H}, constant: {treatment_date: 1970-01-01}}\n"
    )
    files = {"study.yaml": STUDY, "mapping.yaml": mapping, "heart.csv": data.to_csv(index=False)}
    patients = read_cohort(put(tmp_path, files)).patients
    assert len(patients) == len(data) == 69
    assert patients["death_date"].notna().sum() == (data["censors"] == 1).sum()
    assert sorted((patients["alive_on"] - patients["alive_on"].min()).dt.days) == sorted(
        data["survival"].astype(int) - int(data["survival"].min())
    )


# text of the mapping, what it is replaced by, the only line told; rows are lines of mapping.yaml, counted by hand
OF_THE_MAPPING = [
    ("treatments:", "treatment:", "mapping.yaml, row 9: 'treatment': not a table of the contract; write treatments"),
    ("  rename: {id: patient_id, tx", "  renames: {id: patient_id, tx",
     "mapping.yaml, row 11, column treatments: 'renames': not a key of a mapping; write rename"),
    ("from: their.csv", "from: ../their.csv", "mapping.yaml, row 2, column patients.from: '../their.csv': "
     "no such file, sheet or instrument; write their.csv"),
    ("gender: sex", "gendr: sex",
     "mapping.yaml, row 3, column patients.rename: 'gendr': not a column of their.csv; write gender"),
    ("gender: sex", "gender: sexe",
     "mapping.yaml, row 3, column patients.rename: 'sexe': not a column of patients; write sex"),
    ("dx: diagnosis_date", "dx: sex",
     "mapping.yaml, row 3, column patients.rename: 'dx': a second column for sex; keep one of them"),
    ("dx: diagnosis_date", "id: diagnosis_date",
     "mapping.yaml, row 3, column patients.rename: 'id': already given in row 3; keep one of the two"),
    ("2: male", "2: man", "mapping.yaml, row 4, column patients.recode.sex: 'man': not a code of this column (sex); "
     "write one of female, male"),
    ("2: male", "2: male, otherwise: drop", "mapping.yaml, row 4, column patients.recode.sex: 'drop': "
     "not a way to treat other codes; write keep, or leave it out"),
    ("recode: {sex: {1: female, 2: male}}", "recode: {grade: {1: G1}}",
     "mapping.yaml, row 1, column patients: grade is recoded or converted, but taken from no column; "
     "name its column in rename"),
    ("recode: {sex: {1: female, 2: male}}", "recode: [sex]",
     "mapping.yaml, row 4, column patients.recode: not keys and values; write 'key: value' lines under it"),
    ("age_at_treatment: months", "age_at_treatment: cm", "mapping.yaml, row 5, column patients.convert: 'cm': "
     "not a unit that converts to years; write one of days, weeks, months, years"),
    ("age_at_treatment: months", "sex: months",
     "mapping.yaml, row 5, column patients.convert: 'months': sex has no unit; remove it"),
    ('diagnosis_date: "%d/%m/%Y"', 'diagnosis_date: "%d/%m/%y"', "mapping.yaml, row 5, column patients.convert: "
     "'%d/%m/%y': not the form of a date; write it with %d, %m (or %b) and %Y, such as %d/%m/%Y"),
    ("death_date: {start: tx", "death_date: {begin: tx", "mapping.yaml, row 7, column patients.date_after.death_date: "
     "'begin': not a key of a reckoned date; its keys are start, format, when and one of days, weeks, months, years"),
    ("death_date: {start: tx", "death_date: {start: 1999", "mapping.yaml, row 7, column "
     "patients.date_after.death_date.start: '1999': not a column of their.csv; "
     "its columns are id, gender, age_m, dx, tx, fu, dead, dose"),
    ("months: fu, when: {dead: 1}", "when: {dead: 1}", "mapping.yaml, row 7, column patients.date_after.death_date: "
     "no start, or not one duration; give start, and one of days, weeks, months, years"),
    ("when: {dead: 1}", "when: {died: 1}", "mapping.yaml, row 7, column patients.date_after.death_date.when: 'died': "
     "not a column of their.csv; write dead"),
    ("when: {dead: 1}", "when: {dead: yes}", "mapping.yaml, row 7, column patients.date_after.death_date.when.dead: "
     "'yes': no row meets this; write it as the column has it (0, 1), or give the date as an empty constant"),
    ("    alive_on: {start", "    sex: {start",
     "mapping.yaml, row 8, column patients.date_after: 'sex': sex is no date; reckon dates only"),
    ("activity_mbq: mCi}", "activity_mbq: mCi}\n  constant: {activity_mbq: 5}", "mapping.yaml, row 9, column "
     "treatments: activity_mbq is given in more than one way; "
     "keep one, and put a column of theirs that has the same name under ignore"),
    ("activity_mbq: mCi}", "activity_mbq: mCi}\n  constant: {agent: I 131}", "mapping.yaml, row 13, column "
     "treatments.constant: 'I 131': not a code (agent); use lower-case letters, digits and underscores only"),
    ("activity_mbq: mCi}", "activity_mbq: mCi}\n  ignore: [dose]",
     "mapping.yaml, row 9, column treatments: column dose is both used and ignored; take it from one of the two"),
    ("activity_mbq: mCi}", "activity_mbq: mCi}\n  ignore: [doses]",
     "mapping.yaml, row 13, column treatments.ignore: 'doses': not a column of their.csv; write dose"),
    ("activity_mbq: mCi}", "activity_mbq: mCi}\n  numbered: {treatment_date: T}",
     "mapping.yaml, row 13, column treatments.numbered: 'treatment_date': treatment_date is no text; "
     "number a column of texts"),
    ("treatments:", "ignore: [notes.csv]\ntreatments:", "mapping.yaml, row 9, column ignore: 'notes.csv': "
     "no such file, sheet or instrument; there are their, their.csv"),
    ("patients:", "", "mapping.yaml, row 9: not YAML (expected '<document start>', but found '<block mapping start>'); "
     "write it as the data dictionary shows"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), OF_THE_MAPPING)
def test_a_fault_of_a_mapping_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert old in MAPPING
    told = lines_of(put(tmp_path, {**WIDE, "mapping.yaml": MAPPING.replace(old, new, 1)}))
    assert line in told
    assert all(other.startswith("mapping.yaml") for other in told)


# text of their file, what it is replaced by, the only line told
OF_THE_DATA = [
    ("B,2", "B,3", "their.csv, row 3, column gender (sex): '3': a code without a translation; "
     "add it to recode in mapping.yaml, or correct the cell"),
    ("732", "61 years", "their.csv, row 2, column age_m (age_at_treatment): '61 years': not a number; "
     "write digits alone, with a decimal point and without a unit"),
    ("732", "7320", "their.csv, row 2, column age_m (age_at_treatment): '7320': out of range (from 0 to 120); "
     "correct it, or leave the cell empty if it is unknown"),
    ("01/05/1996", "1996-05-01", "their.csv, row 2, column dx (diagnosis_date): '1996-05-01': "
     "not a date of the form %d/%m/%Y; correct it"),
    ("A,1", ",1", "their.csv, row 2, column id (patient_id): the cell is empty; fill it in, or remove the row"),
    (",dose\n", ",dose,x\n", "their.csv, row 2: 8 cells where the header has 9; "
     "put cells that hold a comma in double quotes, and add missing commas"),
    ("01/05/1996", "01/05/1999", "their.csv, row 2, column dx (diagnosis_date): '01/05/1999': after treatment_date "
     "1999-03-04 (their.csv, row 2); correct whichever of the two is wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), OF_THE_DATA)
def test_a_fault_of_mapped_data_names_their_row_and_both_columns(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert line in lines_of(put(tmp_path, {**WIDE, "their.csv": THEIRS.replace(old, new, 1)}))


def test_a_column_that_nobody_asks_for_is_a_fault_once(tmp_path: Path) -> None:
    extra = THEIRS.replace("dose\n", "dose,note\n").replace("500\n", "500,x\n").replace("300\n", "300,y\n")
    assert lines_of(put(tmp_path, {**WIDE, "their.csv": extra})) == [
        "their.csv, row 1, column note: not a column of this table; rename it in mapping.yaml, or list it under ignore"
    ]
    ignored = {**WIDE, "their.csv": extra, "mapping.yaml": f"{MAPPING}  ignore: [note]\n"}
    assert len(read_cohort(put(tmp_path, ignored)).patients) == 2


def test_codes_without_a_translation_may_be_kept_or_cleared(tmp_path: Path) -> None:
    kept = MAPPING.replace("2: male", "otherwise: keep").replace("1: female", '1: ""')
    cohort = read_cohort(put(tmp_path, {**WIDE, "mapping.yaml": kept, "their.csv": THEIRS.replace("B,2", "B,male")}))
    assert cohort.patients["sex"].isna().tolist() == [True, False]


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%Y%m%d", "%d %b %Y", "%m/%Y", "%Y"])
def test_forms_of_dates(form: str) -> None:
    assert is_form(form)


@pytest.mark.parametrize("form", ["", "%d/%m/%y", "%d/%Y", "%m/%d", "%Y %H", "%Y-%m-%m", "%"])
def test_what_is_no_form_of_a_date(form: str) -> None:
    assert not is_form(form)


def test_every_section_is_used_by_these_tests_or_the_reverse_of_one() -> None:
    used = MAPPING + "numbered constant ignore date_before"
    assert all(section in used for section in SECTIONS)


def test_a_date_before(tmp_path: Path) -> None:
    # By hand: 10 days before 1999-03-04.
    before = "  date_before: {diagnosis_date: {end: 1999-03-04, days: n}}\n"
    mapping = (
        f"patients:\n  from: p.csv\n{before}treatments: {{from: p.csv, constant: {{treatment_date: 1999-03-04}}}}\n"
    )
    theirs = "patient_id,sex,age_at_treatment,death_date,n\nA,female,61,,10\n"
    cohort = read_cohort(put(tmp_path, {"study.yaml": STUDY, "mapping.yaml": mapping, "p.csv": theirs}))
    assert cohort.patients["diagnosis_date"].dt.strftime("%Y-%m-%d").tolist() == ["1999-02-22"]
