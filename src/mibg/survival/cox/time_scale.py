"""Scales of time on which coefficients of a regression are let to change."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.stats import rankdata

from mibg.survival.kaplan_meier import kaplan_meier
from mibg.survival.times import Floats, SurvivalTimes

Transform = Literal["km", "rank", "identity", "log"]


def time_scale(times: SurvivalTimes, transform: Transform) -> Floats:
    """Time of each row on a scale, shape (n,).

    Parameters
    ----------
    times : SurvivalTimes
        n rows.
    transform : {"km", "rank", "identity", "log"}
        One minus the survival of all just before it, its rank among all times, itself, or its logarithm; a
        censoring at time zero, which has none, is given that of day one.
    """
    if transform == "km":
        curve = kaplan_meier(times)
        before = np.concatenate([[1.0], curve.survival])
        return 1 - before[np.searchsorted(curve.time, times.time, side="left")]
    if transform == "rank":
        return np.asarray(rankdata(times.time), dtype=float)
    if transform == "identity":
        return times.time
    return np.log(np.where(times.time > 0, times.time, 1))
