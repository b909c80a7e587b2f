"""Restricted mean survival of two groups within a horizon that both were followed for, and the medians beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mibg.description import difference_of_medians
from mibg.estimate import Estimate
from mibg.reanalysis.robustness.contrasts import Rows
from mibg.reanalysis.robustness.hazard_ratios import told
from mibg.survival import confirm, kaplan_meier, median_spss, restricted_mean_difference
from mibg.units import DAYS_PER_YEAR, convert

HORIZON_YEARS: Final = 5


def median_difference(rows: Rows) -> Estimate:
    """Difference of SPSS's medians in months, the first group minus the second."""
    first, second = (median_spss(kaplan_meier(rows.of(name)), "years") for name in rows.pair)
    return told(rows, difference_of_medians(first, second))


def mean_difference(rows: Rows, unit: str = "months") -> Estimate:
    """Difference of the restricted means, the first group minus the second.

    Parameters
    ----------
    rows : Rows
        Of two groups under a naive, landmark or baseline design.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        Within five years of the design's time zero, or less where a group was not observed for so long; the part
        ``horizon`` says how long, in `unit`. Not estimable where a group has nobody.

    Raises
    ------
    ValueError
        When the design is time-dependent: the area under a curve of Simon and Makuch is nobody's mean.

    Notes
    -----
    Royston and Parmar 2013. It needs no proportional hazards.
    """
    if rows.design == "time-dependent":
        raise ValueError("a restricted mean needs groups that stay as they are: naive, landmark or baseline")
    first, second = (kaplan_meier(rows.of(name)) for name in rows.pair)
    horizon = _horizon(rows)
    if horizon <= 0:
        return told(rows, _nobody(rows, unit))
    found = told(rows, restricted_mean_difference(first, second, horizon, unit))
    if found.value is None:
        return found
    return replace(found, parts={**found.parts, "horizon": convert(horizon, "days", unit)})


def confirmed_mean_difference(rows: Rows, unit: str = "months") -> Estimate:
    """Estimate the same difference, with the second opinion of another implementation, which takes far longer."""
    found = mean_difference(rows, unit)
    if found.value is None:
        return found
    return confirm(found, *(rows.of(name) for name in rows.pair), _horizon(rows))


def _horizon(rows: Rows) -> float:
    """Days for which both groups were observed, at most five years."""
    return min(HORIZON_YEARS * DAYS_PER_YEAR, *(float(rows.of(name).time.max(initial=0)) for name in rows.pair))


def _nobody(rows: Rows, unit: str) -> Estimate:
    convention, function = (
        "Difference of restricted means",
        "mibg.reanalysis.robustness.restricted_means.mean_difference",
    )
    events = int(rows.times.event.sum())
    return Estimate(None, unit, rows.n, convention, function, events, reason="a group was not observed at all")
