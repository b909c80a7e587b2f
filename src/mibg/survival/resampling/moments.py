"""Risk sets of many bootstrap samples at once: sums of weights over who is at risk, and over who has the event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.times import Floats, Ints, SurvivalTimes


@dataclass(frozen=True, eq=False)
class Tail:
    """Sums over the rows whose value lies at or after each of K moments.

    Parameters
    ----------
    order : ndarray of int, shape (n,)
        Rows by falling value.
    number : ndarray of int, shape (K,)
        How many of them each sum takes.
    """

    order: Ints
    number: Ints

    def summed(self, weights: Floats) -> Floats:
        """Sum weights, shape (B, n), to shape (B, K)."""
        running = np.zeros((len(weights), len(self.order) + 1))
        np.cumsum(weights[:, self.order], axis=1, out=running[:, 1:])
        return running[:, self.number]


@dataclass(frozen=True, eq=False)
class Moments:
    """The K distinct times at which any of n rows has its event; made by `event_moments` alone.

    Parameters
    ----------
    time : ndarray of float, shape (K,)
        Ascending, in days.
    begin : ndarray of int, shape (K,)
        Where the events of each moment begin in `failing_rows`.
    failing_rows : ndarray of int, shape (D,)
        Rows with an event, in the order of time.
    last, before : ndarray of int, shape (n,)
        Number of moments at or before the time of each row, and at or before its entry: it is at risk at those
        between.
    leaving, entering : Tail
        Rows by time, and by entry; `entering` is None where nobody enters late.
    """

    time: Floats
    begin: Ints
    failing_rows: Ints
    last: Ints
    before: Ints
    leaving: Tail
    entering: Tail | None

    def at_risk(self, weights: Floats) -> Floats:
        """Sum weights, shape (B, n), over the rows with entry < t <= time at each moment: shape (B, K)."""
        summed = self.leaving.summed(weights)
        return summed if self.entering is None else summed - self.entering.summed(weights)

    def failing(self, weights: Floats) -> Floats:
        """Sum weights, shape (B, n), over the rows with the event at each moment: shape (B, K)."""
        if len(self.begin) == len(self.failing_rows):
            return weights[:, self.failing_rows]
        return np.add.reduceat(weights[:, self.failing_rows], self.begin, axis=1)

    def survival(self, counts: Floats) -> Floats:
        """S(t) at time 0 and just after each moment, by the product-limit method: shape (B, 1 + K)."""
        curve = np.ones((len(counts), len(self.time) + 1))
        np.cumprod(1 - self.hazard(self.failing(counts), counts), axis=1, out=curve[:, 1:])
        return curve

    def hazard(self, events: Floats, counts: Floats) -> Floats:
        """Events, shape (B, K), over those at risk; 0 where a replicate has no event."""
        return events / np.maximum(self.at_risk(counts), 1)


def event_moments(times: SurvivalTimes) -> Moments:
    """Sort rows into risk sets, once for all bootstrap samples."""
    failing = np.flatnonzero(times.event)
    failing = failing[np.argsort(times.time[failing], kind="stable")]
    moments, begin = np.unique(times.time[failing], return_index=True)
    return Moments(
        moments,
        begin,
        failing,
        np.searchsorted(moments, times.time, side="right"),
        np.searchsorted(moments, times.entry, side="right"),
        _tail(times.time, moments),
        _tail(times.entry, moments) if times.enter_late else None,
    )


def _tail(values: Floats, moments: Floats) -> Tail:
    order = np.argsort(-values, kind="stable")
    return Tail(order, len(values) - np.searchsorted(np.sort(values), moments, side="left"))
