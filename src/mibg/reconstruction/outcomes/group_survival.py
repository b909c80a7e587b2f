"""Survival of groups by one measure of response: medians, differences and log-rank tests, as claims name them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mibg.description import difference_of_medians
from mibg.reconstruction.outcomes.first_groups import LOST, Groups
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.tallies import Ranks, Tally, tally
from mibg.reconstruction.tilt import Tilt
from mibg.response import FOLLOW_UP


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

    def leaning(self, tilt: Tilt | None, days: Sequence[int]) -> Callable[[Groups], int] | None:
        """Make the measure of how far groups lean the way of a tilt; None for a tilt of another contrast.

        What counts is how long each group lives after the window of first follow-up.
        """
        if tilt is None or tilt.contrast != self.name:
            return None
        later = [max(day - FOLLOW_UP.last_day, 0) for day in days]

        def measured(groups: Groups) -> int:
            better, worse = (
                [later[i] for i, group in enumerate(groups) if later[i] and group in side]
                for side in (self.better[1], self.worse[1])
            )
            return tilt.leaning(better, worse)

        return measured

    def tests(self, ranks: Ranks, groups: Groups) -> Estimates:
        """Compare survival of those followed with that of those lost."""
        return {f"followup.{self.name}.p": tally_groups(ranks, groups, (self.seen, self.unseen)).log_rank_p(0, 1)}


def tally_groups(ranks: Ranks, groups: Groups, sides: Sequence[frozenset[str]]) -> Tally:
    """Count the survival of sides, each made of some of the groups."""
    names = sorted(set(groups))
    belongs = np.array([[name in side for name in names] for side in sides])
    place = {name: number for number, name in enumerate(names)}
    return tally(ranks, belongs[:, [place[group] for group in groups]])
