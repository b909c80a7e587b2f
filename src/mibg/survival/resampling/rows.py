"""The way for any other statistic: a function of rows, called once for each replicate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mibg.survival.competing_times import CompetingTimes
from mibg.survival.resampling.statistic import Counted
from mibg.survival.times import Floats, Ints, SurvivalTimes


@dataclass(frozen=True, eq=False)
class OfRows:
    """Any statistic of the patients drawn, worked out replicate by replicate; slow.

    Parameters
    ----------
    function : callable
        Takes the numbers of the rows drawn, each as often as it was drawn and in rising order, and gives one number,
        None where they cannot carry it.
    name, unit, convention, missing : str
        As of a `Statistic`.
    """

    function: Callable[[Ints], float | None]
    name: str
    unit: str
    convention: str
    missing: str

    @property
    def names(self) -> tuple[str, ...]:
        """The one name."""
        return (self.name,)

    def of(self, sample: SurvivalTimes | CompetingTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to values of shape (B, 1)."""
        rows = np.arange(len(sample))

        def counted(counts: Floats) -> Floats:
            values = [self.function(np.repeat(rows, count)) for count in counts.astype(np.int64)]
            return np.array([np.nan if value is None else value for value in values], dtype=float)[:, None]

        return counted
