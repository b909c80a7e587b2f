"""Risk sets: rows in the order of time, and who was at risk at each distinct time of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mibg.survival.scores import members
from mibg.survival.times import Bools, Floats, Ints, SurvivalTimes

Ties = Literal["efron", "breslow"]


@dataclass(frozen=True, eq=False)
class RiskSets:
    """The risk sets of one stratum with n rows, K distinct times of events and D events.

    Parameters
    ----------
    rows : ndarray of int, shape (n,)
        Rows of the data, in the order of time.
    event : ndarray of bool, shape (n,)
        In that order.
    moments : ndarray of float, shape (K,)
        Distinct times of events, ascending.
    last : ndarray of int, shape (n,)
        Number of `moments` at or before the time of each row: those at which it was at risk, late entry apart.
    before : ndarray of int, shape (n,), or None
        Number of `moments` at or before the entry of each row, at which it was not yet at risk; None where nobody
        enters late.
    by_entry : ndarray of int, shape (n,), or None
        Places of the rows in the order of their entry.
    moment : ndarray of int, shape (T,)
        Which of `moments` each term of the likelihood belongs to: D terms with Efron's ties, K with Breslow's.
    fraction : ndarray of float, shape (T,)
        Share of the tied events that the risk set of a term has already lost; 0 with Breslow's ties.
    weight : ndarray of float, shape (T,)
        Events that a term stands for.
    """

    rows: Ints
    event: Bools
    moments: Floats
    last: Ints
    before: Ints | None
    by_entry: Ints | None
    moment: Ints
    fraction: Floats
    weight: Floats

    @property
    def at(self) -> Ints:
        """Which of `moments` the time of each event row is, shape (D,)."""
        found: Ints = self.last[self.event] - 1
        return found

    def are_of(self, times: SurvivalTimes) -> bool:
        """Whether these times, as many as the data have, make the same risk sets."""
        time, entry = times.time[self.rows], times.entry[self.rows]
        before = np.zeros(len(entry)) if self.before is None else self.before
        return (
            np.array_equal(times.event[self.rows], self.event)
            and np.array_equal(time[self.event], self.moments[self.at])
            and bool((np.diff(time) >= 0).all())
            and np.array_equal(np.searchsorted(self.moments, time, side="right"), self.last)
            and np.array_equal(np.searchsorted(self.moments, entry, side="right"), before)
        )


def risk_sets(times: SurvivalTimes, strata: Sequence[object] | npt.ArrayLike | None, ties: Ties) -> list[RiskSets]:
    """Sort patients into risk sets, those of each stratum apart; a stratum without events has none.

    Raises
    ------
    InvalidSurvivalData
        When strata are given of another number of patients, or a patient has none.
    """
    if strata is None:
        layers = [np.arange(len(times))]
    else:
        _, stratum = members(strata, len(times), "stratum")
        layers = np.split(np.argsort(stratum, kind="stable"), np.cumsum(np.bincount(stratum))[:-1])
    return [_stratum(times, rows, ties) for rows in layers if times.event[rows].any()]


def _stratum(times: SurvivalTimes, rows: Ints, ties: Ties) -> RiskSets:
    rows = rows[np.argsort(times.time[rows], kind="stable")]
    time, event, entry = times.time[rows], times.event[rows], times.entry[rows]
    moments, deaths = np.unique(time[event], return_counts=True)
    late = bool((entry > -np.inf).any())
    efron = ties == "efron" and len(moments) < event.sum()
    moment = np.repeat(np.arange(len(moments)), deaths) if efron else np.arange(len(moments))
    rank = np.arange(len(moment)) - np.searchsorted(moment, moment)
    return RiskSets(
        rows,
        event,
        moments,
        np.searchsorted(moments, time, side="right"),
        np.searchsorted(moments, entry, side="right") if late else None,
        np.argsort(entry, kind="stable") if late else None,
        moment,
        rank / deaths[moment] if efron else np.zeros(len(moment)),
        np.ones(len(moment)) if efron else deaths.astype(float),
    )
