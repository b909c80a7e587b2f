"""The same estimates by lifelines, an independent implementation of the same conventions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate, SecondOpinion
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.times import SurvivalTimes
from mibg.units import convert

AGREEMENT = 1e-6


class Disagreement(ArithmeticError):  # noqa: N818 - named for what it reports
    """Two independent implementations of one convention give different numbers."""


def confirm_median(estimate: Estimate, times: SurvivalTimes) -> Estimate:
    """Set lifelines' curve, read at the first time with S(t) <= 0.5, beside a median by that convention.

    Parameters
    ----------
    estimate : Estimate
        From `median_spss`.
    times : SurvivalTimes
        The patients, without late entry.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    if estimate.value is None:
        return estimate
    curve = _lifelines_curve(times)
    days = float(curve.index[(curve <= 0.5 + TOLERANCE).argmax()])
    return with_second_opinion(estimate, convert(days, "days", estimate.unit), "lifelines.KaplanMeierFitter")


def confirm_survival(estimate: Estimate, times: SurvivalTimes, days: float) -> Estimate:
    """Set lifelines' S(t) beside ours; `estimate` from `survival_at`, in per cent.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    if estimate.value is None:
        return estimate
    value = 100 * float(_lifelines_curve(times).asof(days))
    return with_second_opinion(estimate, value, "lifelines.KaplanMeierFitter")


def confirm_log_rank(estimate: Estimate, times: SurvivalTimes, groups: Sequence[object] | npt.ArrayLike) -> Estimate:
    """Set lifelines' log-rank p beside ours; `estimate` from `LogRank.estimate`.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    """
    from lifelines.statistics import multivariate_logrank_test  # noqa: PLC0415 - slow to import

    if estimate.value is None:
        return estimate
    test = multivariate_logrank_test(times.time, np.asarray(groups).astype(str), times.event)
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
    if own is None or abs(own - value) > AGREEMENT * max(abs(own), abs(value)):
        raise Disagreement(f"{estimate.function} gives {own}, {implementation} gives {value}")
    return replace(estimate, second=SecondOpinion(value, implementation))


def _lifelines_curve(times: SurvivalTimes):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a pandas series
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - slow to import

    fitter = KaplanMeierFitter().fit(times.time, times.event)
    return fitter.survival_function_.iloc[:, 0]
