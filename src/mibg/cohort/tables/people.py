"""Patients, and what was done for them."""

from __future__ import annotations

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.limits import AnyCode, Between, OneOf
from mibg.cohort.tables.shared import PATIENT_ID, key_date, usual, vocabulary

PATIENTS = Table(
    "patients",
    "a patient",
    (
        PATIENT_ID,
        Column("sex", Kind.TEXT, "Sex", vocabulary("female male"), required=True),
        Column("race", Kind.TEXT, "Race as the chart has it", usual("caucasian african_american")),
        Column(
            "age_at_treatment",
            Kind.NUMBER,
            "Age at the first treatment",
            Between(0, 120),
            unit="years",
            required=True,
        ),
        Column(
            "primary_site",
            Kind.TEXT,
            "Where the primary tumour is",
            usual(
                "unknown small_bowel lung colon cecum gastric rectal appendix pancreas mesentery thymic cardiac "
                "ovary retroperitoneal other"
            ),
        ),
        Column(
            "tumor_type",
            Kind.TEXT,
            "Kind of neuroendocrine tumour",
            AnyCode({"pulmonary": "", "gep": "gastroenteropancreatic"}),
        ),
        Column(
            "stage_at_treatment",
            Kind.TEXT,
            "Stage at the first treatment",
            vocabulary("I IA IB II IIA IIB III IIIA IIIB IIIC IV IVA IVB IVC"),
        ),
        Column("diagnosis_date", Kind.DATE, "Diagnosis of the tumour"),
        Column("metastatic_date", Kind.DATE, "First evidence of metastatic disease"),
        Column(
            "death_date",
            Kind.DATE,
            "Death from any cause; empty for who is not known to have died",
            required=True,
        ),
        Column(
            "death_source",
            Kind.TEXT,
            "Where the death is recorded",
            AnyCode({"chart": "", "ssdi": "Social Security Death Index", "registry": ""}),
        ),
        Column("alive_on", Kind.DATE, "Last date on which the patient is known to have been alive, from any source"),
        Column(
            "observed_until",
            Kind.DATE,
            "Last day on which a death of the patient would have become known, where that is not the study's end",
        ),
        Column("grade", Kind.TEXT, "Grade of the tumour (WHO)", vocabulary("G1 G2 G3")),
        Column("performance_status", Kind.WHOLE, "ECOG performance status at the first treatment", Between(0, 4)),
    ),
    key=("patient_id",),
    required=True,
)

TREATMENTS = Table(
    "treatments",
    "an administration of the treatment that the study is about",
    (
        PATIENT_ID,
        key_date("treatment_date", "Day of the administration"),
        Column("agent", Kind.TEXT, "What was given", AnyCode({"i131_mibg": "iodine-131 mIBG"})),
        Column("activity_mbq", Kind.NUMBER, "Administered activity", Between(0, 100_000, above_low=True), unit="MBq"),
    ),
    key=("patient_id", "treatment_date"),
    parent="patients",
    required=True,
)

THERAPIES = Table(
    "therapies",
    "a therapy other than the treatment, at one time relative to the first treatment",
    (
        PATIENT_ID,
        Column(
            "therapy",
            Kind.TEXT,
            "What was done or given",
            AnyCode(
                {
                    "surgery": "",
                    "radiation": "external",
                    "embolization": "",
                    "chemotherapy": "",
                    "sandostatin": "octreotide LAR",
                }
            ),
            required=True,
            filled=True,
        ),
        Column(
            "timing",
            Kind.TEXT,
            "When, relative to the first treatment",
            OneOf({"prior": "before it", "concurrent": "begun before and continued", "post": "after it"}),
            required=True,
            filled=True,
        ),
        Column("start_date", Kind.DATE, "First day, where known; it tells several courses apart"),
        Column("stop_date", Kind.DATE, "Last day, where known"),
    ),
    key=("patient_id", "therapy", "timing", "start_date"),
    parent="patients",
)

METASTASES = Table(
    "metastases",
    "a metastatic site of a patient",
    (
        PATIENT_ID,
        Column(
            "site",
            Kind.TEXT,
            "Where the metastasis is",
            usual(
                "liver bone lungs carcinomatosis mediastinum mesentery adnexa pancreas adrenal kidney skin bladder "
                "gastric gallbladder muscle orbit spleen other"
            ),
            required=True,
            filled=True,
        ),
    ),
    key=("patient_id", "site"),
    parent="patients",
)
