"""Cox regression on one group, for many groupings of the same patients at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.survival import SurvivalTimes

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_STEPS: Final = 60
_CONVERGED: Final = 1e-11
_LARGEST_STEP: Final = 1.0
_NOTHING: Final = 1e-9


@dataclass(frozen=True, eq=False)
class LogHazardRatios:
    """Log hazard ratios of b groupings and their variances, each of shape (b,); NaN where there is none."""

    coef: Floats
    variance: Floats


@dataclass(frozen=True, eq=False)
class Deaths:
    """The terms of the partial likelihood, one a death, and the sums of each grouping over their risk sets.

    Parameters
    ----------
    order : ndarray of int, shape (n,)
        Rows by time, deaths before censorings.
    first, tied : ndarray of int, shape (k,)
        Of each death, in the order of time: the place of the first row at risk, and the deaths of that moment, which
        stand there.
    fraction : ndarray of float, shape (k,)
        How much of the tied deaths has left the risk set (Efron).
    weight : ndarray of float, shape (n,)
        Of each row, in the order of rows.
    """

    order: Ints
    first: Ints
    tied: Ints
    fraction: Floats
    weight: Floats

    @property
    def mean_weight(self) -> Floats:
        """Mean weight of the deaths of a moment, shape (k,)."""
        found: Floats = self.tied_sum(np.ones((1, len(self.order)), dtype=bool))[0] / self.tied
        return found

    def tied_sum(self, groups: Bools) -> Floats:
        """Weight in the group among the deaths of each moment, shape (b, k)."""
        sums = self._sums(groups)
        return sums[:, self.first + self.tied] - sums[:, self.first]

    def at_risk(self, groups: Bools) -> Floats:
        """Weight in the group at risk of each death, without reduction for ties, shape (b, k)."""
        sums = self._sums(groups)
        return sums[:, -1:] - sums[:, self.first]

    def exposed(self, groups: Bools) -> Floats:
        """Weight in the group at risk of each death, tied deaths reduced by `fraction`, shape (b, k)."""
        return self.at_risk(groups) - self.fraction * self.tied_sum(groups)

    def _sums(self, groups: Bools) -> Floats:
        """Sums of weight over the rows before each place, shape (b, n + 1)."""
        sums = np.zeros((len(groups), len(self.order) + 1))
        np.cumsum((groups * self.weight)[:, self.order], axis=1, out=sums[:, 1:])
        return sums


def deaths(times: SurvivalTimes) -> Deaths:
    """Line up the deaths of patients who are all at risk from the start."""
    order = np.lexsort((~times.event, times.time))
    moments = times.time[order][times.event[order]]
    first = np.searchsorted(times.time[order], moments, side="left")
    begin = np.searchsorted(moments, moments, side="left")
    tied = np.searchsorted(moments, moments, side="right") - begin
    weight = np.ones(len(times)) if times.weight is None else times.weight
    return Deaths(order, first, tied, (np.arange(len(moments)) - begin) / np.maximum(tied, 1), weight)


def log_hazard_ratios(times: SurvivalTimes, groups: Bools) -> LogHazardRatios:
    """Regress the hazard on membership in a group, for each of several groupings.

    Parameters
    ----------
    times : SurvivalTimes
        n patients, all at risk from the start; weights count as repetitions, in the variance too.
    groups : ndarray of bool, shape (b, n)
        Who is in the group, b times.

    Returns
    -------
    LogHazardRatios
        Of the group against the others; Efron's ties, variance of the model. NaN where no deaths fall while both
        groups are at risk, or all of them in one group.

    Notes
    -----
    The same as `mibg.survival.cox.cox` with one indicator, and as R's ``coxph`` with weights, for b groupings in one
    pass.
    """
    lined = deaths(times)
    inside, outside = lined.exposed(groups), lined.exposed(~groups)
    weight, died = lined.mean_weight, (groups * lined.weight)[:, times.event].sum(axis=1)
    most, least = (weight * (inside > _NOTHING)).sum(axis=1), (weight * (outside <= _NOTHING)).sum(axis=1)
    bounded = (died < most - _NOTHING) & (died > least + _NOTHING)
    coef = np.zeros(len(groups))
    for _ in range(_STEPS):
        share = _share(inside, outside, coef)
        information = np.where(bounded, (weight * share * (1 - share)).sum(axis=1), 1.0)
        step = np.where(bounded, (died - (weight * share).sum(axis=1)) / information, 0.0)
        coef += np.clip(step, -_LARGEST_STEP, _LARGEST_STEP)
        if np.abs(step).max(initial=0) < _CONVERGED:
            break
    return LogHazardRatios(np.where(bounded, coef, np.nan), np.where(bounded, 1 / information, np.nan))


def robust_variance(times: SurvivalTimes, group: Bools, coef: float) -> float:
    """Variance of a weighted log hazard ratio that treats each row as one patient: the sandwich of Lin and Wei.

    Parameters
    ----------
    times : SurvivalTimes
        With weights.
    group : ndarray of bool, shape (n,)
        Who is in the group.
    coef : float
        Its log hazard ratio.

    Notes
    -----
    As R's ``coxph(..., weights, robust = TRUE)``; weights that were estimated count as known, which is conservative.
    """
    lined = deaths(times)
    inside, outside = (lined.exposed(one[None])[0] for one in (group, ~group))
    share = _share(inside, outside, np.array([coef]))[0]
    hazard = lined.mean_weight / (outside + inside * np.exp(coef))
    member = group[lined.order].astype(float)
    expected = member * _endured(lined, hazard) - _endured(lined, hazard * share)
    score = -np.exp(coef * member) * expected
    died = np.flatnonzero(times.event[lined.order])
    score[died] += member[died] - _by_moment(lined, share) / lined.tied
    information = (lined.mean_weight * share * (1 - share)).sum()
    return float(((lined.weight[lined.order] * score) ** 2).sum() / information**2)


def _share(inside: Floats, outside: Floats, coef: Floats) -> Floats:
    """Probability that a death falls into the group, shape (b, k)."""
    risk = inside * np.exp(coef)[:, None]
    return risk / (risk + outside)


def _endured(lined: Deaths, values: Floats) -> Floats:
    """Sum values of the deaths over the risk sets that each row was in, rows by time, shape (n,)."""
    places = np.arange(len(lined.order))
    summed = np.concatenate([[0.0], np.cumsum(values)])[np.searchsorted(lined.first, places, side="right")]
    died = lined.first + np.rint(lined.fraction * lined.tied).astype(np.int64)
    summed[died] -= _by_moment(lined, lined.fraction * values)
    return summed


def _by_moment(lined: Deaths, values: Floats) -> Floats:
    """Sum values of the deaths of each moment, given back to each of them, shape (k,)."""
    found: Floats = np.bincount(lined.first, values).astype(float)[lined.first]
    return found
