"""What mibg check tells: errors, warnings, chapters; and that chapters, once executed, lack what it said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from planted_cohort import plant
from small_cohort import FILES, put

import mibg.audit
import mibg.audit.study
import mibg.report
from mibg.appraisal import CHAPTERS, SUSPICIONS, appraise, as_text, outlooks, suspicions
from mibg.audit import Record, open_study
from mibg.cli import main
from mibg.cohort import read_cohort
from mibg.cohort.reader import read_what_is_there
from mibg.disclosure.marks import VARIABLE
from mibg.estimate import Estimate
from mibg.layout import book_root
from mibg.publishing.contents import notebook_names

SCHEMA = json.loads((Path(mibg.audit.__file__).parents[1] / "appraisal" / "check.schema.json").read_text())
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*\n?(.*?)^```", re.MULTILINE | re.DOTALL)
P, T = "patients.csv", "treatments.csv"
TWIN = FILES[P] + "C,male,50.5,small_bowel,1998-05-01,,,,2012-03-04\n"
# Sentence of the suspicion (its beginning), file, text in it, what it is replaced by, a line that is told.
SUSPECTED = [
    ("a column has no", "symptoms.csv", "improved", "",
     "symptoms.csv, row 1, column change: no row has a value; fill it in, or leave it out"),
    ("two patients", P, FILES[P], TWIN,
     "patients.csv, row 4, column patient_id: the same as another patient in all but the id; "
     "leave one out if they are one patient"),
    ("a code is almost", P, "small_bowel", "smal_bowel", "patients.csv, row 3, column primary_site: "
     "smal_bowel looks like the usual code small_bowel; write the usual one if it is meant"),
    ("an age", P, "61", "6.1",
     "patients.csv, row 2, column age_at_treatment: below 18 or above 95 years; look it up"),
    ("the day of a death", P, "2001-02-03", "2001-02", "patients.csv, row 2, column death_date: "
     "known to the month or year only; look up the day; until then it is imputed"),
    ("a death lies", "study.yaml", "2015-12-31", "2000-12-31", "patients.csv, row 2, column death_date: "
     "after study_end 2000-12-31; check study_end; it is not counted"),
    ("a living patient", P, "2012-03-04", "2013-12-01", "patients.csv, row 3, column alive_on: more than 2 years "
     "before study_end 2015-12-31, and counted as alive until then; look up alive_on"),
    ("an activity", T, "18500", "18.5",
     "treatments.csv, row 2, column activity_mbq: outside the usual 500 to 40000 MBq; check its unit, which is MBq"),
    ("two treatments", T, "B,2000-01-02,11100\n", "B,2000-01-02,11100\nB,2000-01-20,11100\n",
     "treatments.csv, row 4, column treatment_date: less than 30 days after another; look up their dates"),
    ("a date lies", P, "1998-05-01", "1908-05-01", "patients.csv, row 3, column diagnosis_date: "
     "20 years or more from the patient's first treatment; look it up"),
    ("a patient has no row", "labs.csv", "310", "311",
     "patients.csv, row 3, column patient_id: no row in labs.csv; add what the chart has"),
    ("a measure has no", "labs.csv", "1999-02-01", "1999-06-01", "labs.csv, row 2, column analyte: "
     "nothing of this kind on or before first treatment; add the value before treatment"),
    ("no follow-up", "exams.csv", "1999-06-01,scan", "1999-06-02,scan", "exams.csv, row 2, column exam_date: this "
     "patient has none from day 91 to 274 after treatment (and in 1 more rows); add what the chart has"),
]  # fmt: skip
THIN: Mapping[str, tuple[str, ...]] = {
    "two patients": tuple(FILES),
    "without exams, laboratory values and symptoms": ("study.yaml", P, T),
}


@pytest.mark.parametrize("case", SUSPECTED, ids=lambda case: case[0])
def test_a_suspicion_is_told_where_it_falls(tmp_path: Path, case: tuple[str, str, str, str, str]) -> None:
    about, file, old, new, line = case
    files = {**FILES, T: FILES[T] + "C,2000-01-02,11100\n"} if new == TWIN else FILES
    changed = {**files, file: files[file].replace(old, new, 1)}
    assert changed[file] != FILES[file]
    reading = read_what_is_there(put(tmp_path, changed))
    assert reading.faults == ()
    assert line in map(str, suspicions(reading.tables, reading.study))
    assert any(one.sentence.startswith(about) for one in SUSPICIONS)


def test_every_suspicion_is_met_above() -> None:
    for one in SUSPICIONS:
        assert any(one.sentence.startswith(case[0]) for case in SUSPECTED), one.sentence


def test_errors_and_warnings_stand_apart_and_readable_tables_are_judged_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken: dict[str, str | bytes] = {
        **FILES,
        P: FILES[P].replace("female", "woman"),
        T: FILES[T].replace("18500", "18.5"),
        "labs.csv": b"\xff",
    }
    assert main(["check", str(put(tmp_path, broken))]) == 2
    errors, rest = capsys.readouterr().out.split("\nWarnings\n")
    assert errors.splitlines()[2:] == [
        "Errors",
        "  patients.csv",
        "    row 2, column sex: 'woman': not a code of this column; write one of female, male",
        "  labs.csv",
        "    row 1: byte 0xff is not UTF-8; save it from the spreadsheet as .xlsx, or as CSV UTF-8 with commas",
    ]
    assert "    row 2, column activity_mbq: outside the usual 500 to 40000 MBq; check its unit, which is MBq" in rest
    assert rest.splitlines()[-1] == "What the chapters can say is told once there are no errors."


def test_json_keeps_to_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for folder, code in ((put(tmp_path / "whole", FILES), 0), (tmp_path / "missing", 2)):
        assert main(["check", str(folder), "--json"]) == code
        told = json.loads(capsys.readouterr().out)
        jsonschema.validate(told, SCHEMA)
        assert (told["chapters"] is None) is bool(told["errors"]) is (code == 2)


def test_an_identifier_is_masked_in_all_that_is_told(tmp_path: Path) -> None:
    found = appraise(put(tmp_path, {**FILES, "lesions.csv": FILES["lesions.csv"].replace("T1", "Jane_Doe@a.org")}))
    assert "Jane" not in as_text(found)
    assert len(found.errors) == 1


@pytest.mark.parametrize("names", THIN.values(), ids=list(THIN))
def test_executed_chapters_lack_what_was_said(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = put(tmp_path, {name: FILES[name] for name in names})
    recorded = executed(folder, [one.name for one in CHAPTERS if one.name.startswith("results/")])
    said = [one for one in outlooks(read_cohort(folder)) if one.chapter.name.startswith("results/")]
    for one in said:
        for name in one.estimable:
            assert recorded[name].value is not None, name
        for name, reason in one.lacking.items():
            assert (recorded[name].value, recorded[name].reason) == (None, reason), name


def test_every_chapter_of_results_and_reanalysis_is_asked_or_left_out_with_a_reason() -> None:
    """The analytes ask as the biochemistry does; the ensemble's numbers are of other cohorts."""
    left_out = {"results/analytes", "reanalysis/ensemble"}
    there = {name for name in notebook_names(book_root()) if name.startswith(("results/", "reanalysis/"))}
    assert {one.name for one in CHAPTERS} == there - left_out
    assert len(CHAPTERS) == len(there - left_out)


