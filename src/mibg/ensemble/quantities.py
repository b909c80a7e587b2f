"""Everything that a member of an ensemble is asked: the headline numbers of every chapter of the reanalysis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mibg.cohort import Cohort
from mibg.estimate import Estimate
from mibg.reanalysis import guarantee, immortal, lost, multiverse, progression_free, robustness

_CHAPTERS: Final[tuple[Callable[[Cohort], Mapping[str, Estimate]], ...]] = (
    immortal.quantities,
    guarantee.quantities,
    lost.quantities,
    progression_free.quantities,
    robustness.quantities,
    multiverse.quantities,
)


def quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Ask a cohort everything.

    Returns
    -------
    dict of str to Estimate
        By the ids under which the chapters record them.
    """
    return {name: estimate for chapter in _CHAPTERS for name, estimate in chapter(cohort).items()}
