"""Observed minus expected events of groups: what every test of the log-rank family is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.survival.risk_sets import risk_sets
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes

Weighting = Literal["log-rank", "gehan", "tarone-ware", "peto-peto", "peto-prentice"]
Codes = npt.NDArray[np.intp]

_SMALL: Final = 1000
_PLURAL: Final = {"group": "groups", "stratum": "strata"}


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
    events, strata : int
        Events among all patients, unweighted, and the number of strata.
    """

    groups: tuple[str, ...]
    n: Floats
    observed: Floats
    expected: Floats
    variance: Floats
    events: int
    strata: int

    @property
    def difference(self) -> Floats:
        """Observed minus expected, shape (g,)."""
        return self.observed - self.expected

    @property
    def reason(self) -> str | None:
        """Why nothing can be compared, where that is plain from the counts."""
        if len(self.groups) < 2:
            return "there is only one group"
        return None if self.events else "there are no events"


def scores(
    times: SurvivalTimes,
    groups: Sequence[object] | npt.ArrayLike,
    strata: Sequence[object] | npt.ArrayLike | None = None,
    weighting: Weighting = "log-rank",
) -> Scores:
    """Sum observed and expected events; see `mibg.survival.log_rank` for the parameters."""
    names, member = members(groups, len(times), "group")
    n = np.bincount(member, weights=times.weight, minlength=len(names)).astype(float)
    if strata is None:
        parts, layers = [_within(times, member, len(names), weighting)], 1
    else:
        labels, stratum = members(strata, len(times), "stratum")
        layers = len(labels)
        inside = [stratum == layer for layer in range(layers)]
        parts = [_within(times.where(rows), member[rows], len(names), weighting) for rows in inside]
    observed, expected, variance = (sum(part) for part in zip(*parts, strict=True))
    return Scores(names, n, observed, expected, variance, int(np.count_nonzero(times.event)), layers)


def members(values: Sequence[object] | npt.ArrayLike, n: int, what: str) -> tuple[tuple[str, ...], Codes]:
    """Sorted names of groups or strata, and the place therein of each patient's."""
    given: Any = np.asarray(values, dtype=None if isinstance(values, np.ndarray) else object)
    code, found = _coded(given)
    if len(code) != n:
        raise InvalidSurvivalData(f"{len(code)} {_PLURAL[what]} were given for {n} patients")
    if (code < 0).any():
        missing = np.flatnonzero(code < 0)
        raise InvalidSurvivalData(f"{len(missing)} patients have no {what}, the first in row {missing[0]}")
    names = [str(name) for name in found]
    order = np.argsort(names)
    return tuple(names[place] for place in order), np.argsort(order)[code]


def _coded(given: Any) -> tuple[Codes, Any]:  # noqa: ANN401 - an array of anything
    """Code of each value, and the distinct values; small whole numbers are counted instead of hashed."""
    if given.dtype.kind != "i" or not given.size or given.min() < 0 or given.max() > _SMALL:
        return pd.factorize(given)
    seen = np.bincount(given) > 0
    return (np.cumsum(seen) - 1)[given], np.flatnonzero(seen)


def _within(times: SurvivalTimes, member: Codes, g: int, weighting: Weighting) -> tuple[Floats, Floats, Floats]:
    """Observed and expected events and their covariance within one stratum."""
    table = risk_sets(times, member, g)
    d = table.events.sum(axis=1)
    events, at_risk, d = table.events[d > 0], table.at_risk[d > 0], d[d > 0]
    n = at_risk.sum(axis=1)
    weight, share = _WEIGHTS[weighting](d, n), at_risk / n[:, None]
    scale = weight**2 * np.where(n > 1, d * (n - d) / np.where(n > 1, n - 1, 1), 0)
    variance = np.diag(scale @ share) - (scale[:, None] * share).T @ share
    return weight @ events, (weight * d) @ share, variance


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
