"""Rules of response: readable records, each decided for a whole cohort at once."""

from mibg.response.agreement import CATEGORIES, GROUPS, Concordance, concordance
from mibg.response.assessments import evaluable, progressed, responded
from mibg.response.baseline import last_before
from mibg.response.biochemical import (
    EITHER_ANALYTE_RULES,
    PROGRESSION_RISE_PERCENT,
    RESPONSE_FALL_PERCENT,
    BiochemicalCriteria,
    analyte_rules,
    assess_analytes,
    assess_labs,
    biochemical_followup,
    followup_by_analyte,
    join_analytes,
    join_days,
)
from mibg.response.choices import InvalidCriteria
from mibg.response.exams import assess_exams
from mibg.response.followup import FATES, fate_counts, first_followup, retreated
from mibg.response.imaging import IMAGING_RULES, Conflict, imaging_followup, imaging_rules, join_modalities
from mibg.response.invalid import InvalidFindings
from mibg.response.measured import assess_measured
from mibg.response.recist import (
    OVERALL_RULES,
    TARGET_RULES,
    BestCriteria,
    Confirmation,
    assess_lesions,
    best_overall_response,
    best_rules,
)
from mibg.response.report import REPORT_RULES, assess_reports
from mibg.response.rules import Rule, decide
from mibg.response.scan import SCAN_RULES, assess_scans
from mibg.response.symptoms import (
    COMPLAINT_FATES,
    COMPLAINT_RULES,
    SYMPTOM_RULES,
    Reading,
    assess_complaints,
    assess_symptoms,
    complaint_followup,
)
from mibg.response.windows import BASELINE, FOLLOW_UP, Window, first_treatments

__all__ = [
    "BASELINE",
    "CATEGORIES",
    "COMPLAINT_FATES",
    "COMPLAINT_RULES",
    "EITHER_ANALYTE_RULES",
    "FATES",
    "FOLLOW_UP",
    "GROUPS",
    "IMAGING_RULES",
    "OVERALL_RULES",
    "PROGRESSION_RISE_PERCENT",
    "REPORT_RULES",
    "RESPONSE_FALL_PERCENT",
    "SCAN_RULES",
    "SYMPTOM_RULES",
    "TARGET_RULES",
    "BestCriteria",
    "BiochemicalCriteria",
    "Concordance",
    "Confirmation",
    "Conflict",
    "InvalidCriteria",
    "InvalidFindings",
    "Reading",
    "Rule",
    "Window",
    "analyte_rules",
    "assess_analytes",
    "assess_complaints",
    "assess_exams",
    "assess_labs",
    "assess_lesions",
    "assess_measured",
    "assess_reports",
    "assess_scans",
    "assess_symptoms",
    "best_overall_response",
    "best_rules",
    "biochemical_followup",
    "complaint_followup",
    "concordance",
    "decide",
    "evaluable",
    "fate_counts",
    "first_followup",
    "first_treatments",
    "followup_by_analyte",
    "imaging_followup",
    "imaging_rules",
    "join_analytes",
    "join_days",
    "join_modalities",
    "last_before",
    "progressed",
    "responded",
    "retreated",
]
