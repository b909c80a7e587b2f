"""Claims: what the paper prints, read exactly."""

from mibg.published.claims import Claim, Claims, load_claims, read_claims
from mibg.published.counts import counts_allowed
from mibg.published.groups import Groups, load_groups
from mibg.published.predictions import Prediction, load_predictions
from mibg.published.printed import Interval, Part, UnreadableNumber, parse_printed, rounding_interval
from mibg.published.readings import Reading, load_readings
from mibg.published.resolution import unresolved

__all__ = [
    "Claim",
    "Claims",
    "Groups",
    "Interval",
    "Part",
    "Prediction",
    "Reading",
    "UnreadableNumber",
    "counts_allowed",
    "load_claims",
    "load_groups",
    "load_predictions",
    "load_readings",
    "parse_printed",
    "read_claims",
    "rounding_interval",
    "unresolved",
]
