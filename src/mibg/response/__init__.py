"""Rules of response: readable records, each decided for a whole cohort at once."""

from mibg.response.assessments import evaluable, progressed, responded
from mibg.response.baseline import last_before
from mibg.response.concordance import CATEGORIES, GROUPS, Concordance, concordance
from mibg.response.followup import FATES, fate_counts, first_followup, retreated
from mibg.response.imaging import IMAGING_RULES, imaging_followup
from mibg.response.invalid import InvalidFindings
from mibg.response.report import REPORT_RULES, assess_reports
from mibg.response.rules import Rule, decide
from mibg.response.scan import SCAN_RULES, assess_scans
from mibg.response.windows import BASELINE, FOLLOW_UP, Window, first_treatments

__all__ = [
    "BASELINE",
    "CATEGORIES",
    "FATES",
    "FOLLOW_UP",
    "GROUPS",
    "IMAGING_RULES",
    "REPORT_RULES",
    "SCAN_RULES",
    "Concordance",
    "InvalidFindings",
    "Rule",
    "Window",
    "assess_reports",
    "assess_scans",
    "concordance",
    "decide",
    "evaluable",
    "fate_counts",
    "first_followup",
    "first_treatments",
    "imaging_followup",
    "last_before",
    "progressed",
    "responded",
    "retreated",
]
