"""Statistics that compare groups of patients, of all replicates at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, cast

import numpy as np
import numpy.typing as npt

from mibg.survival.chi_squared import RANK_TOLERANCE, chi_squared
from mibg.survival.resampling.moments import Moments, event_moments
from mibg.survival.resampling.statistic import Counted, Sample, Statistic
from mibg.survival.scores import members
from mibg.survival.times import Bools, Floats, SurvivalTimes


@dataclass(frozen=True, eq=False)
class Difference(Generic[Sample]):
    """A statistic of one group less that of another.

    Not estimable in a replicate where either is not, or where nobody is in one of the groups. Draw within the groups
    by naming them as strata too.

    Parameters
    ----------
    statistic : Statistic
        Of one sample, such as a median.
    groups : array_like, shape (n,)
        Group of each patient; patients of other groups count for nothing.
    first, second : str
        Names of the two.
    """

    statistic: Statistic[Sample]
    groups: Sequence[object] | npt.ArrayLike
    first: str
    second: str

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the statistic."""
        return self.statistic.names

    @property
    def unit(self) -> str:
        """That of the statistic; differences of per cent are percentage points."""
        return self.statistic.unit

    @property
    def convention(self) -> str:
        """Which less which."""
        return f"{self.statistic.convention}: {self.first} less {self.second}"

    @property
    def missing(self) -> str:
        """Nobody is in one of them, or the statistic of one is missing."""
        found = members(self.groups, len(np.asarray(self.groups)), "group")[0]
        absent = [name for name in (self.first, self.second) if name not in found]
        if absent:
            return f"nobody is in the group {absent[0]!r}; there are {', '.join(found)}"
        return f"{self.statistic.missing}, among {self.first} or {self.second}"

    def of(self, sample: Sample) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to differences of shape (B, p)."""
        names, member = members(self.groups, len(sample), "group")
        of_patient = np.array(names, dtype=object)[member]
        one, other = of_patient == self.first, of_patient == self.second
        of_one, of_other = self.statistic.of(_where(sample, one)), self.statistic.of(_where(sample, other))

        def counted(counts: Floats) -> Floats:
            return of_one(counts[:, one]) - of_other(counts[:, other])

        return counted


@dataclass(frozen=True, eq=False)
class LogRankChiSquared:
    """Chi-squared of the log-rank test with hypergeometric variance.

    Not estimable in a replicate without two groups at risk together at an event.

    Parameters
    ----------
    groups : array_like, shape (n,)
        Group of each patient.
    """

    groups: Sequence[object] | npt.ArrayLike
    names: tuple[str, ...] = ("chi2",)
    unit: str = "chi2"
    convention: str = "log-rank test, hypergeometric variance"
    missing: str = "there is only one group, or no two are at risk together"

    def of(self, sample: SurvivalTimes) -> Counted:
        """Make ready for n patients: counts of shape (B, n) to chi-squared of shape (B, 1)."""
        moments = event_moments(sample)
        names, member = members(self.groups, len(sample), "group")
        groups = [member == group for group in range(len(names))]

        def counted(counts: Floats) -> Floats:
            difference, variance = _log_rank(moments, counts, groups)
            statistic, _ = chi_squared(difference, variance)
            return np.where(np.trace(variance, axis1=1, axis2=2) > RANK_TOLERANCE, statistic, np.nan)[:, None]

        return counted


def _log_rank(moments: Moments, counts: Floats, groups: Sequence[Bools]) -> tuple[Floats, Floats]:
    """Observed less expected, shape (B, g), and its covariance, shape (B, g, g)."""
    at_risk = np.stack([moments.at_risk(counts * member) for member in groups], axis=1)
    observed = np.stack([moments.failing(counts * member).sum(axis=1) for member in groups], axis=1)
    d, n = moments.failing(counts), at_risk.sum(axis=1)
    share = at_risk / np.maximum(n, 1)[:, None]
    scale = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0)[:, None]
    variance = -(scale * share) @ share.transpose(0, 2, 1)
    diagonal = np.arange(len(groups))
    variance[:, diagonal, diagonal] += (scale * share).sum(axis=2)
    return observed - (d[:, None] * share).sum(axis=2), variance


def _where(sample: Sample, member: Bools) -> Sample:
    return cast(Sample, sample.where(member))
