"""Biochemical response: of each laboratory value, of each day, and at first follow-up."""

from mibg.response.biochemical.analytes import analyte_rules, assess_analytes
from mibg.response.biochemical.criteria import (
    PROGRESSION_RISE_PERCENT,
    RESPONSE_FALL_PERCENT,
    BiochemicalCriteria,
)
from mibg.response.biochemical.either import EITHER_ANALYTE_RULES, assess_labs, join_days
from mibg.response.biochemical.first_followup import biochemical_followup, followup_by_analyte, join_analytes

__all__ = [
    "EITHER_ANALYTE_RULES",
    "PROGRESSION_RISE_PERCENT",
    "RESPONSE_FALL_PERCENT",
    "BiochemicalCriteria",
    "analyte_rules",
    "assess_analytes",
    "assess_labs",
    "biochemical_followup",
    "followup_by_analyte",
    "join_analytes",
    "join_days",
]
