"""The log-rank test of equal hazards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes


@dataclass(frozen=True)
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
        Degrees of freedom.
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
        Without a statistic where there are fewer than two groups or no events.

    Raises
    ------
    InvalidSurvivalData
        When `groups` has another length than `times`.

    Notes
    -----
    Mantel 1966. The same as R's ``survdiff`` with rho = 0 and as SPSS's "Log Rank (Mantel-Cox)".
    """
    names, member = np.unique(np.asarray(groups).astype(str), return_inverse=True)
    if len(member) != len(times):
        raise InvalidSurvivalData(f"{len(member)} groups were given for {len(times)} patients")
    deaths, at_risk = _tables(times, member, len(names))
    expected, variance = _expected(deaths, at_risk)
    observed, n = deaths.sum(axis=0), np.bincount(member, minlength=len(names)).astype(float)
    reason = _why_none(len(names), float(observed.sum()), variance)
    statistic = None if reason else _chi_squared(observed - expected, variance)
    p = None if statistic is None else float(chi2.sf(statistic, len(names) - 1))
    return LogRank(tuple(map(str, names)), n, observed, expected, variance, statistic, len(names) - 1, p, reason)


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


def _why_none(groups: int, events: float, variance: Floats) -> str | None:
    if groups < 2:
        return "there is only one group"
    if events == 0:
        return "there are no events"
    if not variance.any():
        return "the groups are never at risk together"
    return None


def _chi_squared(difference: Floats, variance: Floats) -> float:
    solved = np.linalg.lstsq(variance[:-1, :-1], difference[:-1], rcond=None)[0]
    return float(difference[:-1] @ solved)
