"""The goal of the search for histories: every printed number about overall survival."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from mibg.description import difference_of_medians
from mibg.reconstruction.histories import Histories
from mibg.reconstruction.statistics import Estimates
from mibg.reconstruction.tallies import Tally, ranked, tally
from mibg.reconstruction.targets import Targets
from mibg.survival.times import Bools, Ints
from mibg.units import DAYS_PER_YEAR

_FIVE_YEARS: Final = 5 * DAYS_PER_YEAR
_DEATHS_IN_WINDOW: Final = 3
_LACKING_DEATH: Final = 50
_MEASURES: Final = ("imaging", "symptoms", "biochemistry")

Demand = tuple[int, int, int]  # first and last day, and how many deaths there are at least from one to the other


def since_treatment(targets: Targets, example: Histories) -> Callable[[Histories], int]:
    """Make the measure of how far survival since treatment is from what is asked.

    Parameters
    ----------
    targets : Targets
        Those that are not about it are passed over.
    example : Histories
        Any histories of the same doses.

    Returns
    -------
    callable
        How far the medians and the survival at five years are, and how many deaths groups yet to be formed will lack
        for theirs; where nothing is amiss, how far the comparison of those treated once and again is.
    """
    again = np.array(example.last_dose) > 0
    sides = np.array([again | True, ~again, again])
    demands = np.array([*_at_medians(targets), *_early(targets)], dtype=np.int64).reshape(-1, 3)
    medians, p = (targets.about(tuple(some(_tallied(example, sides)))) for some in (_medians, _comparison))

    def distance(histories: Histories) -> int:
        counts = _tallied(histories, sides)
        away = medians.distance(_medians(counts)) + _LACKING_DEATH * _lacking(counts, demands)
        return away or p.distance(_comparison(counts))

    return distance


def since_earlier(targets: Targets, example: Histories) -> Callable[[Histories], int]:
    """Make the measure of how far survival since diagnosis and metastases is from what is asked; see above."""
    asked = targets.about(tuple(_five_years(example)))
    return lambda histories: asked.distance(_five_years(histories))


def survival_distance(targets: Targets, histories: Histories) -> int:
    """How far all that is asked of overall survival is."""
    return since_treatment(targets, histories)(histories) + since_earlier(targets, histories)(histories)


def _tallied(histories: Histories, sides: Bools) -> Tally:
    return tally(ranked(*histories.observations()), sides)


def _medians(counts: Tally) -> Estimates:
    """Estimate the survival of everybody, of those treated once and of those treated again."""
    everybody, single, multiple = (counts.median(side) for side in range(3))
    return {
        "os.median": everybody,
        "os.single.median": single,
        "os.multiple.median": multiple,
        "os.repeat.difference": difference_of_medians(multiple, single),
        "os.five_year.treatment": counts.per_cent_alive(0, _FIVE_YEARS),
    }


def _comparison(counts: Tally) -> Estimates:
    return {"os.repeat.p": counts.log_rank_p(1, 2)}


def _five_years(histories: Histories) -> Estimates:
    observed, died = histories.observations()
    everybody = np.ones((1, len(observed)), dtype=bool)
    before = {"diagnosis": histories.diagnosed, "metastatic": histories.metastatic}
    since = {origin: tally(ranked(observed + np.array(days), died), everybody) for origin, days in before.items()}
    return {f"os.five_year.{origin}": counts.per_cent_alive(0, _FIVE_YEARS) for origin, counts in since.items()}


def _at_medians(targets: Targets) -> list[Demand]:
    """Demand a few deaths on the days that print as each median: nobody's death can be moved later."""
    return [(low, high, _DEATHS_IN_WINDOW) for low, high in targets.median_days()]


def _early(targets: Targets) -> Iterator[Demand]:
    """Demand that, by the median of those lost to a measure, half of them have died, and an eighth of all others."""
    for lost in (f"followup.{measure}.lost" for measure in _MEASURES):
        if targets.ask(lost) and targets.ask(f"{lost}.os_median"):
            dead = targets.whole("cohort.n") * (targets.whole(lost) * 3 + 100) // 800
            yield 0, targets.days(f"{lost}.os_median"), dead


def _lacking(counts: Tally, demands: Ints) -> int:
    """How many deaths there are too few of, in all demands together."""
    deaths = np.concatenate([[0], np.cumsum(counts.events[0])])
    low, high, least = demands.T
    within = deaths[counts.days.searchsorted(high, side="right")] - deaths[counts.days.searchsorted(low)]
    return int(np.maximum(least - within, 0).sum())
