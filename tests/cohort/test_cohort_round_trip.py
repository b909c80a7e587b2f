"""What is read, what is written, and that the two agree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from any_cohort import cohorts
from hypothesis import HealthCheck, given, settings
from small_cohort import FILES, put

from mibg.cohort import Cohort, Study, read_cohort, write_cohort
from mibg.faults import InputFaults

STUDY = Study("Small", "other", True, "I-131 mIBG", "made up", "CC0", date(2015, 12, 31))
FROM_CODE = {
    "patients": pd.DataFrame(
        {"sex": ["male", "female"], "patient_id": ["B", "A"], "age_at_treatment": [50.5, 61], "death_date": pd.NaT}
    ),
    "treatments": pd.DataFrame(
        {
            "patient_id": ["B", "A"],
            "treatment_date": pd.to_datetime(["2000-01-02", "1999-03-04"]),
            "activity_mbq": [11100.0, None],
        }
    ),
}


@pytest.fixture
def small(tmp_path: Path) -> Cohort:
    return read_cohort(put(tmp_path / "small", FILES))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_columns_have_the_types_of_the_contract(small: Cohort) -> None:
    assert small.patients.dtypes.astype(str).to_dict() == {
        "patient_id": "string",
        "sex": "string",
        "race": "string",
        "age_at_treatment": "float64",
        "primary_site": "string",
        "tumor_type": "string",
        "stage_at_treatment": "string",
        "diagnosis_date": "datetime64[ns]",
        "diagnosis_date_precision": "string",
        "metastatic_date": "datetime64[ns]",
        "metastatic_date_precision": "string",
        "death_date": "datetime64[ns]",
        "death_date_precision": "string",
        "death_source": "string",
        "alive_on": "datetime64[ns]",
        "alive_on_precision": "string",
        "observed_until": "datetime64[ns]",
        "observed_until_precision": "string",
        "grade": "string",
        "performance_status": "Int64",
    }
    assert str(small.lesions["is_node"].dtype) == "boolean"


def test_the_study_is_read(tmp_path: Path) -> None:
    assert read_cohort(put(tmp_path, FILES)).study == STUDY


def test_an_absent_table_is_empty_and_typed(tmp_path: Path) -> None:
    required = {name: FILES[name] for name in ("study.yaml", "patients.csv", "treatments.csv")}
    cohort = read_cohort(put(tmp_path, required))
    assert cohort.has("treatments")
    assert not cohort.has("labs")
    assert cohort.labs.empty
    assert str(cohort.labs["value"].dtype) == "float64"


def test_a_table_is_a_copy_and_no_other_name_is_one(small: Cohort) -> None:
    small.patients["sex"] = "male"
    assert small["patients"]["sex"].tolist() == ["female", "male"]
    with pytest.raises(AttributeError, match="a cohort has no table 'patient'"):
        _ = small.patient


def test_an_imputed_date_keeps_its_precision_and_gives_way_to_known_ones(tmp_path: Path) -> None:
    # By hand. B: diagnosed 1999, middle 1999-07-01. A: diagnosed 1999, but metastatic on 1999-02-01, so not later than
    # that; died in March 1999, middle 03-15, but examined for symptoms on 03-20, so not earlier.
    patients = "patient_id,sex,age_at_treatment,diagnosis_date,metastatic_date,death_date\n"
    patients += "A,female,61,1999,1999-02-01,1999-03\nB,male,50,1999,,\n"
    visits = "patient_id,visit_date,symptom\nA,1999-03-20,overall\n"
    kept = {name: FILES[name] for name in ("study.yaml", "treatments.csv")}
    read = read_cohort(put(tmp_path / "in", {**kept, "patients.csv": patients, "symptoms.csv": visits}))
    assert read.patients["diagnosis_date"].dt.strftime("%Y-%m-%d").tolist() == ["1999-02-01", "1999-07-01"]
    assert read.patients["diagnosis_date_precision"].tolist() == ["year", "year"]
    assert read.patients["death_date"].dt.strftime("%Y-%m-%d").tolist()[0] == "1999-03-20"
    write_cohort({name: read[name] for name in read.present}, read.study, tmp_path / "out")
    assert (tmp_path / "out" / "patients.csv").read_text() == patients


def test_the_order_of_rows_and_the_form_of_a_file_change_nothing(tmp_path: Path, small: Cohort) -> None:
    other = dict(FILES)
    header, *rows = FILES["patients.csv"].splitlines()
    other["patients.csv"] = "\ufeff" + "\r\n".join([f"{header},grade", *(f"{row} ," for row in reversed(rows))])
    other["study.yaml"] = "\n".join(reversed(FILES["study.yaml"].splitlines()))
    again = read_cohort(put(tmp_path / "other", other))
    pd.testing.assert_frame_equal(again.patients, small.patients)
    assert again.fingerprint == small.fingerprint
    assert len(small.fingerprint) == 12


@pytest.mark.parametrize(
    ("file", "old", "new"), [("labs.csv", "310", "311"), ("study.yaml", "2015", "2016"), ("labs.csv", "ng/mL", "ug/L")]
)
def test_another_content_has_another_fingerprint(tmp_path: Path, small: Cohort, file: str, old: str, new: str) -> None:
    changed = put(tmp_path / "changed", {**FILES, file: FILES[file].replace(old, new)})
    assert read_cohort(changed).fingerprint != small.fingerprint


def test_a_table_without_rows_is_not_an_absent_one(tmp_path: Path) -> None:
    absent = {name: text for name, text in FILES.items() if name != "metastases.csv"}
    without_rows = {**absent, "metastases.csv": "patient_id,site\n"}
    assert read_cohort(put(tmp_path / "a", absent)).fingerprint != (
        read_cohort(put(tmp_path / "b", without_rows)).fingerprint
    )


def test_the_bytes_written_are_these(tmp_path: Path) -> None:
    # By hand: columns in the order of the contract, rows by key, line feeds, no decimal point where there is no need.
    write_cohort(FROM_CODE, STUDY, tmp_path / "made" / "here")
    assert contents(tmp_path / "made" / "here") == {
        "patients.csv": b"patient_id,sex,age_at_treatment,death_date\nA,female,61,\nB,male,50.5,\n",
        "study.yaml": b"title: Small\norigin: other\nstudy_end: 2015-12-31\nvital_status_complete: true\n"
        b"treatment: I-131 mIBG\nsource: made up\nlicence: CC0\n",
        "treatments.csv": b"patient_id,treatment_date,activity_mbq\nA,1999-03-04,\nB,2000-01-02,11100\n",
    }


def test_writing_replaces_the_tables_and_leaves_other_files(tmp_path: Path) -> None:
    folder = put(tmp_path / "there", {**FILES, "README.md": "about"})
    write_cohort(FROM_CODE, STUDY, folder)
    assert sorted(contents(folder)) == ["README.md", "patients.csv", "study.yaml", "treatments.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_nothing_is_written_when_the_content_is_at_fault(tmp_path: Path) -> None:
    folder = put(tmp_path / "there", FILES)
    before = contents(folder)
    broken = {**FROM_CODE, "treatments": FROM_CODE["treatments"].assign(activity_mbq=-1.0)}
    with pytest.raises(InputFaults, match="out of range"):
        write_cohort(broken, STUDY, folder)
    with pytest.raises(ValueError, match="table treatments has no column dose"):
        write_cohort({"treatments": FROM_CODE["treatments"].assign(dose=1.0)}, STUDY, folder)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_failure_of_the_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path / "there", FILES)
    before = contents(folder)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk, pytest.raises(OSError, match="No space left"):
        disk.setattr(Path, "write_text", full)
        write_cohort(FROM_CODE, STUDY, folder)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cohorts())
def test_any_valid_cohort_survives_writing_and_reading(tables: dict[str, pd.DataFrame]) -> None:
    with TemporaryDirectory() as folder:
        cohort = write_cohort(tables, STUDY, Path(folder) / "cohort")
        again = write_cohort({name: cohort[name] for name in cohort.present}, STUDY, Path(folder) / "again")
    assert again.digest == cohort.digest
    for name, table in tables.items():
        by_id = table.astype({"patient_id": "string"}).set_index("patient_id").sort_index()
        found = cohort[name].set_index("patient_id").sort_index()[by_id.columns]
        pd.testing.assert_frame_equal(found, by_id, check_dtype=False, check_exact=True)
