"""Gray's test of equal cumulative incidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.chi_squared import chi_squared
from mibg.survival.competing.gray_scores import gray_scores
from mibg.survival.competing_times import CompetingTimes
from mibg.survival.scores import members
from mibg.survival.times import Floats

_FUNCTION: Final = "mibg.survival.competing.gray.gray_test"


@dataclass(frozen=True, eq=False)
class GrayTest:
    """A test of equal cumulative incidence of one cause.

    Parameters
    ----------
    cause : str
        The cause compared.
    groups : tuple of str
        Names of the g groups, sorted.
    score : ndarray of float, shape (g,)
        Events of the cause minus those expected if the incidence were equal.
    variance : ndarray of float, shape (g, g)
        Covariance of `score`.
    statistic, p : float or None
        Chi-squared with `df` degrees of freedom and its upper tail; None where `reason` says why.
    df : int
        Degrees of freedom, the rank of `variance`.
    n, events, strata : int
        Patients, events of the cause, and strata (1 where the test is not stratified).
    reason : str or None
        Why there is no statistic.
    """

    cause: str
    groups: tuple[str, ...]
    score: Floats
    variance: Floats
    statistic: float | None
    p: float | None
    df: int
    n: int
    events: int
    strata: int
    reason: str | None

    def estimate(self) -> Estimate:
        """Give the p-value as an estimate of unit ``p``."""
        stratified = f", {self.strata} strata" if self.strata > 1 else ""
        convention = f"Gray's test of {self.cause}{stratified}, rho = 0, {self.df} degree(s) of freedom"
        parts = {} if self.statistic is None else {"chi2": self.statistic}
        return Estimate(self.p, "p", self.n, convention, _FUNCTION, self.events, parts=parts, reason=self.reason)


def gray_test(
    times: CompetingTimes,
    groups: Sequence[object] | npt.ArrayLike,
    cause: str,
    strata: Sequence[object] | npt.ArrayLike | None = None,
) -> GrayTest:
    """Compare the cumulative incidence of a cause between groups.

    Parameters
    ----------
    times : CompetingTimes
        The patients, n of them.
    groups : array_like, shape (n,)
        Group of each patient.
    cause : str
        The cause to compare; all others compete with it.
    strata : array_like, shape (n,), optional
        Stratum of each patient; patients are compared within strata only.

    Returns
    -------
    GrayTest
        Without a statistic where there are fewer than two groups, no events of the cause, nobody to compare with, or
        late entries, for which the test is not defined.

    Raises
    ------
    InvalidSurvivalData
        When `groups` or `strata` have another length than `times`, or there is no such cause.

    Notes
    -----
    Gray 1988, with rho = 0. Tied times are corrected for as R's ``cmprsk`` does (2.2-11), and the result is the same as
    that of its ``cuminc``; agreement with it is therefore no proof of the corrections themselves.
    """
    of_cause = times.cause_specific(cause).event
    names, member = members(groups, len(times), "group")
    strata_names, stratum = members(np.zeros(len(times)) if strata is None else strata, len(times), "stratum")
    score, variance = np.zeros(len(names)), np.zeros((len(names), len(names)))
    reason = _why_none(times, len(names), int(of_cause.sum()))
    for one in range(0 if reason else len(strata_names)):
        inside = stratum == one
        found = gray_scores(times.where(inside), of_cause[inside], member[inside], len(names))
        score, variance = score + found[0], variance + found[1]
    squared, df = chi_squared(score, variance)
    reason = reason or (None if df else "the groups are never at risk together")
    statistic = None if reason else float(squared)
    p = None if statistic is None else float(chi2.sf(statistic, df))
    events = int(of_cause.sum())
    return GrayTest(
        cause, names, score, variance, statistic, p, int(df), len(times), events, max(len(strata_names), 1), reason
    )


def _why_none(times: CompetingTimes, groups: int, events: int) -> str | None:
    if groups < 2:
        return "there is only one group" if groups else "there are no patients"
    if not events:
        return "there are no events of this cause"
    return "Gray's test is not defined with late entry" if (times.entry > -np.inf).any() else None
