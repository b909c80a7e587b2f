"""Observed minus expected events of groups: what every test of the log-rank family is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.survival.risk_table import risk_table
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes

Weighting = Literal["log-rank", "gehan", "tarone-ware", "peto-peto", "peto-prentice"]
Codes = npt.NDArray[np.intp]

_SMALL: Final = 1000
_PLURAL: Final = {"group": "groups", "stratum": "strata", "cluster": "clusters"}


@dataclass(frozen=True, eq=False)
class Scores:
    """Weighted observed and expected events of g groups, summed over strata.

    Parameters
    ----------
    groups : tuple of str
        Names of the groups, sorted.
    n, observed, expected : ndarray of float, shape (g,)
        Patients, and events seen and expected, weighted.
    variance : ndarray of float, shape (g, g)
        Covariance of observed minus expected.
    patients, events, smallest, strata : int
        Rows, events among them, the rows or events, whichever are fewer, of the smallest group, all unweighted, no
        rows where there is only one; and the number of strata.
    """

    groups: tuple[str, ...]
    n: Floats
    observed: Floats
    expected: Floats
    variance: Floats
    patients: int
    events: int
    smallest: int
    strata: int

    @property
    def difference(self) -> Floats:
        """Observed minus expected, shape (g,)."""
        return self.observed - self.expected

    @property
    def reason(self) -> str | None:
        """Why nothing can be compared, where that is plain from the counts."""
        if len(self.groups) < 2:
            return "there is only one group" if self.groups else "there are no patients"
        return None if self.events else "there are no events"


def scores(
    times: SurvivalTimes,
    groups: Sequence[object] | npt.ArrayLike,
    strata: Sequence[object] | npt.ArrayLike | None = None,
    weighting: Weighting = "log-rank",
) -> Scores:
    """Sum observed and expected events; see `mibg.survival.log_rank` for the parameters."""
    names, member = members(groups, len(times), "group")
    if strata is None:
        parts, layers = [_within(times, member, len(names), weighting)], 1
    else:
        labels, stratum = members(strata, len(times), "stratum")
        layers = len(labels)
        inside = [stratum == layer for layer in range(max(layers, 1))]
        parts = [_within(times.where(rows), member[rows], len(names), weighting) for rows in inside]
    n, failed, observed, expected, variance = (sum(part) for part in zip(*parts, strict=True))
    sizes = np.stack([n, failed]) if times.weight is None else _sizes(times, member, len(names))
    smallest = int(sizes.min(initial=len(times))) if len(names) > 1 else 0
    return Scores(names, n, observed, expected, variance, len(times), int(sizes[1].sum()), smallest, layers)


def members(values: Sequence[object] | npt.ArrayLike, n: int, what: str) -> tuple[tuple[str, ...], Codes]:
    """Sorted names of groups, strata or clusters, and the place therein of each patient's.

    Raises
    ------
    InvalidSurvivalData
        When they are no plain row, there are not n of them, or one is missing.
    """
    given = np.asarray(values, dtype=None if hasattr(values, "dtype") else object)
    if given.ndim != 1:
        raise InvalidSurvivalData(f"{_PLURAL[what]} stand in a plain row, one a patient, not in shape {given.shape}")
    code, found = _coded(given)
    if len(code) != n:
        raise InvalidSurvivalData(f"{len(code)} {_PLURAL[what]} were given for {n} patients")
    if code.min(initial=0) < 0:
        missing = np.flatnonzero(code < 0)
        raise InvalidSurvivalData(f"{len(missing)} patients have no {what}, the first in row {missing[0]}")
    names = [str(name) for name in found]
    if names == sorted(names):
        return tuple(names), code
    order = np.argsort(names)
    return tuple(names[place] for place in order), np.argsort(order)[code]


def _coded(given: Any) -> tuple[Codes, Any]:  # noqa: ANN401 - an array of anything
    """Code of each value, and the distinct values; truths and small whole numbers are not hashed."""
    if given.dtype.kind not in "bi" or not given.size or given.min() < 0 or given.max() > _SMALL:
        return pd.factorize(given)
    whole, low, high = given.astype(np.intp, copy=False), int(given.min()), int(given.max())
    if high - low <= 1:
        return whole - low if low else whole, np.arange(low, high + 1).astype(given.dtype)
    seen = np.bincount(whole) > 0
    found = np.flatnonzero(seen).astype(given.dtype)
    return (whole if seen.all() else (np.cumsum(seen) - 1)[whole]), found


def _sizes(times: SurvivalTimes, member: Codes, g: int) -> Codes:
    """Rows of each group, and events among them, both unweighted; shape (2, g)."""
    happened = np.bincount(2 * member + times.event, minlength=2 * g).reshape(g, 2)
    return np.stack([happened.sum(axis=1), happened[:, 1]])


def _within(times: SurvivalTimes, member: Codes, g: int, weighting: Weighting) -> tuple[Floats, ...]:
    """Patients, those who fail, observed and expected events, and their covariance, within one stratum."""
    table = risk_table(times, member, g)
    failed, d = table.events.sum(axis=0), table.events.sum(axis=1)
    patients = failed + table.censored.sum(axis=0)
    failing = np.flatnonzero(d > 0)
    events, at_risk, d = (counts.T.take(failing, axis=-1) for counts in (table.events, table.at_risk, d))
    n = at_risk.sum(axis=0)
    weight, share = _WEIGHTS[weighting](d, n), at_risk / n
    scale = weight**2 * np.divide(d * (n - d), n - 1, out=np.zeros_like(n), where=n > 1)
    variance = np.diag(share @ scale) - (share * scale) @ share.T
    return patients, failed, events @ weight, share @ (weight * d), variance


def _survival_before(d: Floats, n: Floats) -> Floats:
    return np.concatenate([[1.0], np.cumprod(1 - d / n)[:-1]])[: len(d)]


def _survival_through(d: Floats, n: Floats) -> Floats:
    return np.asarray(np.cumprod(1 - d / (n + 1)), dtype=float)


_WEIGHTS: Final[Mapping[Weighting, Callable[[Floats, Floats], Floats]]] = {
    "log-rank": lambda d, _: np.ones_like(d),
    "gehan": lambda _, n: n,
    "tarone-ware": lambda _, n: np.sqrt(n),
    "peto-peto": _survival_before,
    "peto-prentice": _survival_through,
}
