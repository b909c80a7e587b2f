"""The goal of the search for histories: every printed number about overall survival."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from mibg.description import difference_of_medians
from mibg.reconstruction.histories import Histories
from mibg.reconstruction.statistics import Estimates
from mibg.reconstruction.tallies import Tally, ranked, tally
from mibg.reconstruction.targets import Targets
from mibg.survival.times import Bools
from mibg.units import DAYS_PER_YEAR

_FIVE_YEARS: Final = 5 * DAYS_PER_YEAR
_DEATHS_IN_WINDOW: Final = 3
_LACKING_DEATH: Final = 50


def survival_goal(targets: Targets, example: Histories) -> Callable[[Histories], int]:
    """Make the measure of how far histories are from what is asked.

    Parameters
    ----------
    targets : Targets
        Those that are not about overall survival are passed over.
    example : Histories
        Any histories of the same doses.

    Returns
    -------
    callable
        How far the targets are, and how many deaths are lacking on the days that print as medians of groups. The
        comparison of groups is looked at where everything else is as printed.
    """
    again = np.array(example.last_dose) > 0
    sides, windows = np.array([again | True, ~again, again]), targets.median_days()
    medians, p = (targets.about(tuple(some)) for some in _estimates(example, _tallied(example, sides)))

    def distance(histories: Histories) -> int:
        counts = _tallied(histories, sides)
        found = _estimates(histories, counts)
        return medians.distance(found[0]) + _LACKING_DEATH * _lacking(counts, windows) or p.distance(found[1])

    return distance


def _tallied(histories: Histories, sides: Bools, before: Sequence[int] | None = None) -> Tally:
    """Count survival of everybody, of those treated once and of those treated again; or since an earlier day."""
    observed, died = histories.observations()
    return tally(ranked(observed if before is None else observed + np.array(before), died), sides)


def _estimates(histories: Histories, counts: Tally) -> tuple[Estimates, Estimates]:
    """Estimate medians and five-year survival, and compare those treated once and again."""
    everybody, single, multiple = (counts.median(side) for side in range(3))
    all_patients = np.ones((1, len(histories.survival)), dtype=bool)
    since = [counts, *(_tallied(histories, all_patients, days) for days in (histories.diagnosed, histories.metastatic))]
    names = ("treatment", "diagnosis", "metastatic")
    return {
        "os.median": everybody,
        "os.single.median": single,
        "os.multiple.median": multiple,
        "os.repeat.difference": difference_of_medians(multiple, single),
    } | {
        f"os.five_year.{name}": found.per_cent_alive(0, _FIVE_YEARS) for name, found in zip(names, since, strict=True)
    }, {"os.repeat.p": counts.log_rank_p(1, 2)}


def _lacking(counts: Tally, windows: Sequence[tuple[int, int]]) -> int:
    """How many deaths there are too few of, a few being wanted in each window of days."""
    deaths = np.concatenate([[0], np.cumsum(counts.events[0])])
    low, high = np.array(windows).T
    within = deaths[counts.days.searchsorted(high, side="right")] - deaths[counts.days.searchsorted(low)]
    return int(np.maximum(_DEATHS_IN_WINDOW - within, 0).sum())
