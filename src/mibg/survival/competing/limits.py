"""Pointwise confidence limits of a probability with a standard error."""

from __future__ import annotations

from typing import get_args

import numpy as np
from scipy.stats import norm

from mibg.survival.arguments import check_choice, check_share
from mibg.survival.kaplan_meier import Band, Transform
from mibg.survival.times import Floats


def limits(probability: Floats, se: Floats, level: float, transform: Transform) -> Band:
    """Limits of shape (k,) on the named scale, NaN where the probability is 0, on the log-log scale also where 1."""
    check_share(level, "a confidence level")
    check_choice(transform, get_args(Transform), "the scale of limits")
    z = float(norm.ppf((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        low, high = _on_scale(probability, z * se, transform)
    undefined = (probability <= 0) | ((transform == "log-log") & (probability >= 1))
    return Band(np.where(undefined, np.nan, low), np.where(undefined, np.nan, high), level)


def _on_scale(p: Floats, width: Floats, transform: Transform) -> tuple[Floats, Floats]:
    if transform == "plain":
        return np.maximum(0, p - width), np.minimum(1, p + width)
    if transform == "log":
        return p * np.exp(-width / p), np.minimum(1, p * np.exp(width / p))
    spread = np.exp(-width / (p * np.log(p)))
    return p**spread, p ** (1 / spread)
