"""Symptomatic response: of each complaint, of each visit, and the rates of improvement by complaint."""

from mibg.response.symptoms.complaints import COMPLAINT_RULES, OVERALL, assess_complaints
from mibg.response.symptoms.rates import COMPLAINT_FATES, complaint_followup
from mibg.response.symptoms.visits import SYMPTOM_RULES, Reading, assess_symptoms

__all__ = [
    "COMPLAINT_FATES",
    "COMPLAINT_RULES",
    "OVERALL",
    "SYMPTOM_RULES",
    "Reading",
    "assess_complaints",
    "assess_symptoms",
    "complaint_followup",
]
