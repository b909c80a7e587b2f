"""Rules of response: readable records, each decided for a whole cohort at once."""

from mibg.response.assessments import evaluable, progressed, responded
from mibg.response.baseline import last_before
from mibg.response.followup import FATES, fate_counts, first_followup, retreated
from mibg.response.invalid import InvalidFindings
from mibg.response.rules import Rule, decide
from mibg.response.windows import BASELINE, FOLLOW_UP, Window, first_treatments

__all__ = [
    "BASELINE",
    "FATES",
    "FOLLOW_UP",
    "InvalidFindings",
    "Rule",
    "Window",
    "decide",
    "evaluable",
    "fate_counts",
    "first_followup",
    "first_treatments",
    "last_before",
    "progressed",
    "responded",
    "retreated",
]
