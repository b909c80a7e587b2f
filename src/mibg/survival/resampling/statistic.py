"""What can be bootstrapped: a function of how often each patient was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from mibg.survival.competing_times import CompetingTimes
from mibg.survival.times import Floats, SurvivalTimes

Sample = TypeVar("Sample", bound=SurvivalTimes | CompetingTimes)
Sample_contra = TypeVar("Sample_contra", bound=SurvivalTimes | CompetingTimes, contravariant=True)
Counted = Callable[[Floats], Floats]


class Statistic(Protocol[Sample_contra]):
    """One statistic, or p of them that are estimated together.

    A bootstrap sample is the patients, each as often as it was drawn. So a statistic of B bootstrap samples is a
    function of a table of counts, shape (B, n), which numpy works out for all of them at once; the sample itself is
    the row of ones, and a jackknife is the rows with a single 0.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the p statistics."""
        ...

    @property
    def unit(self) -> str:
        """Unit of all of them, as of an `Estimate`."""
        ...

    @property
    def convention(self) -> str:
        """The statistic in a few words, with the convention it follows."""
        ...

    @property
    def missing(self) -> str:
        """Reason to give where a sample with events cannot carry the statistic."""
        ...

    def of(self, sample: Sample_contra) -> Counted:
        """Make ready for a sample of n patients.

        Parameters
        ----------
        sample : SurvivalTimes or CompetingTimes
            The patients.

        Returns
        -------
        callable
            Takes counts, shape (B, n), whole numbers held as floats, and gives the statistics, shape (B, p), NaN where
            a replicate cannot carry one. The statistics of one sample are estimable together or not at all.
        """
        ...


AnyStatistic = Statistic[Any]
