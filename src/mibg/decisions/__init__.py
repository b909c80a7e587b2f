"""What the paper leaves open: a register of decisions, and every statistic under each of their options."""

from mibg.decisions.analysis import Analysis
from mibg.decisions.bench import Bench
from mibg.decisions.choices import Choices, options
from mibg.decisions.evaluate import Alternative, alike, analyse, as_frame, evaluate, evaluate_all, moved
from mibg.decisions.register import Decision, Option, load_register
from mibg.decisions.statistics import STATISTICS, compute

__all__ = [
    "STATISTICS",
    "Alternative",
    "Analysis",
    "Bench",
    "Choices",
    "Decision",
    "Option",
    "alike",
    "analyse",
    "as_frame",
    "compute",
    "evaluate",
    "evaluate_all",
    "load_register",
    "moved",
    "options",
]
