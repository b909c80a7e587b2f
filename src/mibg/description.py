"""Description of a cohort: counts, shares, means and medians, each as an estimate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from mibg.estimate import Estimate
from mibg.units import convert

_HERE = "mibg.description"
_NOTHING = "the column is empty"


def count(true: npt.ArrayLike, unit: str = "patients") -> Estimate:
    """Count the rows for which a condition, a boolean array of shape (n,), holds."""
    rows = np.asarray(true, dtype=bool)
    return Estimate(float(rows.sum()), unit, len(rows), "Count", f"{_HERE}.count")


def share(true: npt.ArrayLike) -> Estimate:
    """Share of rows for which a condition holds.

    Parameters
    ----------
    true : array_like of bool, shape (n,)
        The condition.

    Returns
    -------
    Estimate
        Unit ``%``, with Wilson's 95 % interval and the part ``count``.
    """
    rows = np.asarray(true, dtype=bool)
    function, convention = f"{_HERE}.share", "Share of all patients, Wilson interval"
    if not len(rows):
        return Estimate(None, "%", 0, convention, function, reason="there are no patients")
    hits, n = int(rows.sum()), len(rows)
    return Estimate(100 * hits / n, "%", n, convention, function, ci=_wilson(hits, n), parts={"count": hits})


def mean_sd(values: Sequence[float] | pd.Series, unit: str) -> Estimate:
    """Mean with its sample standard deviation as the part ``sd``; missing values are left out."""
    known = _known(values)
    function, convention = f"{_HERE}.mean_sd", "Mean, sample standard deviation (n - 1), normal interval"
    if len(known) < 2:
        return Estimate(None, unit, len(known), convention, function, reason="fewer than two values are known")
    mean, sd = float(known.mean()), float(known.std(ddof=1))
    se = sd / len(known) ** 0.5
    z = float(norm.ppf(0.975))
    return Estimate(
        mean, unit, len(known), convention, function, se=se, ci=(mean - z * se, mean + z * se), parts={"sd": sd}
    )


def median_quartiles(values: Sequence[float] | pd.Series, unit: str) -> Estimate:
    """Median with the quartiles as parts ``q1`` and ``q3``, as SPSS weighs them.

    Parameters
    ----------
    values : sequence of float
        Missing values are left out.
    unit : str
        Theirs.

    Returns
    -------
    Estimate
        Quantiles at p (n + 1), weighted between neighbours (SPSS's default, numpy's ``weibull``).
    """
    known = _known(values)
    function, convention = f"{_HERE}.median_quartiles", "Median and quartiles at p (n + 1), as in SPSS"
    if not len(known):
        return Estimate(None, unit, 0, convention, function, reason=_NOTHING)
    q1, median, q3 = (float(q) for q in np.quantile(known, (0.25, 0.5, 0.75), method="weibull"))
    return Estimate(median, unit, len(known), convention, function, parts={"q1": q1, "q3": q3})


def year_range(dates: pd.Series) -> Estimate:
    """First and last calendar year of a column of dates, as parts ``low`` and ``high``; the value is the first."""
    known = dates.dropna().dt.year
    function, convention = f"{_HERE}.year_range", "First and last calendar year"
    if not len(known):
        return Estimate(None, "year", 0, convention, function, reason=_NOTHING)
    low, high = float(known.min()), float(known.max())
    return Estimate(low, "year", len(known), convention, function, parts={"low": low, "high": high})


def listed(patients: pd.DataFrame, table: pd.DataFrame, column: str, code: str) -> npt.NDArray[np.bool_]:
    """For each patient, in the order of `patients`, whether `table` lists him with `code` in `column`."""
    names = table.loc[(table[column] == code).fillna(False), "patient_id"]
    return np.asarray(patients["patient_id"].isin(names), dtype=bool)


def had_therapy(
    patients: pd.DataFrame, therapies: pd.DataFrame, timing: str, any_of: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """For each patient, in the order of `patients`, whether he had any of some therapies at a timing."""
    rows = therapies[(therapies["timing"] == timing).fillna(False)]
    had = [listed(patients, rows, "therapy", code) for code in any_of]
    return np.asarray(np.any(had, axis=0), dtype=bool)


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Difference of two estimates of one unit on the same patients, first minus second; without an error."""
    function, convention = f"{_HERE}.difference", "Difference of two estimates on the same patients"
    if first.value is None or second.value is None:
        reason = f"one of the two is missing: {first.reason or second.reason}"
        return Estimate(None, first.unit, first.n, convention, function, reason=reason)
    return Estimate(first.value - second.value, first.unit, first.n, convention, function)


def difference_of_medians(first: Estimate, second: Estimate, unit: str = "months") -> Estimate:
    """Difference of two medians, first minus second.

    Parameters
    ----------
    first, second : Estimate
        Medians of two groups that share no patient, in one unit of time.
    unit : str
        Unit of the difference.

    Returns
    -------
    Estimate
        Where both medians have a standard error, with one (root of the sum of squares) and a 95 % interval.
    """
    function, convention = f"{_HERE}.difference_of_medians", "Difference of two medians, ± 1.96 SE"
    n, events = first.n + second.n, (first.events or 0) + (second.events or 0)
    if first.value is None or second.value is None:
        reason = first.reason or second.reason
        return Estimate(None, unit, n, convention, function, events, reason=f"one median is missing: {reason}")
    value = convert(first.value - second.value, first.unit, unit)
    if first.se is None or second.se is None:
        return Estimate(value, unit, n, convention, function, events)
    se = convert((first.se**2 + second.se**2) ** 0.5, first.unit, unit)
    return Estimate(value, unit, n, convention, function, events, se, (value - 1.96 * se, value + 1.96 * se))


def _known(values: Sequence[float] | pd.Series) -> npt.NDArray[np.float64]:
    known: npt.NDArray[np.float64] = np.asarray(values, dtype=float)
    return np.asarray(known[~np.isnan(known)])


def _wilson(hits: int, n: int) -> tuple[float, float]:
    z = float(norm.ppf(0.975))
    centre = (hits + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * (hits * (n - hits) / n + z**2 / 4) ** 0.5
    return 100 * (centre - half), 100 * (centre + half)
