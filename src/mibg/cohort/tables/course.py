"""The course between exams: laboratory values and symptoms."""

from __future__ import annotations

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.limits import AnyCode, Between, OneLine, OneOf
from mibg.cohort.tables.shared import PATIENT_ID, key_date, usual, vocabulary

LABS = Table(
    "labs",
    "a laboratory value",
    (
        PATIENT_ID,
        key_date("lab_date", "Day the specimen was taken"),
        Column(
            "analyte",
            Kind.TEXT,
            "What was measured",
            OneOf({"CgA": "chromogranin A", "5-HIAA": "5-hydroxyindoleacetic acid"}),
            required=True,
            filled=True,
        ),
        Column(
            "value",
            Kind.NUMBER,
            "The result, in the unit beside it",
            Between(0, 10_000_000),
            required=True,
            filled=True,
        ),
        Column("unit", Kind.TEXT, "Unit of the result, such as ng/mL", OneLine(20), required=True, filled=True),
        Column("specimen", Kind.TEXT, "What was sampled", usual("serum plasma urine urine_24h")),
        Column("assay", Kind.TEXT, "Method or maker of the assay", OneLine(80)),
        Column(
            "upper_limit",
            Kind.NUMBER,
            "Upper limit of normal, in the same unit",
            Between(0, 10_000_000, above_low=True),
        ),
    ),
    key=("patient_id", "lab_date", "analyte"),
    parent="patients",
)

SYMPTOMS = Table(
    "symptoms",
    "a symptom at a visit; visits before the first treatment are the baseline",
    (
        PATIENT_ID,
        key_date("visit_date", "Day of the visit"),
        Column(
            "symptom",
            Kind.TEXT,
            "The complaint, or the judgement on all of them together",
            AnyCode({"overall": "all complaints together", "diarrhea": "", "flushing": "", "pain": ""}),
            required=True,
            filled=True,
        ),
        Column("present", Kind.YES_NO, "Whether the patient has it at this visit"),
        Column(
            "change",
            Kind.TEXT,
            "Against the state before treatment",
            vocabulary("improved unchanged worse"),
        ),
    ),
    key=("patient_id", "visit_date", "symptom"),
    parent="patients",
)
