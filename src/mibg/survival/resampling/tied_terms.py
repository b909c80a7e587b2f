"""The terms of Cox's partial likelihood where patients are drawn more than once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.cox.risk_sets import Ties
from mibg.survival.times import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class TiedTerms:
    """Terms of B replicates with K moments of events, T at most in any; made by `tied_terms` alone.

    A patient drawn m times is m rows that are tied. Efron's likelihood has one term for each of the D events at a
    moment, whose risk set has lost the share l/D of the tied events, l = 0 … D - 1; Breslow's has one for all of
    them, weighing D. Case weights instead would leave l at 0 for a patient drawn twice: another estimate.

    Parameters
    ----------
    moment : ndarray of int, shape (B, T)
        Which of the K moments a term belongs to.
    lost : ndarray of float, shape (B, T)
        l/D with Efron's ties, 0 with Breslow's.
    weight : ndarray of float, shape (B, T)
        Events that a term stands for; 0 where a replicate has fewer than T.
    """

    moment: Ints
    lost: Floats
    weight: Floats

    def less_lost(self, at_risk: Floats, failing: Floats) -> Floats:
        """Sums over each term's risk set, shape (B, T), from those over risk sets and tied events, shape (B, K)."""
        return _picked(at_risk, self.moment) - self.lost * _picked(failing, self.moment)

    def by_moment(self, values: Floats, k: int) -> Floats:
        """Sum values of the terms, shape (B, T), over each moment, shape (B, k)."""
        cells = self.moment + k * np.arange(len(values))[:, None]
        summed: Floats = np.bincount(cells.ravel(), values.ravel(), len(values) * k).astype(float)
        return summed.reshape(-1, k)

    def where(self, chosen: Ints) -> TiedTerms:
        """Keep some of the replicates."""
        return TiedTerms(self.moment[chosen], self.lost[chosen], self.weight[chosen])


def tied_terms(events: Floats, ties: Ties) -> TiedTerms:
    """Count out the terms.

    Parameters
    ----------
    events : ndarray of float, shape (B, K)
        Events at each moment, whole numbers.
    ties : {"efron", "breslow"}
        How tied events are taken.
    """
    terms = (events if ties == "efron" else events > 0).astype(np.int64)
    total = terms.sum(axis=1)
    used = np.arange(max(1, total.max(initial=0))) < total[:, None]
    replicate, moment = np.nonzero(terms)
    times = terms[replicate, moment]
    flat, begins = np.repeat(moment, times), np.repeat(np.cumsum(times) - times, times)
    tied = np.repeat(events[replicate, moment], times)
    rank = np.arange(len(flat)) - begins
    return TiedTerms(
        _spread(used, flat).astype(np.int64),
        _spread(used, rank / tied if ties == "efron" else np.zeros(len(flat))),
        _spread(used, np.ones(len(flat)) if ties == "efron" else tied),
    )


def _spread(used: Bools, values: Ints | Floats) -> Floats:
    """Put values into a table at the places used, row by row; 0 elsewhere."""
    table = np.zeros(used.shape)
    table[used] = values
    return table


def _picked(values: Floats, moment: Ints) -> Floats:
    """Values, shape (B, K), of the moment of each term, shape (B, T)."""
    return np.take_along_axis(values, moment, axis=1)
