"""Survival of groups by one measure of response: medians, differences and log-rank tests, as claims name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mibg.description import difference_of_medians
from mibg.reconstruction.outcomes.first_groups import LOST, Groups
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.tallies import Ranks, Tally, tally


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

    def guides(self, ranks: Ranks, groups: Groups) -> Estimates:
        """Estimate the medians, the difference and the comparison by response, and the medians by follow-up."""
        counts = tally_groups(ranks, groups, (self.better[1], self.worse[1], self.seen, self.unseen))
        better, worse, seen, lost = (counts.median(side) for side in range(4))
        return {
            f"{self.name}.os.{self.better[0]}": better,
            f"{self.name}.os.{self.worse[0]}": worse,
            f"{self.name}.os.difference": difference_of_medians(better, worse),
            f"{self.name}.os.p": counts.log_rank_p(0, 1),
            f"followup.{self.name}.seen.os_median": seen,
            f"followup.{self.name}.lost.os_median": lost,
        }

    def tests(self, ranks: Ranks, groups: Groups) -> Estimates:
        """Compare survival of those followed with that of those lost."""
        return {f"followup.{self.name}.p": tally_groups(ranks, groups, (self.seen, self.unseen)).log_rank_p(0, 1)}


def tally_groups(ranks: Ranks, groups: Groups, sides: Sequence[frozenset[str]]) -> Tally:
    """Count the survival of sides, each made of some of the groups."""
    names = sorted(set(groups))
    belongs = np.array([[name in side for name in names] for side in sides])
    place = {name: number for number, name in enumerate(names)}
    return tally(ranks, belongs[:, [place[group] for group in groups]])
