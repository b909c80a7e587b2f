"""Cumulative incidence, of all replicates at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.arguments import check_days
from mibg.survival.competing_times import CompetingTimes
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.resampling.curve_statistics import where_observed
from mibg.survival.resampling.moments import Moments, event_moments
from mibg.survival.resampling.statistic import Counted
from mibg.survival.times import Bools, Floats


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
            share = _steps(moments, counts, of_cause, curve)[:, :place].sum(axis=1)
            return where_observed(100 * share, times, self.days, counts, curve)

        return counted


@dataclass(frozen=True)
class IncidenceMedian:
    """Time by which half of all patients have had an event of one cause, in days, as `mibg.survival.incidence_median`.

    Not estimable in a replicate in which fewer than half ever have it.

    Parameters
    ----------
    cause : str
        One of the sample's causes.
    """

    cause: str
    unit: str = "days"
    missing: str = "fewer than half have the event before another"

    @property
    def names(self) -> tuple[str, ...]:
        """The one name."""
        return (f"time by which half have {self.cause}",)

    @property
    def convention(self) -> str:
        """The smallest such time."""
        return f"smallest time at which the Aalen-Johansen incidence of {self.cause} is one half or more"

    def of(self, sample: CompetingTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to days of shape (B, 1)."""
        of_cause = sample.cause_specific(self.cause).event
        moments = event_moments(sample.any_cause())
        days = np.append(moments.time, np.nan)

        def counted(counts: Floats) -> Floats:
            steps = _steps(moments, counts, of_cause, moments.survival(counts))
            reached = np.cumsum(steps, axis=1) >= 0.5 - TOLERANCE
            first = np.where(reached.any(axis=1), reached.argmax(axis=1) if len(moments.time) else 0, len(moments.time))
            found: Floats = days[first][:, None]
            return found

        return counted


def _steps(moments: Moments, counts: Floats, of_cause: Bools, curve: Floats) -> Floats:
    """Incidence of the cause that each time of events adds, shape (B, k)."""
    return curve[:, :-1] * moments.hazard(moments.failing(counts * of_cause), counts)
