"""The same estimates by lifelines, an independent implementation of the same conventions.

lifelines counts a patient as at risk on the day of entry, where this book and R do not, so that there is no second
opinion on late entry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate, SecondOpinion
from mibg.survival.log_rank import log_rank
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.times import Floats, SurvivalTimes
from mibg.units import convert

AGREEMENT: Final = 1e-6
_NOTHING: Final = 1e-12


class Disagreement(ArithmeticError):  # noqa: N818 - named for what it reports
    """Two independent implementations of one convention give different numbers."""


def confirm_median(estimate: Estimate, times: SurvivalTimes) -> Estimate:
    """Set lifelines' curve, read at the first time with S(t) <= 0.5, beside a median by that convention.

    Parameters
    ----------
    estimate : Estimate
        From `median_spss`.
    times : SurvivalTimes
        The patients.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    if estimate.value is None or times.enter_late:
        return estimate
    moments, survival = _lifelines_curve(times)
    days = float(moments[survival <= 0.5 + TOLERANCE][0])
    return with_second_opinion(estimate, convert(days, "days", estimate.unit), "lifelines.KaplanMeierFitter")


def confirm_survival(estimate: Estimate, times: SurvivalTimes, days: float) -> Estimate:
    """Set lifelines' S(t) beside ours; `estimate` from `survival_at`, in per cent.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    if estimate.value is None or times.enter_late:
        return estimate
    moments, survival = _lifelines_curve(times)
    value = 100 * float(survival[moments <= days][-1])
    return with_second_opinion(estimate, value, "lifelines.KaplanMeierFitter")


def confirm_log_rank(estimate: Estimate, times: SurvivalTimes, groups: Sequence[object] | npt.ArrayLike) -> Estimate:
    """Set lifelines' log-rank p beside ours; `estimate` from `LogRank.estimate`.

    lifelines counts a degree of freedom for a group that nobody is left of at the first event; that is another
    test, and then there is no second opinion.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    from lifelines.statistics import multivariate_logrank_test  # noqa: PLC0415 - slow to import

    if estimate.value is None or times.enter_late:
        return estimate
    test = multivariate_logrank_test(times.time, np.asarray(groups).astype(str), times.event)
    if test.degrees_of_freedom != log_rank(times, groups).df:
        return estimate
    return with_second_opinion(estimate, float(test.p_value), "lifelines.statistics.multivariate_logrank_test")


def with_second_opinion(estimate: Estimate, value: float, implementation: str) -> Estimate:
    """Attach an independent value to an estimate that has one.

    Parameters
    ----------
    estimate : Estimate
        With a value.
    value : float
        The independent one, in the same unit.
    implementation : str
        Library and function.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    own = estimate.value
    if own is None or not math.isclose(own, value, rel_tol=AGREEMENT, abs_tol=_NOTHING):
        raise Disagreement(f"{estimate.function} gives {own}, {implementation} gives {value}")
    return replace(estimate, second=SecondOpinion(value, implementation))


def _lifelines_curve(times: SurvivalTimes) -> tuple[Floats, Floats]:
    """Times from 0 on, and S(t) just after each."""
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - slow to import

    table = KaplanMeierFitter().fit(times.time, times.event).survival_function_
    return table.index.to_numpy(dtype=float), table.iloc[:, 0].to_numpy(dtype=float)
