"""Claims: what the paper prints, read exactly."""

from mibg.published.claims import Claim, Claims, load_claims, read_claims
from mibg.published.printed import Interval, Part, UnreadableNumber, parse_printed, rounding_interval
from mibg.published.resolution import unresolved

__all__ = [
    "Claim",
    "Claims",
    "Interval",
    "Part",
    "UnreadableNumber",
    "load_claims",
    "parse_printed",
    "read_claims",
    "rounding_interval",
    "unresolved",
]