@pytest.mark.parametrize("chapter", ["reanalysis/progression-free", "reanalysis/multiverse"])
def test_a_cohort_without_exams_lacks_what_a_reanalysis_asks_of_them(tmp_path: Path, chapter: str) -> None:
    folder = put(tmp_path, {name: FILES[name] for name in THIN["without exams, laboratory values and symptoms"]})
    (found,) = [one for one in outlooks(read_cohort(folder)) if one.chapter.name == chapter]
    assert any("imaging" in name for name in found.lacking)
    assert not any("imaging" in name for name in found.estimable)


@pytest.mark.parametrize(("origin", "least"), [("other", 5), ("original", 5), ("reconstruction", 0)])
def test_what_rests_on_few_patients_is_said_not_to_be_shown(tmp_path: Path, origin: str, least: int) -> None:
    """By hand: two patients, fewer than the five of a build; invented ones need no protection."""
    marked = r"\1," if least else r"SYN-\1,"
    files = {name: re.sub(r"(?m)^([AB]),", marked, text) for name, text in FILES.items()}
    files["study.yaml"] = re.sub(r"origin: \w+", f"origin: {origin}", files["study.yaml"])
    found = appraise(put(tmp_path, files))
    assert found.least == least
    told, chapters = as_text(found), {one.chapter.name: one for one in found.outlooks or ()}
    course = chapters["results/treatment"]
    assert "treatment.single" in course.estimable
    assert ("Statistics that rest on 5 patients or fewer will not be shown" in told) is bool(least)
    assert course.withheld.get("treatment.single") == ("it rests on 5 patients or fewer" if least else None)
    assert ("not shown treatment.single, " in told) is bool(least)


@pytest.mark.parametrize("name", ["results/cohort", "results/treatment", "results/overall-survival"])
def test_a_gate_keeps_back_what_was_said(planted: Path, name: str) -> None:
    """Against what the chapter itself records behind the gate of a build."""
    recorded = executed(planted, [name], "5")
    (said,) = [one for one in outlooks(read_cohort(planted)) if one.chapter.name == name]
    kept_back = {key for key, estimate in recorded.items() if estimate.withheld and key in said.estimable}
    assert kept_back == set(said.withheld)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty patients or so, some of them alone in their category."""
    return plant(tmp_path_factory.mktemp("planted") / "cohort")


def executed(folder: Path, chapters: list[str], least: str = "0") -> dict[str, Estimate]:
    """What chapters record of a cohort, figures not drawn."""
    kept: dict[str, Estimate] = {}

    def keep(found: list[Record], _: object = None) -> None:
        kept.update({record.id: record.estimate for record in found})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mibg.audit.study, "_publish", keep)
        patch.setenv(VARIABLE, least)
        patch.setattr(mibg.audit, "open_study", cache(lambda _: open_study(folder)))
        for figure in ("survival_figure", "flow_figure", "activity_figure"):
            patch.setattr(mibg.report, figure, lambda *_, **__: None)
        for chapter in chapters:
            names: dict[str, Any] = {}
            for body in CELL.findall((book_root() / "notebooks" / f"{chapter}.md").read_text(encoding="utf-8")):
                exec(body, names)
    return kept
