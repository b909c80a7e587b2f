"""A valid cohort of two patients, as text, to be broken one way at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

STUDY = (
    "title: Small\norigin: other\nstudy_end: 2015-12-31\nvital_status_complete: true\n"
    "treatment: I-131 mIBG\nsource: made up\nlicence: CC0\n"
)
PATIENTS = (
    "patient_id,sex,age_at_treatment,primary_site,diagnosis_date,metastatic_date,death_date,death_source,alive_on\n"
    "A,female,61,lung,1996-05-01,1997-02-03,2001-02-03,chart,2001-01-01\n"
    "B,male,50.5,small_bowel,1998-05-01,,,,2012-03-04\n"
)
TREATMENTS = "patient_id,treatment_date,activity_mbq\nA,1999-03-04,18500\nB,2000-01-02,11100\n"
THERAPIES = "patient_id,therapy,timing,start_date,stop_date\nA,surgery,prior,1996-06-01,1996-06-01\n"
METASTASES = "patient_id,site\nA,liver\nA,bone\n"
EXAMS = "patient_id,exam_date,modality,uptake,scan_activity\nA,1999-06-01,CT,,\nA,1999-06-01,scan,positive,decreased\n"
FINDINGS = "patient_id,exam_date,modality,finding\nA,1999-06-01,CT,smaller\n"
LESIONS = (
    "patient_id,exam_date,modality,lesion_id,is_node,state,diameter_mm\n"
    "A,1999-06-01,CT,T1,no,measured,23.5\nA,1999-06-01,CT,T2,yes,absent,\n"
)
LABS = "patient_id,lab_date,analyte,value,unit\nA,1999-02-01,CgA,310,ng/mL\n"
SYMPTOMS = "patient_id,visit_date,symptom,present,change\nA,1999-06-01,overall,yes,improved\n"

FILES: Mapping[str, str] = {
    "study.yaml": STUDY,
    "patients.csv": PATIENTS,
    "treatments.csv": TREATMENTS,
    "therapies.csv": THERAPIES,
    "metastases.csv": METASTASES,
    "exams.csv": EXAMS,
    "findings.csv": FINDINGS,
    "lesions.csv": LESIONS,
    "labs.csv": LABS,
    "symptoms.csv": SYMPTOMS,
}


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
