"""Seven short charts in which options of the register differ by counts that can be made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from mibg.cohort import Cohort, read_cohort

TREATED = pd.Timestamp("2000-01-01")
STUDY = (
    "title: Planted\norigin: other\nstudy_end: 2010-12-31\nvital_status_complete: true\n"
    "treatment: I-131 mIBG\nsource: made up\nlicence: CC0\n"
)
DIED = {"early": 500, "fortnight": 600, "scanned": 700}
LATE_TREATMENT = "2010-06-01"
PATIENTS = ("early", "fortnight", "usual", "late", "scanned", "both", "never")
SECOND_DOSE = {"usual": 50}
# Patient, day, modality, what is recorded at the exam, what the report states.
EXAMS = (
    ("early", 60, "CT", "", "no_change"),
    ("fortnight", 80, "CT", "", "no_change"),
    ("usual", 100, "CT", "equivocal", "no_change"),
    ("late", 400, "CT", "", "no_change"),
    ("scanned", 100, "scan", "unchanged", ""),
    ("both", 110, "scan", "decreased", ""),
    ("both", 120, "CT", "", "larger"),
)
# Day and value of chromogranin A, or of 5-HIAA; the upper limit.
LABS = {
    "early CgA 80": "-5:100 100:75",
    "fortnight CgA 60": "-5:100 100:65",
    "usual CgA 60": "-5:100 100:95",
    "scanned CgA 60": "-5:100 100:130",
    "both CgA 60": "-5:100 100:130 150:130",
    "both 5-HIAA 60": "-5:100 100:100",
    "late CgA 60": "-5:100 300:100",
}
# Day, complaint, whether it is present, how it has changed.
SYMPTOMS = {
    "early": "-5:pain:yes: 100:pain::improved 100:fatigue::worse",
    "fortnight": "-5:pain:yes: 100:pain:yes: 100:overall::improved 200:overall::unchanged 300:overall::worse",
    "usual": "100:pain::improved",
}


def on(day: str | int) -> str:
    return f"{TREATED + pd.Timedelta(days=int(day)):%Y-%m-%d}"


def tables() -> Mapping[str, str]:
    died = {name: on(day) for name, day in DIED.items()}
    first = dict.fromkeys(PATIENTS, on(0)) | {"never": LATE_TREATMENT}
    doses = [*first.items(), *((name, on(day)) for name, day in SECOND_DOSE.items())]
    seen = [(name, on(day), modality, what) for name, day, modality, what, _ in EXAMS]
    said = [(name, on(day), modality, word) for name, day, modality, _, word in EXAMS if word]
    values = [(*key.split(), *mark.split(":")) for key, line in LABS.items() for mark in line.split()]
    visits = [(name, *mark.split(":")) for name, line in SYMPTOMS.items() for mark in line.split()]
    return {
        "study.yaml": STUDY,
        "patients.csv": "patient_id,sex,age_at_treatment,death_date\n"
        + "".join(f"{name},,,{died.get(name, '')}\n" for name in PATIENTS),
        "treatments.csv": "patient_id,treatment_date\n" + "".join(f"{name},{date}\n" for name, date in doses),
        "exams.csv": "patient_id,exam_date,modality,scan_activity,new_lesions\n"
        + "".join(
            f"{name},{date},{kind},{what if kind == 'scan' else ''},{what if kind == 'CT' else ''}\n"
            for name, date, kind, what in seen
        ),
        "findings.csv": "patient_id,exam_date,modality,finding\n" + "".join(",".join(row) + "\n" for row in said),
        "labs.csv": "patient_id,lab_date,analyte,value,unit,upper_limit\n"
        + "".join(f"{name},{on(day)},{analyte},{value},ng/mL,{limit}\n" for name, analyte, limit, day, value in values),
        "symptoms.csv": "patient_id,visit_date,symptom,present,change\n"
        + "".join(f"{name},{on(day)},{rest[0]},{rest[1]},{rest[2]}\n" for name, day, *rest in visits),
    }


def planted(folder: Path) -> Cohort:
    for name, content in tables().items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_cohort(folder)


def bare(folder: Path) -> Cohort:
    """Two patients of whom nothing is known but when they were treated."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "patients.csv").write_text("patient_id,sex,age_at_treatment,death_date\nA,,,\nB,,,\n", encoding="utf-8")
    (folder / "treatments.csv").write_text(f"patient_id,treatment_date\nA,{on(0)}\nB,{on(9)}\n", encoding="utf-8")
    return read_cohort(folder)
