"""Rules of response: readable records, each decided for a whole cohort at once."""

from mibg.response.assessments import evaluable, progressed, responded
from mibg.response.invalid import InvalidFindings
from mibg.response.rules import Rule, decide, rule_lines

__all__ = [
    "InvalidFindings",
    "Rule",
    "decide",
    "evaluable",
    "progressed",
    "responded",
    "rule_lines",
]
