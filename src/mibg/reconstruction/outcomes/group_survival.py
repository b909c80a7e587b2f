"""Survival of groups by one measure of response: medians, differences and log-rank tests, as claims name them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mibg.description import difference_of_medians
from mibg.estimate import Estimate
from mibg.reconstruction.outcomes.first_groups import LOST, Groups
from mibg.reconstruction.statistics.shared import Estimates, median_years
from mibg.survival import SurvivalTimes, log_rank


@dataclass(frozen=True)
class Measure:
    """A measure of response, and the groups that the paper compares by it.

    Parameters
    ----------
    name : str
        ``imaging``, ``symptoms`` or ``biochemistry``.
    better, worse : (str, set of str)
        How the claims name each side, and the groups on it; both sides together are those followed.
    unseen : set of str
        Groups that count as lost.
    """

    name: str
    better: tuple[str, frozenset[str]]
    worse: tuple[str, frozenset[str]]
    unseen: frozenset[str] = frozenset({LOST})

    @property
    def seen(self) -> frozenset[str]:
        """Groups that were followed."""
        return self.better[1] | self.worse[1]

    def guides(self, times: SurvivalTimes, groups: Groups) -> Estimates:
        """Estimate the medians, the difference and the comparison by response, and the medians by follow-up."""
        sides = (self.better[1], self.worse[1], self.seen, self.unseen)
        better, worse, seen, lost = (median_years(times.where(_in(groups, side))) for side in sides)
        return {
            f"{self.name}.os.{self.better[0]}": better,
            f"{self.name}.os.{self.worse[0]}": worse,
            f"{self.name}.os.difference": difference_of_medians(better, worse),
            f"{self.name}.os.p": log_rank_p(times, groups, self.better[1], self.worse[1]),
            f"followup.{self.name}.seen.os_median": seen,
            f"followup.{self.name}.lost.os_median": lost,
        }

    def tests(self, times: SurvivalTimes, groups: Groups) -> Estimates:
        """Compare survival of those followed with that of those lost."""
        return {f"followup.{self.name}.p": log_rank_p(times, groups, self.seen, self.unseen)}


def log_rank_p(times: SurvivalTimes, groups: Groups, first: frozenset[str], second: frozenset[str]) -> Estimate:
    """Compare the survival of some groups with that of others."""
    one, both = _in(groups, first), _in(groups, first | second)
    return log_rank(times.where(both), one[both]).estimate()


def _in(groups: Groups, names: frozenset[str]) -> npt.NDArray[np.bool_]:
    return np.array([group in names for group in groups])
