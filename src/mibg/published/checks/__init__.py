"""Checks of a paper against itself: they need its printed numbers and no data."""

from mibg.published.checks.check import Check, Family, Outcome
from mibg.published.checks.relations import Relations
from mibg.published.checks.relations_file import load_relations
from mibg.published.checks.run import FAMILIES, run_checks
from mibg.published.checks.telling import as_data, tell

__all__ = ["FAMILIES", "Check", "Family", "Outcome", "Relations", "as_data", "load_relations", "run_checks", "tell"]
