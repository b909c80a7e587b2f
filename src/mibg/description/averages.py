"""Means, medians and ranges of a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom
from scipy.stats import t as student

from mibg.estimate import Estimate

_NOTHING: Final = "the column is empty"


def mean_sd(values: Sequence[float] | pd.Series, unit: str) -> Estimate:
    """Mean with its sample standard deviation.

    Parameters
    ----------
    values : sequence of float
        Missing values are left out.
    unit : str
        Theirs.

    Returns
    -------
    Estimate
        With the part ``sd`` (n - 1), the standard error of the mean and Student's 95 % interval.
    """
    known = _known(values)
    n, function, convention = (
        len(known),
        "mibg.description.averages.mean_sd",
        "Mean, sample standard deviation (n - 1), t interval",
    )
    if n < 2:
        return Estimate(None, unit, n, convention, function, reason="fewer than two values are known")
    mean, sd = float(known.mean()), float(known.std(ddof=1))
    se = sd / n**0.5
    half = float(student.ppf(0.975, n - 1)) * se
    return Estimate(mean, unit, n, convention, function, se=se, ci=(mean - half, mean + half), parts={"sd": sd})


def median_quartiles(values: Sequence[float] | pd.Series, unit: str) -> Estimate:
    """Median with the quartiles, as SPSS weighs them.

    Parameters
    ----------
    values : sequence of float
        Missing values are left out.
    unit : str
        Theirs.

    Returns
    -------
    Estimate
        With the parts ``q1`` and ``q3``: quantiles at p (n + 1), weighted between neighbours (SPSS's default, R's
        type 6, numpy's ``weibull``). The 95 % interval lies between the order statistics that the binomial
        distribution names, and is None where there are too few of them.
    """
    known = np.sort(_known(values))
    function = "mibg.description.averages.median_quartiles"
    convention = "Median and quartiles at p (n + 1), as in SPSS; interval by order statistics"
    if not len(known):
        return Estimate(None, unit, 0, convention, function, reason=_NOTHING)
    q1, median, q3 = (float(q) for q in np.quantile(known, (0.25, 0.5, 0.75), method="weibull"))
    ci = _order_statistics(known)
    return Estimate(median, unit, len(known), convention, function, ci=ci, parts={"q1": q1, "q3": q3})


def year_range(dates: pd.Series, lacking: str | None = None) -> Estimate:
    """First and last calendar year of a column of dates, as parts ``low`` and ``high``; the value is the first.

    Parameters
    ----------
    dates : Series of datetime64
        Missing ones are left out.
    lacking : str, optional
        Why the dates are no days of the calendar; there is no value then.
    """
    known = dates.dropna().dt.year
    function, convention = "mibg.description.averages.year_range", "First and last calendar year"
    if lacking or not len(known):
        return Estimate(None, "year", len(known), convention, function, reason=lacking or _NOTHING)
    low, high = float(known.min()), float(known.max())
    return Estimate(low, "year", len(known), convention, function, parts={"low": low, "high": high})


def _known(values: Sequence[float] | pd.Series) -> npt.NDArray[np.float64]:
    return np.asarray(pd.Series(values).astype("float64").dropna(), dtype=np.float64)


def _order_statistics(known: npt.NDArray[np.float64]) -> tuple[float, float] | None:
    """Limits of the median between ordered values; Conover 1999, section 3.2."""
    rank = int(binom.ppf(0.025, len(known), 0.5))
    return (float(known[rank - 1]), float(known[-rank])) if rank else None
