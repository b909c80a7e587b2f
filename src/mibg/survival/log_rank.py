"""The log-rank test of equal hazards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes

_RANK_TOLERANCE: Final = 1e-10


@dataclass(frozen=True, eq=False)
class LogRank:
    """A log-rank test.

    Parameters
    ----------
    groups : tuple of str
        Names of the g groups, sorted.
    n, observed, expected : ndarray of float, shape (g,)
        Patients, events seen, and events expected if the hazards were equal.
    variance : ndarray of float, shape (g, g)
        Hypergeometric covariance of observed minus expected.
    statistic : float or None
        Chi-squared with `df` degrees of freedom; None where no comparison can be made, and `reason` says why.
    df : int
        Degrees of freedom: one less than the groups in which an event could be expected.
    p : float or None
        Upper tail of `statistic`.
    reason : str or None
        Why there is no statistic.
    """

    groups: tuple[str, ...]
    n: Floats
    observed: Floats
    expected: Floats
    variance: Floats
    statistic: float | None
    df: int
    p: float | None
    reason: str | None

    def estimate(self) -> Estimate:
        """Give the p-value as an estimate of unit ``p``."""
        convention = f"Log-rank test, hypergeometric variance, {self.df} degree(s) of freedom"
        parts = {} if self.statistic is None else {"chi2": self.statistic}
        return Estimate(
            self.p,
            "p",
            int(self.n.sum()),
            convention,
            "mibg.survival.log_rank.log_rank",
            int(self.observed.sum()),
            parts=parts,
            reason=self.reason,
        )


def log_rank(times: SurvivalTimes, groups: Sequence[object] | npt.ArrayLike) -> LogRank:
    """Compare the survival of groups by the log-rank test.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them.
    groups : array_like, shape (n,)
        Group of each patient.

    Returns
    -------
    LogRank
        Without a statistic where there are fewer than two groups, no events, or nobody to compare with. A group that
        nobody is left of at the first event adds no degree of freedom, as in R.

    Raises
    ------
    InvalidSurvivalData
        When `groups` has another length than `times`, or a patient has none.

    Notes
    -----
    Mantel 1966. The same as R's ``survdiff`` with rho = 0 and as SPSS's "Log Rank (Mantel-Cox)".
    """
    names, member = _members(groups, len(times))
    deaths, at_risk = _tables(times, member, len(names))
    expected, variance = _expected(deaths, at_risk)
    observed, n = deaths.sum(axis=0), np.bincount(member, minlength=len(names)).astype(float)
    statistic, df = _chi_squared(observed - expected, variance)
    reason = _why_none(len(names), float(observed.sum()), df)
    if reason is not None:
        return LogRank(names, n, observed, expected, variance, None, df, None, reason)
    return LogRank(names, n, observed, expected, variance, statistic, df, float(chi2.sf(statistic, df)), None)


def _members(groups: Sequence[object] | npt.ArrayLike, n: int) -> tuple[tuple[str, ...], npt.NDArray[np.intp]]:
    """Sorted names of the groups, and the place therein of each patient's."""
    given: Any = np.asarray(groups, dtype=object)
    code, found = pd.factorize(pd.Series(given))
    if len(code) != n:
        raise InvalidSurvivalData(f"{len(code)} groups were given for {n} patients")
    missing = np.flatnonzero(code < 0)
    if len(missing):
        raise InvalidSurvivalData(f"{len(missing)} patients have no group, the first in row {missing[0]}")
    names = [str(name) for name in found]
    order = np.argsort(names)
    return tuple(names[place] for place in order), np.argsort(order)[code]


def _tables(times: SurvivalTimes, member: npt.NDArray[np.intp], g: int) -> tuple[Floats, Floats]:
    """Deaths and numbers at risk of each group at each distinct event time: shape (k, g) both."""
    moments = np.unique(times.time[times.event])
    deaths, at_risk = np.zeros((len(moments), g)), np.zeros((len(moments), g))
    for group in range(g):
        time, event, entry = (values[member == group] for values in (times.time, times.event, times.entry))
        place = np.searchsorted(moments, time[event])
        deaths[:, group] = np.bincount(place, minlength=len(moments))
        entered = np.searchsorted(np.sort(entry), moments, side="left")
        at_risk[:, group] = entered - np.searchsorted(np.sort(time), moments, side="left")
    return deaths, at_risk


def _expected(deaths: Floats, at_risk: Floats) -> tuple[Floats, Floats]:
    d, n = deaths.sum(axis=1), at_risk.sum(axis=1)
    share = at_risk / n[:, None]
    scale = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0)
    variance = np.diag((scale[:, None] * share).sum(axis=0)) - (scale[:, None] * share).T @ share
    return (d[:, None] * share).sum(axis=0), variance


def _why_none(groups: int, events: float, df: int) -> str | None:
    if groups < 2:
        return "there is only one group"
    if events == 0:
        return "there are no events"
    return None if df else "the groups are never at risk together"


def _chi_squared(difference: Floats, variance: Floats) -> tuple[float, int]:
    """Give the statistic and its degrees of freedom, the rank of the covariance."""
    solved, _, rank, _ = np.linalg.lstsq(variance, difference, rcond=_RANK_TOLERANCE)
    return float(difference @ solved), int(rank)
