"""Claims: what the paper prints, read exactly."""

from mibg.published.checklists import CHECKLISTS, ChecklistItem, load_checklist, totals
from mibg.published.checks import Check, load_relations, run_checks
from mibg.published.claims import Claim, Claims, load_claims, read_claims
from mibg.published.counts import counts_allowed
from mibg.published.family import Test, load_family
from mibg.published.findings import CONSEQUENCES, Cited, Finding, load_findings
from mibg.published.groups import Groups, load_groups
from mibg.published.literature import Comparison, Likeness, Literature, load_literature
from mibg.published.paper import Paper, load_paper
from mibg.published.predictions import Prediction, load_predictions
from mibg.published.printed import Interval, Part, UnreadableNumber, parse_printed, rounding_interval
from mibg.published.readings import Reading, load_readings
from mibg.published.resolution import unresolved
from mibg.published.spreads import Spread, load_spreads

__all__ = [
    "CHECKLISTS",
    "CONSEQUENCES",
    "Check",
    "ChecklistItem",
    "Cited",
    "Claim",
    "Claims",
    "Comparison",
    "Finding",
    "Groups",
    "Interval",
    "Likeness",
    "Literature",
    "Paper",
    "Part",
    "Prediction",
    "Reading",
    "Spread",
    "Test",
    "UnreadableNumber",
    "counts_allowed",
    "load_checklist",
    "load_claims",
    "load_family",
    "load_findings",
    "load_groups",
    "load_literature",
    "load_paper",
    "load_predictions",
    "load_readings",
    "load_relations",
    "load_spreads",
    "parse_printed",
    "read_claims",
    "rounding_interval",
    "run_checks",
    "totals",
    "unresolved",
]
