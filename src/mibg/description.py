"""Description of a cohort: counts, shares, means and medians, each as an estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom, norm
from scipy.stats import t as student

from mibg.estimate import Estimate
from mibg.units import convert

_HERE = "mibg.description"
_NOTHING = "the column is empty"

Conditions = Sequence[bool] | npt.NDArray[np.bool_] | pd.Series


def count(true: Conditions, unit: str = "patients") -> Estimate:
    """Count the rows for which a condition holds.

    Parameters
    ----------
    true : array_like of bool, shape (n,)
        The condition; a missing value says that it is unknown.
    unit : str
        What a row is.

    Returns
    -------
    Estimate
        With all rows as `n`. An unknown counts as not holding, and the convention says how many there are; not
        estimable where all are unknown.
    """
    found = _tally(true)
    function, convention = f"{_HERE}.count", f"Count{found.unknown_told}"
    if found.reason is not None:
        return Estimate(None, unit, found.n, convention, function, reason=found.reason)
    return Estimate(float(found.hits), unit, found.n, convention, function)


def share(true: Conditions) -> Estimate:
    """Share of rows for which a condition holds.

    Parameters
    ----------
    true : array_like of bool, shape (n,)
        The condition; a missing value says that it is unknown.

    Returns
    -------
    Estimate
        Unit ``%``, of all rows, with Wilson's 95 % interval and the part ``count``. An unknown counts as not
        holding, and the convention says how many there are; not estimable where all are unknown.
    """
    found = _tally(true)
    function, convention = f"{_HERE}.share", f"Share, Wilson interval{found.unknown_told}"
    if found.reason is not None or not found.n:
        return Estimate(None, "%", found.n, convention, function, reason=found.reason or "there are no patients")
    value, ci = 100 * found.hits / found.n, _wilson(found.hits, found.n)
    return Estimate(value, "%", found.n, convention, function, ci=ci, parts={"count": found.hits})


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
    n, function, convention = len(known), f"{_HERE}.mean_sd", "Mean, sample standard deviation (n - 1), t interval"
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
    function = f"{_HERE}.median_quartiles"
    convention = "Median and quartiles at p (n + 1), as in SPSS; interval by order statistics"
    if not len(known):
        return Estimate(None, unit, 0, convention, function, reason=_NOTHING)
    q1, median, q3 = (float(q) for q in np.quantile(known, (0.25, 0.5, 0.75), method="weibull"))
    ci = _order_statistics(known)
    return Estimate(median, unit, len(known), convention, function, ci=ci, parts={"q1": q1, "q3": q3})


def year_range(dates: pd.Series) -> Estimate:
    """First and last calendar year of a column of dates, as parts ``low`` and ``high``; the value is the first."""
    known = dates.dropna().dt.year
    function, convention = f"{_HERE}.year_range", "First and last calendar year"
    if not len(known):
        return Estimate(None, "year", 0, convention, function, reason=_NOTHING)
    low, high = float(known.min()), float(known.max())
    return Estimate(low, "year", len(known), convention, function, parts={"low": low, "high": high})


def listed(patients: pd.DataFrame, table: pd.DataFrame, column: str, code: str) -> pd.Series:
    """For each patient, in the order of `patients`, whether `table` lists him with `code` in `column`.

    Returns
    -------
    Series of boolean
        All missing where the table has no rows, since nothing is known then.
    """
    return _named(patients, table, table[column] == code)


def had_therapy(patients: pd.DataFrame, therapies: pd.DataFrame, timing: str, any_of: Sequence[str]) -> pd.Series:
    """For each patient, in the order of `patients`, whether he had any of some therapies at a timing.

    Returns
    -------
    Series of boolean
        All missing where the table has no rows, since nothing is known then.
    """
    return _named(patients, therapies, (therapies["timing"] == timing) & therapies["therapy"].isin(any_of))


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
        Medians of two groups that share no patient, in units of time.
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
    value = convert(first.value, first.unit, unit) - convert(second.value, second.unit, unit)
    if first.se is None or second.se is None:
        return Estimate(value, unit, n, convention, function, events)
    se = hypot(convert(first.se, first.unit, unit), convert(second.se, second.unit, unit))
    return Estimate(value, unit, n, convention, function, events, se, (value - 1.96 * se, value + 1.96 * se))


@dataclass(frozen=True)
class _Tally:
    hits: int
    n: int
    unknown: int

    @property
    def reason(self) -> str | None:
        return "it is recorded of nobody" if self.unknown and self.unknown == self.n else None

    @property
    def unknown_told(self) -> str:
        return f"; {self.unknown} unknown, counted as not" if self.unknown else ""


def _tally(true: Conditions) -> _Tally:
    rows = pd.Series(true).astype("boolean")
    return _Tally(int(rows.fillna(False).sum()), len(rows), int(rows.isna().sum()))


def _named(patients: pd.DataFrame, table: pd.DataFrame, rows: pd.Series) -> pd.Series:
    if table.empty:
        return pd.Series(pd.NA, index=patients.index, dtype="boolean")
    return patients["patient_id"].isin(table.loc[rows.fillna(False), "patient_id"]).astype("boolean")


def _known(values: Sequence[float] | pd.Series) -> npt.NDArray[np.float64]:
    return np.asarray(pd.Series(values).astype("float64").dropna(), dtype=np.float64)


def _order_statistics(known: npt.NDArray[np.float64]) -> tuple[float, float] | None:
    """Limits of the median between ordered values; Conover 1999, section 3.2."""
    rank = int(binom.ppf(0.025, len(known), 0.5))
    return (float(known[rank - 1]), float(known[-rank])) if rank else None


def _wilson(hits: int, n: int) -> tuple[float, float]:
    z = float(norm.ppf(0.975))
    centre = (hits + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * (hits * (n - hits) / n + z**2 / 4) ** 0.5
    return 100 * (centre - half), 100 * (centre + half)
