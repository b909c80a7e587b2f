"""Peers of the estimates read off a survival curve: the curve is the peer's, the reading of a quantile is ours.

statsmodels does not count a patient as at risk on the day of entry, as this book and R do not. lifelines does, so that
entries are handed to it just after their day.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.second_opinion.agreement import Peer
from mibg.survival.times import Floats, SurvivalTimes
from mibg.units import convert


def just_after(entry: Floats) -> Floats:
    """Entries for a peer that counts the day of entry as at risk; 0 where a patient was at risk from the start."""
    return np.where(entry > 0, np.nextafter(entry, np.inf), 0.0)


def _survival(_: Estimate, times: SurvivalTimes, days: float) -> float:
    moments, survival = _curve(times)
    return 100 * float(survival[moments <= days][-1])


def _median(estimate: Estimate, times: SurvivalTimes) -> float:
    return _quantile(estimate, times, 0.5)


def _quantile(estimate: Estimate, times: SurvivalTimes, p: float) -> float:
    """The curve of statsmodels, read at the first time with S(t) <= 1 - p; its own rule asks for less than that."""
    moments, survival = _curve(times)
    return convert(float(moments[survival <= 1 - p + TOLERANCE][0]), "days", estimate.unit)


def _median_r(estimate: Estimate, times: SurvivalTimes) -> float:
    return _quantile_r(estimate, times, 0.5)


def _quantile_r(estimate: Estimate, times: SurvivalTimes, p: float, *_: str) -> float:
    """The curve of statsmodels, read where it crosses 1 - p, or half way along where it lies there."""
    moments, survival = _curve(times)
    level = 1 - p
    crossed = moments[survival <= level + TOLERANCE][0]
    left = np.append(moments[survival < level - TOLERANCE], times.time.max())[0]
    lies_there = (np.abs(survival - level) <= TOLERANCE).any()
    return convert(float((crossed + left) / 2 if lies_there else crossed), "days", estimate.unit)


def _follow_up(estimate: Estimate, times: SurvivalTimes) -> float:
    """The same on the curve of censoring."""
    return _median_r(estimate, replace(times, event=~times.event))


def _curve(times: SurvivalTimes) -> tuple[Floats, Floats]:
    """Times from before the first on, and S(t) from each on; the same data are fitted once."""
    weight = None if times.weight is None else times.weight.tobytes()
    return _fitted(times.time.tobytes(), times.event.tobytes(), times.entry.tobytes(), weight)


@lru_cache(maxsize=256)
def _fitted(time: bytes, event: bytes, entry: bytes, weight: bytes | None) -> tuple[Floats, Floats]:
    from statsmodels.duration.survfunc import SurvfuncRight  # noqa: PLC0415 - slow to import

    weights = None if weight is None else np.frombuffer(weight)
    happened = np.frombuffer(event, dtype=bool).astype(int)
    with np.errstate(all="ignore"):  # of its standard errors, which nobody reads
        fitted = SurvfuncRight(np.frombuffer(time), happened, entry=np.frombuffer(entry), freq_weights=weights)
    return np.append(-np.inf, fitted.surv_times), np.append(1.0, fitted.surv_prob)


def _mean(estimate: Estimate, times: SurvivalTimes) -> float | None:
    counted = times.time if times.weight is None else times.time[times.weight > 0]
    return _restricted_mean(estimate, times, float(counted.max()))


def _restricted_mean(estimate: Estimate, times: SurvivalTimes, days: float) -> float | None:
    """The area under the curve of lifelines. Its variance is that of a patient's time up to then, not of the mean."""
    from lifelines import KaplanMeierFitter  # noqa: PLC0415 - slow to import
    from lifelines.exceptions import StatError  # noqa: PLC0415 - slow to import
    from lifelines.utils import restricted_mean_survival_time  # noqa: PLC0415 - slow to import

    if (times.event & (times.time == 0)).any() or times.entry.min() > 0:
        return None
    about = {"entry": just_after(times.entry) if times.enter_late else None, "weights": times.weight}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of weights that are not whole, and of a pandas to come
            curve = KaplanMeierFitter().fit(times.time, times.event, **about)
            area = float(restricted_mean_survival_time(curve, t=days))
    except StatError:  # nobody is left at risk while others are still to enter
        return None
    return convert(area, "days", estimate.unit)


def _difference(estimate: Estimate, one: SurvivalTimes, other: SurvivalTimes, days: float) -> float | None:
    """None also where both find the areas as good as equal: what is left of such a difference is rounding."""
    first, second = (_restricted_mean(estimate, times, days) for times in (one, other))
    if first is None or second is None:
        return None
    found, least = first - second, _ROUNDING * max(first, second)
    return None if max(abs(found), abs(estimate.value or 0.0)) <= least else found


_ROUNDING: Final = 1e-7
"""Share of an area; of a smaller difference an agreement to a millionth cannot be asked."""

_CURVE: Final = "statsmodels.duration.survfunc.SurvfuncRight"
_AREA: Final = "lifelines.utils.restricted_mean_survival_time"
_FIRST: Final = "smallest event time with S(t) ≤"
_MIDPOINT: Final = "midpoint where S(t) is exactly"
_SILENT: Final = (
    "not with events at time zero, nor where nobody is at risk at first, or later before the last has entered"
)

PEERS: Final = (
    Peer("mibg.survival.quantiles.median_spss", _CURVE, _median, f"Its curve; our reading: {_FIRST} 0.5"),
    Peer("mibg.survival.quantiles.median_r", _CURVE, _median_r, f"Its curve; our reading: {_MIDPOINT} 0.5"),
    Peer("mibg.survival.probability.survival_at", _CURVE, _survival, "S(t) of the product-limit curve"),
    Peer("mibg.survival.quantiles.quantile_spss", _CURVE, _quantile, f"Its curve; our reading: {_FIRST} 1 - p"),
    Peer("mibg.survival.quantiles.quantile_r", _CURVE, _quantile_r, f"Its curve; our reading: {_MIDPOINT} 1 - p"),
    Peer(
        "mibg.survival.means.mean_spss",
        _AREA,
        _mean,
        f"Area under the curve up to the last observed time; {_SILENT}",
    ),
    Peer(
        "mibg.survival.means.restricted_mean",
        _AREA,
        _restricted_mean,
        f"Area under the curve; {_SILENT}",
    ),
    Peer(
        "mibg.survival.means.restricted_mean_difference",
        _AREA,
        _difference,
        f"The areas under the two curves; {_SILENT}; not where they are equal",
    ),
    Peer(
        "mibg.survival.follow_up.median_follow_up",
        _CURVE,
        _follow_up,
        "Its curve, with events and censorings exchanged; our reading: midpoint where it is exactly 0.5",
    ),
)
