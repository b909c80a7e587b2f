"""Peers of the estimates read off a survival curve, and of the tests that compare curves.

lifelines counts a patient as at risk on the day of entry, where this book and R do not, so that there is no second
opinion on late entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate
from mibg.survival.log_rank import log_rank
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.second_opinion.agreement import Peer
from mibg.survival.times import Floats, SurvivalTimes
from mibg.units import convert


def _median(estimate: Estimate, times: SurvivalTimes) -> float | None:
    """Lifelines' curve, read at the first time with S(t) <= 0.5."""
    if times.enter_late:
        return None
    moments, survival = _lifelines_curve(times)
    return convert(float(moments[survival <= 0.5 + TOLERANCE][0]), "days", estimate.unit)


def _survival(_: Estimate, times: SurvivalTimes, days: float) -> float | None:
    if times.enter_late:
        return None
    moments, survival = _lifelines_curve(times)
    return 100 * float(survival[moments <= days][-1])


def _log_rank(_: Estimate, times: SurvivalTimes, groups: Sequence[object] | npt.ArrayLike) -> float | None:
    """Lifelines' p, unless it counts a degree of freedom for a group that nobody is left of at the first event."""
    from lifelines.statistics import multivariate_logrank_test  # noqa: PLC0415 - slow to import

    if times.enter_late:
        return None
    test = multivariate_logrank_test(times.time, np.asarray(groups).astype(str), times.event)
    return float(test.p_value) if test.degrees_of_freedom == log_rank(times, groups).df else None


def _lifelines_curve(times: SurvivalTimes) -> tuple[Floats, Floats]:
    """Times from 0 on, and S(t) just after each."""
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - slow to import

    table = KaplanMeierFitter().fit(times.time, times.event).survival_function_
    return table.index.to_numpy(dtype=float), table.iloc[:, 0].to_numpy(dtype=float)


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
        "Hypergeometric variance; not where a group has left before the first event, or with late entry",
    ),
)
