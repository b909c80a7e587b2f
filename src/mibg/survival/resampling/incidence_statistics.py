"""Cumulative incidence, of all replicates at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.arguments import check_days
from mibg.survival.competing_times import CompetingTimes
from mibg.survival.resampling.curve_statistics import where_observed
from mibg.survival.resampling.moments import event_moments
from mibg.survival.resampling.statistic import Counted
from mibg.survival.times import Floats


@dataclass(frozen=True)
class IncidenceAt:
    """Share of patients, in per cent, who have had an event of one cause by a time (Aalen and Johansen 1978).

    Not estimable in a replicate observed for less, unless nobody is free of events by then.

    Parameters
    ----------
    cause : str
        One of the sample's causes.
    days : float
        Time since time zero.
    """

    cause: str
    days: float
    unit: str = "%"
    missing: str = "nobody was observed for so long"

    def __post_init__(self) -> None:
        check_days(self.days, "a time of cumulative incidence")

    @property
    def names(self) -> tuple[str, ...]:
        """Cause and time."""
        return (f"incidence of {self.cause} by {self.days:g} days",)

    @property
    def convention(self) -> str:
        """Aalen's and Johansen's."""
        return f"Aalen-Johansen cumulative incidence of {self.cause} by {self.days:g} days"

    def of(self, sample: CompetingTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to per cent of shape (B, 1)."""
        times, of_cause = sample.any_cause(), sample.cause_specific(self.cause).event
        moments = event_moments(times)
        place = np.searchsorted(moments.time, self.days, side="right")

        def counted(counts: Floats) -> Floats:
            curve = moments.survival(counts)
            hazard = moments.hazard(moments.failing(counts * of_cause), counts)
            share = (curve[:, :-1] * hazard)[:, :place].sum(axis=1)
            return where_observed(100 * share, times, self.days, counts, curve)

        return counted
