"""What each term of Cox's partial likelihood is made of: sums over a risk set.

No array of n x p x p is made: the information is X' diag(w) X, where the weight w of a row is its share of every risk
set that it was in, minus the outer products of the risk sets' means.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.cox.risk_sets import RiskSets
from mibg.survival.times import Floats, Ints


@dataclass(frozen=True, eq=False)
class Stratum:
    """Risk sets beside the covariates of their rows.

    Parameters
    ----------
    sets : RiskSets
        Of n rows.
    x : ndarray of float, shape (n, p)
        Covariates in the order of time.
    """

    sets: RiskSets
    x: Floats


@dataclass(frozen=True, eq=False)
class Terms:
    """One stratum at given coefficients: what each of the T terms of the likelihood is made of.

    Parameters
    ----------
    sets : RiskSets
        Of the stratum.
    x : ndarray of float, shape (n, p)
        Covariates in the order of time.
    risk : ndarray of float, shape (n,)
        exp(x b), up to a factor common to all.
    log_risk : ndarray of float, shape (n,)
        Its logarithm.
    total : ndarray of float, shape (T,)
        Sum of the risks in each term's risk set.
    mean : ndarray of float, shape (T, p)
        Mean covariates of that risk set, weighted by risk.
    """

    sets: RiskSets
    x: Floats
    risk: Floats
    log_risk: Floats
    total: Floats
    mean: Floats

    def share(self, weight: Floats) -> Floats:
        """Expected events of each row, shape (n,): its risk over the totals of the risk sets it was in.

        Parameters
        ----------
        weight : ndarray of float, shape (T,)
            Weight of each term, beside the events that it stands for.
        """
        return self.risk * self.exposure(weight * self.sets.weight / self.total)

    def exposure(self, values: Floats) -> Floats:
        """Sum values of the terms over the risk sets that each row was in; a tied event's own share reduced."""
        sets = self.sets
        summed = _running(np.bincount(sets.moment, values, len(sets.moments)).astype(float))
        found: Floats = summed[sets.last]
        if sets.before is not None:
            found -= summed[np.minimum(sets.before, sets.last)]
        if sets.fraction.any():
            found[sets.event] -= np.bincount(sets.moment, sets.fraction * values, len(sets.moments))[sets.at]
        return found

    def information(self, weight: Floats) -> Floats:
        """Covariance of the covariates summed over the terms, each with a weight, shape (p, p)."""
        spread = (self.x * self.share(weight)[:, None]).T @ self.x
        found: Floats = spread - (self.mean * (weight * self.sets.weight)[:, None]).T @ self.mean
        return found


def terms_of(stratum: Stratum, coef: Floats) -> Terms:
    """Form the risk sets of a stratum at given coefficients."""
    sets, x = stratum.sets, stratum.x
    log_risk = x @ coef
    log_risk -= log_risk.max()
    risk = np.exp(log_risk)
    weighted = x * risk[:, None]
    total, means = _at_risk(sets, risk[:, None])[:, 0], _at_risk(sets, weighted)
    if sets.fraction.any():
        lost, lost_means = (_of_events(sets, values) for values in (risk[:, None], weighted))
        total = total - sets.fraction * lost[sets.moment, 0]
        means = means - sets.fraction[:, None] * lost_means[sets.moment]
    return Terms(sets, x, risk, log_risk, total, means / total[:, None])


def _at_risk(sets: RiskSets, values: Floats) -> Floats:
    """Sum each column over the risk set of each term, shape (T, columns)."""
    k = len(sets.moments)
    found = _after(sets.last, values, k)
    if sets.before is not None and sets.by_entry is not None:
        order = sets.by_entry
        found = found - _after(sets.before[order], values[order], k)
    return found[sets.moment]


def _after(counts: Ints, values: Floats, k: int) -> Floats:
    """Sum each column over the rows whose count, which ascends, exceeds 0, 1, …, k - 1."""
    begins = np.searchsorted(counts, np.arange(1, k + 1))
    sums = np.zeros((k, values.shape[1]))
    inside = begins < len(counts)
    if inside.any():
        sums[inside] = _sums_between(values, begins[inside])
    return sums[::-1].cumsum(axis=0)[::-1]


def _sums_between(values: Floats, begins: Ints) -> Floats:
    """Sum the rows from each begin to the next; equal begins have nothing between them but the last."""
    sums = np.add.reduceat(values, begins, axis=0)
    empty = np.flatnonzero(begins[:-1] == begins[1:])
    sums[empty] = 0
    return sums


def _of_events(sets: RiskSets, values: Floats) -> Floats:
    """Sum each column over the events of each moment, shape (K, columns)."""
    died = values[sets.event]
    return np.column_stack([np.bincount(sets.at, column, len(sets.moments)) for column in died.T])


def _running(values: Floats) -> Floats:
    """Running sum that begins with nothing, shape (K + 1,)."""
    return np.concatenate([[0.0], np.cumsum(values)])
