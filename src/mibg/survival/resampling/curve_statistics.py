"""Statistics read off one survival curve, of all replicates at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.arguments import check_days, check_share
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.resampling.moments import event_moments
from mibg.survival.resampling.statistic import Counted
from mibg.survival.times import Floats, SurvivalTimes


@dataclass(frozen=True)
class Quantile:
    """The time by which a share of the patients has had the event; with 0.5 the median, as in SPSS.

    The smallest event time with S(t) <= 1 - `share`, allowing 1e-9 for the rounding of the product. Not estimable in
    a replicate that never comes so low.

    Parameters
    ----------
    share : float
        Between 0 and 1.
    """

    share: float = 0.5
    unit: str = "days"

    def __post_init__(self) -> None:
        check_share(self.share, "the share of a quantile")

    @property
    def names(self) -> tuple[str, ...]:
        """Median, or quantile with its share."""
        return ("median",) if self.share == 0.5 else (f"quantile {self.share:g}",)

    @property
    def convention(self) -> str:
        """Convention of SPSS."""
        return f"smallest event time with S(t) ≤ {1 - self.share:g}"

    @property
    def missing(self) -> str:
        """The curve stays above."""
        return f"S(t) never falls to {1 - self.share:g}"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to days of shape (B, 1)."""
        moments = event_moments(sample)
        days = np.concatenate([[np.nan], moments.time])

        def counted(counts: Floats) -> Floats:
            reached = moments.survival(counts) <= 1 - self.share + TOLERANCE
            found: Floats = days[reached.argmax(axis=1)]
            return found[:, None]

        return counted


@dataclass(frozen=True)
class SurvivalAt:
    """S(t) in per cent; not estimable in a replicate observed for less, unless S(t) is 0 by then.

    Parameters
    ----------
    days : float
        Time since time zero.
    """

    days: float
    unit: str = "%"
    missing: str = "nobody was observed for so long"

    def __post_init__(self) -> None:
        check_days(self.days, "a time of S(t)")

    @property
    def names(self) -> tuple[str, ...]:
        """S and its time."""
        return (f"S({self.days:g} days)",)

    @property
    def convention(self) -> str:
        """Kaplan and Meier's."""
        return f"Kaplan-Meier S(t) at {self.days:g} days"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to per cent of shape (B, 1)."""
        moments = event_moments(sample)
        place = np.searchsorted(moments.time, self.days, side="right")

        def counted(counts: Floats) -> Floats:
            curve = moments.survival(counts)
            return where_observed(100 * curve[:, place], sample, self.days, counts, curve)

        return counted


@dataclass(frozen=True)
class RestrictedMean:
    """Mean survival time up to a limit, in days: the area below S(t).

    Not estimable in a replicate observed for less, unless S(t) is 0 by then.

    Parameters
    ----------
    days : float
        The limit.
    """

    days: float
    unit: str = "days"
    missing: str = "nobody was observed for so long"

    def __post_init__(self) -> None:
        check_days(self.days, "the limit of a restricted mean")

    @property
    def names(self) -> tuple[str, ...]:
        """The limit."""
        return (f"restricted mean to {self.days:g} days",)

    @property
    def convention(self) -> str:
        """Area below the curve."""
        return f"area below the Kaplan-Meier curve to {self.days:g} days"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to days of shape (B, 1)."""
        moments = event_moments(sample)
        widths = np.diff(np.minimum(np.concatenate([[0.0], moments.time, [np.inf]]), self.days))

        def counted(counts: Floats) -> Floats:
            curve = moments.survival(counts)
            return where_observed(curve @ widths, sample, self.days, counts, curve)

        return counted


def where_observed(values: Floats, times: SurvivalTimes, days: float, counts: Floats, curve: Floats) -> Floats:
    """Values, shape (B, 1), of the replicates that reach a time or in which the curve has come to 0."""
    reach = (counts @ (times.time >= days) > 0) | (curve[:, -1] <= TOLERANCE)
    return np.where(reach & (counts @ np.ones(len(times)) > 0), values, np.nan)[:, None]
