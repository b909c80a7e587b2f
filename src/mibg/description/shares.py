"""Counts and shares of patients, where something may be unknown of some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from mibg.estimate import Estimate

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
        With all rows as `n`. An unknown counts as not holding, and the part ``unknown`` says how many there are; not
        estimable where all are unknown.
    """
    found = _tally(true)
    function, convention = "mibg.description.shares.count", "Count; an unknown counts as not"
    if found.reason is not None:
        return Estimate(None, unit, found.n, convention, function, reason=found.reason)
    return Estimate(float(found.hits), unit, found.n, convention, function, parts=found.unknown_told)


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
        holding, and the part ``unknown`` says how many there are; not estimable where all are unknown.
    """
    found = _tally(true)
    function, convention = "mibg.description.shares.share", "Share, Wilson interval; an unknown counts as not"
    if found.reason is not None or not found.n:
        return Estimate(None, "%", found.n, convention, function, reason=found.reason or "there are no patients")
    value, ci = 100 * found.hits / found.n, wilson(found.hits, found.n)
    return Estimate(value, "%", found.n, convention, function, ci=ci, parts={"count": found.hits, **found.unknown_told})


@dataclass(frozen=True)
class _Tally:
    hits: int
    n: int
    unknown: int

    @property
    def reason(self) -> str | None:
        return "it is recorded of nobody" if self.unknown and self.unknown == self.n else None

    @property
    def unknown_told(self) -> dict[str, float]:
        return {"unknown": self.unknown} if self.unknown else {}


def _tally(true: Conditions) -> _Tally:
    rows = pd.Series(true).astype("boolean")
    return _Tally(int(rows.fillna(False).sum()), len(rows), int(rows.isna().sum()))


def wilson(hits: float, n: int) -> tuple[float, float]:
    """95 % limits of a share, in per cent, `n` above 0; Wilson, J Am Stat Assoc 1927;22:209."""
    z = float(norm.ppf(0.975))
    centre = (hits + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * (hits * (n - hits) / n + z**2 / 4) ** 0.5
    return max(0.0, 100 * (centre - half)), min(100.0, 100 * (centre + half))
