"""RECIST 1.1."""

from mibg.response.recist.assess import assess_lesions
from mibg.response.recist.best import BestCriteria, best_overall_response, best_rules
from mibg.response.recist.confirmed import Confirmation
from mibg.response.recist.overall import OVERALL_RULES
from mibg.response.recist.target import TARGET_RULES

__all__ = [
    "OVERALL_RULES",
    "TARGET_RULES",
    "BestCriteria",
    "Confirmation",
    "assess_lesions",
    "best_overall_response",
    "best_rules",
]
