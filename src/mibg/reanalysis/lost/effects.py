"""A hazard ratio as an estimate, whatever method it came from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from scipy.special import ndtri, stdtrit

from mibg.estimate import Estimate
from mibg.reanalysis.lost.incomplete import Incomplete

UNEQUAL_RISK: Final = "no deaths tell the groups apart: one is empty, or all deaths while both were at risk fall in one"


def ratio(  # noqa: PLR0913, PLR0917 - the fields of an estimate
    coef: float,
    variance: float,
    data: Incomplete,
    n: int,
    convention: str,
    function: str,
    df: float = math.inf,
    parts: Mapping[str, float] | None = None,
) -> Estimate:
    """Give a log hazard ratio as a hazard ratio with its 95 % interval.

    Parameters
    ----------
    coef, variance : float
        NaN where there is none.
    data : Incomplete
        What it was estimated from; its deaths are told.
    n : int
        Patients that entered.
    convention, function, parts
        As of an `Estimate`; parts ``coef`` and ``coef_se`` are added.
    df : float
        Degrees of freedom of Student's t; normal where infinite.
    """
    events = int(data.times.event.sum())
    if math.isnan(coef):
        return none(data, convention, function, UNEQUAL_RISK)
    se = math.sqrt(variance)
    half = quantile(df) * se
    limits = (_exp(coef - half), _exp(coef + half))
    told = {"coef": coef, "coef_se": se, **(parts or {})}
    about = (math.exp(coef), "ratio", n, convention, function, events)
    return Estimate(*about, ci=limits, parts=told, smallest=data.smallest)


def none(data: Incomplete, convention: str, function: str, reason: str) -> Estimate:
    """Say why there is no hazard ratio."""
    return Estimate(None, "ratio", len(data), convention, function, int(data.times.event.sum()), reason=reason)


def conclusion(estimate: Estimate) -> str:
    """What a hazard ratio says at 5 %: ``lower``, ``higher``, ``open``, or ``none`` where there is no ratio."""
    if estimate.ci is None or None in estimate.ci:
        return "none"
    low, high = estimate.ci
    assert low is not None and high is not None
    return "lower" if high < 1 else "higher" if low > 1 else "open"


def quantile(df: float) -> float:
    """Give the 97.5th percentile of Student's t; of the normal distribution where degrees of freedom are infinite."""
    return float(ndtri(0.975) if math.isinf(df) else stdtrit(df, 0.975))


def _exp(logarithm: float) -> float | None:
    """A limit, or None where it is beyond what a number can hold."""
    return math.exp(logarithm) if logarithm < 700 else None
