"""Checks of a paper against itself: they need its printed numbers and no data."""

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.differences import check_differences
from mibg.published.checks.granularity import check_granularity
from mibg.published.checks.partitions import check_partitions
from mibg.published.checks.relations import Relations, load_relations
from mibg.published.checks.repeated import check_repeated
from mibg.published.checks.run import run_checks

__all__ = [
    "Check",
    "Outcome",
    "Relations",
    "check_differences",
    "check_granularity",
    "check_partitions",
    "check_repeated",
    "load_relations",
    "run_checks",
]
