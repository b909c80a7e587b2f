"""Imaging: exams, what their reports say, and what was measured."""

from __future__ import annotations

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.limits import Between, OneLine, OneOf
from mibg.cohort.tables.shared import MODALITY, PATIENT_ID, key_date, usual, vocabulary

_EXAM_DATE = key_date("exam_date", "Day of the exam")
_EXAM_KEY = ("patient_id", "exam_date", "modality")

EXAMS = Table(
    "exams",
    "an imaging exam, before or after treatment",
    (
        PATIENT_ID,
        _EXAM_DATE,
        MODALITY,
        Column(
            "source",
            Kind.TEXT,
            "What could be reviewed",
            OneOf({"images": "the images themselves", "report": "the dictated report only"}),
        ),
        Column("evaluable", Kind.YES_NO, "Whether the exam can be judged at all"),
        Column(
            "uptake",
            Kind.TEXT,
            "Whether any site of disease takes up the tracer; for a scan",
            vocabulary("positive negative"),
        ),
        Column(
            "scan_activity",
            Kind.TEXT,
            "Abnormal activity against the pre-treatment scan; for a scan",
            OneOf({"none": "no residual activity", "decreased": "", "unchanged": "", "increased": ""}),
        ),
        Column(
            "new_lesions",
            Kind.TEXT,
            "Whether lesions have appeared since the pre-treatment exam",
            vocabulary("no equivocal yes"),
        ),
        Column(
            "non_target",
            Kind.TEXT,
            "State of the disease that is not measured (RECIST 1.1)",
            OneOf(
                {
                    "none": "there was none before treatment",
                    "complete_response": "all of it gone, nodes normal in size",
                    "persistent": "neither complete response nor progression",
                    "progression": "unequivocal",
                    "not_evaluable": "",
                }
            ),
        ),
    ),
    key=_EXAM_KEY,
    parent="patients",
)

FINDINGS = Table(
    "findings",
    "a statement of the dictated report of an exam",
    (
        PATIENT_ID,
        _EXAM_DATE,
        MODALITY,
        Column(
            "finding",
            Kind.TEXT,
            "What the report states",
            OneOf(
                {
                    "new_lesion": "",
                    "disappearance": "of the lesions",
                    "larger": "reference lesions",
                    "smaller": "reference lesions",
                    "no_change": "",
                }
            ),
            required=True,
            filled=True,
        ),
    ),
    key=(*_EXAM_KEY, "finding"),
    parent="exams",
)

LESIONS = Table(
    "lesions",
    "a target lesion at an exam",
    (
        PATIENT_ID,
        _EXAM_DATE,
        MODALITY,
        Column(
            "lesion_id",
            Kind.TEXT,
            "The lesion, by the same name at every exam of the patient",
            OneLine(40),
            required=True,
            filled=True,
        ),
        Column("organ", Kind.TEXT, "Where the lesion is", usual("liver lungs bone lymph_node pancreas")),
        Column("is_node", Kind.YES_NO, "Whether it is a lymph node, measured across its short axis"),
        Column(
            "state",
            Kind.TEXT,
            "How the lesion could be judged",
            OneOf(
                {
                    "measured": "",
                    "absent": "no longer seen, or merged into another",
                    "too_small": "seen, too small to measure",
                    "not_evaluable": "not to be judged, or treated locally since",
                }
            ),
            required=True,
            filled=True,
        ),
        Column(
            "diameter_mm",
            Kind.NUMBER,
            "Longest diameter, of a node the short axis; given when the state is measured, and only then",
            Between(0, 500),
            unit="mm",
            required=True,
        ),
    ),
    key=(*_EXAM_KEY, "lesion_id"),
    parent="exams",
)
