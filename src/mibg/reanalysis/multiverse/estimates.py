"""What a comparison shows: medians, their difference, the log-rank test and the hazard ratio, quickly."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import pandas as pd

from mibg.description import difference_of_medians
from mibg.endpoints import Median
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.comparisons import Compared
from mibg.reanalysis.multiverse.headlines import Headline
from mibg.survival import kaplan_meier, log_rank, median_r, median_spss
from mibg.survival.cox import cox, hazard_ratio

MEDIANS: Final[dict[str, Median]] = {"spss": median_spss, "r": median_r}


class Shown:
    """What one comparison shows of a headline, each number worked out when it is first asked for.

    The same functions as everywhere in the book, without the second opinion of another implementation, which takes
    longer than all the rest.

    Parameters
    ----------
    compared : Compared
        Patients, times and groups.
    headline : Headline
        The claim.
    """

    def __init__(self, compared: Compared, headline: Headline) -> None:
        self.compared, self.headline = compared, headline
        self._by_median: dict[str, Estimate] = {}

    def estimate(self, median: str) -> Estimate:
        """Give the median, or the difference of two, under one rule of what a median is."""
        if median not in self._by_median:
            self._by_median[median] = self._estimate(MEDIANS[median])
        return self._by_median[median]

    @cached_property
    def p(self) -> Estimate:
        """The log-rank test of the two groups."""
        return log_rank(self.compared.times, self.compared.group).estimate()

    @cached_property
    def ratio(self) -> Estimate:
        """Hazard in the first group over that in the second, Efron's ties."""
        first = self._pair[0]
        return hazard_ratio(cox(self.compared.times, pd.DataFrame({first: self.compared.group == first})), first)

    def _estimate(self, median: Median) -> Estimate:
        times, unit = self.compared.times, self.headline.unit
        if self.headline.pair is None:
            return median(kaplan_meier(times), unit)
        first, second = (median(kaplan_meier(times.where(self.compared.group == name)), "years") for name in self._pair)
        return difference_of_medians(first, second, unit)

    @property
    def _pair(self) -> tuple[str, str]:
        if self.headline.pair is None:
            raise ValueError(f"{self.headline.name} contrasts nothing")
        return self.headline.pair
