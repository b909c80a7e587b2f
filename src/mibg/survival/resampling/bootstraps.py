"""What a bootstrap found: intervals and replicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mibg.estimate import Estimate
from mibg.survival.arguments import check_choice
from mibg.survival.resampling.limits import Interval, Method
from mibg.survival.resampling.statistic import AnyStatistic
from mibg.survival.times import Floats
from mibg.units import convert

_SHOWN: Final[dict[Method, str]] = {"bca": "BCa", "percentile": "percentile"}


@dataclass(frozen=True, eq=False)
class Bootstrap:
    """Bootstrap intervals of the p statistics of one sample.

    Parameters
    ----------
    statistic : Statistic
        What was bootstrapped; it names the p statistics and their unit.
    intervals : mapping of str to Interval
        Value, standard error, limits, and what they rest on, by name.
    replicates : ndarray of float, shape (B, p)
        In the statistic's unit; NaN where a replicate cannot carry the statistic. None are drawn where the sample
        itself cannot.
    method : {"bca", "percentile"}
        How limits are formed.
    level : float
        Confidence level.
    n, events : int
        Patients, and events among them.
    """

    statistic: AnyStatistic
    intervals: dict[str, Interval]
    replicates: Floats
    method: Method
    level: float
    n: int
    events: int

    def estimate(self, unit: str | None = None, name: str | None = None) -> Estimate:
        """Give one of the statistics, with its bootstrap standard error and limits.

        Parameters
        ----------
        unit : str, optional
            For a duration ``days``, ``months`` or ``years``; without it the statistic's own.
        name : str, optional
            Which of several; the first, without it.

        Returns
        -------
        Estimate
            `parts` holds z0, a, the share of failed replicates, and the Monte-Carlo errors of the limits. Not
            estimable, with the reason, where either the value or its interval is not.

        Raises
        ------
        InvalidSurvivalData
            When no statistic has that name; says which there are.
        """
        if name is not None:
            check_choice(name, self.intervals, "the name of a statistic")
        found = self.intervals[name or self.statistic.names[0]]
        unit = unit or self.statistic.unit
        convention = f"{self.statistic.convention}; {_SHOWN[self.method]} bootstrap, {len(self.replicates)} replicates"
        about = (unit, self.n, convention, "mibg.survival.resampling.resample.bootstrap", self.events)
        if found.reason is not None:
            return Estimate(None, *about, parts={"failed": found.failed}, ci_level=self.level, reason=found.reason)
        numbers = (found.value, found.se, found.low, found.high, found.low_error, found.high_error)
        value, se, low, high, *errors = (convert(number, self.statistic.unit, unit) for number in numbers)
        parts = {
            "z0": found.bias_correction,
            "a": found.acceleration,
            "failed": found.failed,
            "low_error": errors[0],
            "high_error": errors[1],
        }
        return Estimate(value, *about, se, (low, high), self.level, parts)
