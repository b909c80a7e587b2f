"""Peers of the estimates read off a survival curve, and of the tests that compare curves.

lifelines counts a patient as at risk on the day of entry, where this book and R do not, so that there is no second
opinion on late entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate
from mibg.survival.log_rank import weighted_log_rank
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.scores import Weighting
from mibg.survival.second_opinion.agreement import Peer
from mibg.survival.times import Floats, SurvivalTimes
from mibg.units import convert


def _median(estimate: Estimate, times: SurvivalTimes) -> float | None:
    return _quantile(estimate, times, 0.5)


def _survival(_: Estimate, times: SurvivalTimes, days: float) -> float | None:
    if times.enter_late or times.weight is not None:
        return None
    moments, survival = _lifelines_curve(times)
    return 100 * float(survival[moments <= days][-1])


def _log_rank(
    estimate: Estimate, times: SurvivalTimes, groups: Sequence[object] | npt.ArrayLike, *how: object
) -> float | None:
    """Lifelines' p under the same weights; `how` holds the weighting and the strata, where they were given.

    None for a stratified test, which the convention of the estimate tells, and where lifelines counts a degree of
    freedom for a group that nobody is left of at the first event.
    """
    from lifelines.statistics import multivariate_logrank_test  # noqa: PLC0415 - slow to import

    named = [each for each in how if isinstance(each, str)] or ["log-rank"]
    weighting = next((known for known in _LIFELINES if known in named), None)
    if times.enter_late or times.weight is not None or weighting is None:
        return None
    own = weighted_log_rank(times, groups, weighting)
    if not estimate.convention.startswith(own.estimate().convention):
        return None
    test = multivariate_logrank_test(
        times.time, np.asarray(groups).astype(str), times.event, weightings=_LIFELINES[weighting]
    )
    return float(test.p_value) if test.degrees_of_freedom == own.df else None


def _quantile(estimate: Estimate, times: SurvivalTimes, p: float) -> float | None:
    """Lifelines' curve, read at the first time with S(t) <= 1 - p."""
    if times.enter_late or times.weight is not None:
        return None
    moments, survival = _lifelines_curve(times)
    return convert(float(moments[survival <= 1 - p + TOLERANCE][0]), "days", estimate.unit)


def _mean(estimate: Estimate, times: SurvivalTimes) -> float | None:
    return _restricted_mean(estimate, times, float(times.time.max()))


def _restricted_mean(estimate: Estimate, times: SurvivalTimes, days: float) -> float | None:
    """Lifelines' area under its curve; its value, for its variance is of something else."""
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - slow to import
    from lifelines.utils import restricted_mean_survival_time  # noqa: PLC0415 - slow to import

    if times.enter_late or times.weight is not None or (times.event & (times.time == 0)).any():
        return None
    curve = KaplanMeierFitter().fit(times.time, times.event)
    return convert(float(restricted_mean_survival_time(curve, t=days)), "days", estimate.unit)


def _lifelines_curve(times: SurvivalTimes) -> tuple[Floats, Floats]:
    """Times from 0 on, and S(t) just after each; the same data are fitted once."""
    return _fitted(times.time.tobytes(), times.event.tobytes())


@lru_cache(maxsize=256)
def _fitted(time: bytes, event: bytes) -> tuple[Floats, Floats]:
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - slow to import

    fitted = KaplanMeierFitter().fit(np.frombuffer(time), np.frombuffer(event, dtype=bool))
    table = fitted.survival_function_
    return table.index.to_numpy(dtype=float), table.iloc[:, 0].to_numpy(dtype=float)


_LIFELINES: Final[Mapping[Weighting, str | None]] = {
    "log-rank": None,
    "gehan": "wilcoxon",
    "tarone-ware": "tarone-ware",
    "peto-prentice": "peto",
}

PEERS: Final = (
    Peer(
        "mibg.survival.quantiles.median_spss",
        "lifelines.KaplanMeierFitter",
        _median,
        "Smallest event time with S(t) ≤ 0.5; not with late entry, where lifelines counts the day of entry",
    ),
    Peer(
        "mibg.survival.quantiles.median_r",
        None,
        None,
        "Proven against R: no peer takes the midpoint of a plateau",
    ),
    Peer(
        "mibg.survival.probability.survival_at",
        "lifelines.KaplanMeierFitter",
        _survival,
        "S(t) of the product-limit curve; not with late entry",
    ),
    Peer(
        "mibg.survival.log_rank.log_rank",
        "lifelines.statistics.multivariate_logrank_test",
        _log_rank,
        "Hypergeometric variance; not where a group has left before the first event, or with late entry or strata",
    ),
    Peer(
        "mibg.survival.log_rank.weighted_log_rank",
        "lifelines.statistics.multivariate_logrank_test",
        _log_rank,
        "Gehan, Tarone-Ware and Peto-Prentice (its peto); Peto-Peto is proven against R; not with late entry or strata",
    ),
    Peer(
        "mibg.survival.trend.log_rank_trend",
        None,
        None,
        "Proven against the definition, computed in R from the covariance that survdiff gives",
    ),
    Peer(
        "mibg.survival.quantiles.quantile_spss",
        "lifelines.KaplanMeierFitter",
        _quantile,
        "Smallest event time with S(t) ≤ 1 - p; not with late entry or weights",
    ),
    Peer(
        "mibg.survival.quantiles.quantile_r",
        None,
        None,
        "Proven against R: no peer takes the midpoint of a plateau",
    ),
    Peer(
        "mibg.survival.means.mean_spss",
        "lifelines.utils.restricted_mean_survival_time",
        _mean,
        "Area under the curve up to the last observed time; not with late entry, weights, or events at time zero",
    ),
    Peer(
        "mibg.survival.means.restricted_mean",
        "lifelines.utils.restricted_mean_survival_time",
        _restricted_mean,
        "Area under the curve; not with late entry, weights, or events at time zero",
    ),
    Peer(
        "mibg.survival.means.restricted_mean_difference",
        None,
        None,
        "Proven against R's two restricted means and their standard errors",
    ),
    Peer(
        "mibg.survival.follow_up.median_follow_up",
        None,
        None,
        "Proven against R's quantiles of the curve of censoring",
    ),
)
