"""Survival of groups: their medians, the difference, the log-rank test."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mibg.description import difference_of_medians
from mibg.estimate import Estimate
from mibg.reconstruction.outcomes.first_groups import Groups
from mibg.reconstruction.statistics.shared import median_years
from mibg.survival import SurvivalTimes, log_rank


def medians(
    times: SurvivalTimes, groups: Groups, better: set[str], worse: set[str]
) -> tuple[Estimate, Estimate, Estimate]:
    """Estimate the median survival of some groups, of others, and the difference."""
    longer, shorter = (median_years(times.where(_in(groups, names))) for names in (better, worse))
    return longer, shorter, difference_of_medians(longer, shorter)


def log_rank_p(times: SurvivalTimes, groups: Groups, first: set[str], second: set[str]) -> Estimate:
    """Compare the survival of some groups with that of others."""
    one, both = _in(groups, first), _in(groups, first | second)
    return log_rank(times.where(both), one[both]).estimate()


def _in(groups: Groups, names: set[str]) -> npt.NDArray[np.bool_]:
    return np.array([group in names for group in groups])
