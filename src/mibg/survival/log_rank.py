"""The log-rank test of equal hazards, stratified or not, and its weighted relatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy.typing as npt
from scipy.special import chdtrc

from mibg.estimate import Estimate
from mibg.survival.arguments import check_choice
from mibg.survival.chi_squared import chi_squared
from mibg.survival.scores import Scores, Weighting, scores
from mibg.survival.times import Floats, SurvivalTimes

NAMES: Final[Mapping[Weighting, str]] = {
    "log-rank": "Log-rank test",
    "gehan": "Gehan-Wilcoxon test (SPSS's Breslow)",
    "tarone-ware": "Tarone-Ware test",
    "peto-peto": "Peto-Peto test, weighted by S(t-) (R's rho = 1)",
    "peto-prentice": "Peto-Prentice test",
}


@dataclass(frozen=True, eq=False)
class LogRank:
    """A log-rank test, or a weighted one.

    Parameters
    ----------
    groups : tuple of str
        Names of the g groups, sorted.
    n, observed, expected : ndarray of float, shape (g,)
        Patients, events seen, and events expected if the hazards were equal; events are weighted in a weighted test.
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
    patients, events, smallest : int
        Rows, events among them, and the rows or events, whichever are fewer, of the smallest group; unweighted.
    weighting : {"log-rank", "gehan", "tarone-ware", "peto-peto", "peto-prentice"}
        Weight of each event time.
    strata : int
        Number of strata; 1 where the test is not stratified.
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
    patients: int
    events: int
    smallest: int
    weighting: Weighting = "log-rank"
    strata: int = 1

    def estimate(self) -> Estimate:
        """Give the p-value as an estimate of unit ``p``."""
        stratified = f", {self.strata} strata" if self.strata > 1 else ""
        convention = f"{NAMES[self.weighting]}{stratified}, hypergeometric variance, {self.df} degree(s) of freedom"
        name = "log_rank" if self.weighting == "log-rank" else "weighted_log_rank"
        function = f"mibg.survival.log_rank.{name}"
        parts = {} if self.statistic is None else {"chi2": self.statistic}
        n = self.patients
        about = (self.p, "p", n, convention, function, self.events)
        return Estimate(*about, parts=parts, reason=self.reason, smallest=self.smallest)


def log_rank(
    times: SurvivalTimes,
    groups: Sequence[object] | npt.ArrayLike,
    strata: Sequence[object] | npt.ArrayLike | None = None,
) -> LogRank:
    """Compare the survival of groups by the log-rank test.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them. Case weights count as repetitions.
    groups : array_like, shape (n,)
        Group of each patient.
    strata : array_like, shape (n,), optional
        Stratum of each patient; patients are compared within strata only. One without events adds nothing.

    Returns
    -------
    LogRank
        Without a statistic where there are fewer than two groups, no events, or nobody to compare with. A group that
        nobody is left of at the first event adds no degree of freedom, as in R.

    Raises
    ------
    InvalidSurvivalData
        When `groups` or `strata` have another length than `times`, or a patient has none.

    Notes
    -----
    Mantel 1966. The same as R's ``survdiff`` with rho = 0 and as SPSS's "Log Rank (Mantel-Cox)".
    """
    return _test(scores(times, groups, strata), "log-rank")


def weighted_log_rank(
    times: SurvivalTimes,
    groups: Sequence[object] | npt.ArrayLike,
    weighting: Weighting,
    strata: Sequence[object] | npt.ArrayLike | None = None,
) -> LogRank:
    """Compare the survival of groups by a test that weighs early events more.

    Parameters
    ----------
    times, groups, strata
        As in `log_rank`.
    weighting : {"gehan", "tarone-ware", "peto-peto", "peto-prentice", "log-rank"}
        Weight of an event time at which n are at risk and d fail, all groups of a stratum together. Gehan: n, called
        Breslow in SPSS. Tarone-Ware: the square root of n. Peto-Peto: S(t-), R's ``survdiff(rho = 1)``.
        Peto-Prentice: the product of 1 - d / (n + 1) up to and including t; it is what lifelines calls ``peto``.

    Returns
    -------
    LogRank

    Raises
    ------
    InvalidSurvivalData
        As `log_rank`, and when there is no such weighting.

    Notes
    -----
    Klein and Moeschberger 2003, section 7.3. lifelines' Fleming-Harrington test with rho = 1 is Peto-Peto too, but
    fails where events happen at time zero.
    """
    check_choice(weighting, NAMES, "the weighting")
    return _test(scores(times, groups, strata, weighting), weighting)


def _test(found: Scores, weighting: Weighting) -> LogRank:
    statistic, df = chi_squared(found.difference, found.variance)
    reason = found.reason or (None if df else "the groups are never at risk together")
    p = None if reason else float(chdtrc(df, statistic))
    return LogRank(
        groups=found.groups,
        n=found.n,
        observed=found.observed,
        expected=found.expected,
        variance=found.variance,
        statistic=None if reason else float(statistic),
        df=int(df),
        p=p,
        reason=reason,
        patients=found.patients,
        events=found.events,
        smallest=found.smallest,
        weighting=weighting,
        strata=found.strata,
    )
