"""Families of distributions of a time, each with a scale and a shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from scipy.special import gammainc, gammaincinv, ndtr, ndtri

from mibg.survival.times import Floats
from mibg.units import DAYS_PER_MONTH

Curve = Callable[[Floats, float, float], Floats]


@dataclass(frozen=True)
class Family:
    """A family of distributions on the positive times.

    Parameters
    ----------
    name : str
        As the field calls it.
    cumulative : callable
        Share of times up to t, from t >= 0 in days, scale in days, and shape.
    quantile : callable
        Its inverse, from a share in [0, 1).
    shaped : bool
        Whether there is a shape to choose; the exponential has none, and its shape is passed over.
    """

    name: str
    cumulative: Curve
    quantile: Curve
    shaped: bool = True


@dataclass(frozen=True)
class Law:
    """A member of a family.

    Parameters
    ----------
    family : Family
        Which.
    scale : float
        In days.
    shape : float
        Without unit.
    """

    family: Family
    scale: float
    shape: float

    def cumulative(self, days: Floats) -> Floats:
        """Share of times up to some days."""
        return self.family.cumulative(days, self.scale, self.shape)

    def survival(self, days: Floats) -> Floats:
        """Share of times beyond some days."""
        return 1 - self.cumulative(days)

    def quantile(self, share: Floats) -> Floats:
        """Days within which a share of the times lies."""
        return self.family.quantile(share, self.scale, self.shape)


def cut_off(family: Family, months: float) -> Family:
    """Let no time of a family be longer than some months; it is then called cut."""
    days = np.array(months * DAYS_PER_MONTH)
    return Family(
        f"cut {family.name}",
        partial(_cut_cumulative, family, days),
        partial(_cut_quantile, family, days),
        family.shaped,
    )


def _cut_cumulative(family: Family, days: Floats, t: Floats, scale: float, shape: float) -> Floats:
    return family.cumulative(np.minimum(t, days), scale, shape) / family.cumulative(days, scale, shape)


def _cut_quantile(family: Family, days: Floats, share: Floats, scale: float, shape: float) -> Floats:
    return family.quantile(share * family.cumulative(days, scale, shape), scale, shape)


def _normal_score(t: Floats, scale: float, shape: float) -> Floats:
    """Standardised logarithm, minus infinity at time zero."""
    with np.errstate(divide="ignore"):
        return np.log(t / scale) / shape


EXPONENTIAL: Final = Family(
    "exponential", lambda t, scale, _: -np.expm1(-t / scale), lambda u, scale, _: -scale * np.log1p(-u), shaped=False
)
WEIBULL: Final = Family(
    "Weibull",
    lambda t, scale, shape: -np.expm1(-((t / scale) ** shape)),
    lambda u, scale, shape: scale * (-np.log1p(-u)) ** (1 / shape),
)
LOG_NORMAL: Final = Family(
    "log-normal",
    lambda t, scale, shape: ndtr(_normal_score(t, scale, shape)),
    lambda u, scale, shape: scale * np.exp(shape * ndtri(u)),
)
LOG_LOGISTIC: Final = Family(
    "log-logistic",
    lambda t, scale, shape: 1 - 1 / (1 + (t / scale) ** shape),
    lambda u, scale, shape: scale * (u / (1 - u)) ** (1 / shape),
)
GAMMA: Final = Family(
    "gamma",
    lambda t, scale, shape: gammainc(shape, t / scale),
    lambda u, scale, shape: scale * gammaincinv(shape, u),
)
GOMPERTZ: Final = Family(
    "Gompertz",
    lambda t, scale, shape: -np.expm1(-shape * np.expm1(t / scale)),
    lambda u, scale, shape: scale * np.log1p(-np.log1p(-u) / shape),
)

SURVIVAL_FAMILIES: Final = (WEIBULL, LOG_NORMAL, LOG_LOGISTIC, EXPONENTIAL)
CUT_MONTHS: Final = 48.0
DOSE_FAMILIES: Final = (WEIBULL, GAMMA, GOMPERTZ, cut_off(LOG_NORMAL, CUT_MONTHS))
