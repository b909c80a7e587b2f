"""Groups of statistics whose claims imply each other, so that leaving one out means leaving out all."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from mibg.layout import published_folder
from mibg.published.claims import Claims

_FILE = "groups.yaml"


@dataclass(frozen=True)
class Groups:
    """The groups of one paper.

    Parameters
    ----------
    given : frozenset of str
        Statistics that are never left out.
    groups : tuple of frozenset of str
        All other statistics of the cohort, each in one group.
    """

    given: frozenset[str]
    groups: tuple[frozenset[str], ...]

    def fold(self, number: int, folds: int) -> frozenset[str]:
        """Give the statistics of every `folds`-th group, from the group `number` on."""
        return frozenset[str]().union(*self.groups[number::folds])


def load_groups(claims: Claims, folder: Path | None = None) -> Groups:
    """Read the declared groups.

    Parameters
    ----------
    claims : Claims
        Say which statistics a pattern such as ``cohort.primary.*`` stands for.
    folder : Path, optional
        Holds ``groups.yaml``; by default the published data of this book.
    """
    declared = yaml.safe_load(((folder or published_folder()) / _FILE).read_text(encoding="utf-8"))
    names = {claim.statistic for claim in claims if claim.statistic}
    groups = tuple(
        frozenset(name for name in names if any(fnmatchcase(name, pattern) for pattern in group))
        for group in declared["groups"]
    )
    return Groups(frozenset(declared["given"]), groups)
