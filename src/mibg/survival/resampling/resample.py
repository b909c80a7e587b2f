"""The bootstrap of any statistic that is a function of how often each patient was drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from mibg.survival.arguments import check_choice, check_share, check_whole
from mibg.survival.competing_times import CompetingTimes
from mibg.survival.resampling.bootstraps import Bootstrap
from mibg.survival.resampling.draws import CELLS, drawn
from mibg.survival.resampling.limits import Method, interval, none
from mibg.survival.resampling.statistic import AnyStatistic, Counted, Sample, Statistic
from mibg.survival.scores import members
from mibg.survival.times import Floats, Ints, InvalidSurvivalData, SurvivalTimes


def bootstrap(  # noqa: PLR0913 - each by its name
    statistic: Statistic[Sample],
    sample: Sample,
    *,
    seed: int,
    replicates: int = 10_000,
    method: Method = "bca",
    level: float = 0.95,
    strata: Sequence[object] | npt.ArrayLike | None = None,
) -> Bootstrap:
    """Bootstrap a statistic by drawing patients with replacement.

    Parameters
    ----------
    statistic : Statistic
        What to estimate, e.g. ``Quantile(0.5)``.
    sample : SurvivalTimes or CompetingTimes
        The n patients, one row each.
    seed : int
        Of the random draws; the same seed gives the same intervals.
    replicates : int
        Bootstrap samples.
    method : {"bca", "percentile"}
        Bias-corrected and accelerated limits, or plain quantiles of the replicates.
    level : float
        Confidence level.
    strata : array_like, shape (n,), optional
        Patients are drawn within each stratum, as many as it has; without it from all.

    Returns
    -------
    Bootstrap
        An interval is not formed where the sample itself cannot carry the statistic, where more than 5 % of the
        replicates cannot (those are left out otherwise), or for BCa limits where every replicate lies on one side of
        the value, or leaving out one patient makes it not estimable or never changes it. None either where all
        replicates are equal.

    Raises
    ------
    InvalidSurvivalData
        When strata are given of another number of patients or one has none, patients are weighted, `replicates` is
        no whole number above 1 or `seed` none from 0, `level` not between 0 and 1, or `method` unknown.

    Notes
    -----
    Efron and Tibshirani 1993. A replicate whose median is not reached is left out rather than called infinite,
    hence the 5 %.
    """
    _check(replicates, seed, method, level)
    _refuse_weights(sample)
    counted, rows = statistic.of(sample), _strata(strata, len(sample))
    events = int((sample.any_cause() if isinstance(sample, CompetingTimes) else sample).event.sum())
    about = (method, level, len(sample), events)
    values = counted(np.ones((1, len(sample))))[0] if len(sample) else np.full(len(statistic.names), np.nan)
    if np.isnan(values).all():
        reason = _why_none(len(sample), events, statistic)
        nothing = {name: none(math.nan, 0.0, reason) for name in statistic.names}
        return Bootstrap(statistic, nothing, np.empty((0, len(values))), *about)
    found = np.concatenate([counted(counts) for counts in drawn(rows, replicates, seed)])
    without = _jackknife(counted, len(sample)) if method == "bca" else None
    intervals = {
        name: interval(
            float(value), found[:, place], level, None if without is None else without[:, place], rows, events
        )
        for place, (name, value) in enumerate(zip(statistic.names, values, strict=True))
    }
    return Bootstrap(statistic, intervals, found, *about)


def _jackknife(counted: Counted, n: int) -> Floats:
    """The statistics without each patient, shape (n, p), some at a time."""
    blocks = np.array_split(np.arange(n), max(1, n * n // CELLS))
    return np.concatenate([counted((np.arange(n) != rows[:, None]).astype(float)) for rows in blocks if len(rows)])


def _strata(strata: Sequence[object] | npt.ArrayLike | None, n: int) -> list[Ints]:
    if strata is None:
        return [np.arange(n)]
    names, stratum = members(strata, n, "stratum")
    return [np.flatnonzero(stratum == layer) for layer in range(len(names))]


def _check(replicates: int, seed: int, method: Method, level: float) -> None:
    check_whole(replicates, "the number of replicates", 2)
    check_whole(seed, "a seed", 0)
    check_choice(method, get_args(Method), "the method")
    check_share(level, "a confidence level")


def _refuse_weights(sample: SurvivalTimes | CompetingTimes) -> None:
    if isinstance(sample, SurvivalTimes) and sample.weight is not None:
        raise InvalidSurvivalData("a bootstrap draws patients and takes no weights; give each patient a row")


def _why_none(n: int, events: int, statistic: AnyStatistic) -> str:
    if not n:
        return "there are no patients"
    return statistic.missing if events else "there are no events"
