"""Who is at risk and who fails at each time: the counts that curves and tests are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.survival.times import Floats, Ints, SurvivalTimes

_NOBODY: Final = 1e-12
_BLOCK: Final = 1 << 16


@dataclass(frozen=True, eq=False)
class RiskTable:
    """Counts of g groups at the k distinct observed times; sums of weights where patients are weighted.

    Parameters
    ----------
    time : ndarray of float, shape (k,)
        Distinct times in days, ascending, of events and censorings alike; not of rows whose weight is 0.
    at_risk : ndarray of float, shape (k, g)
        At risk just before each time: entry < t <= time.
    events, censored : ndarray of float, shape (k, g)
        What happened at it.
    """

    time: Floats
    at_risk: Floats
    events: Floats
    censored: Floats


def risk_table(times: SurvivalTimes, member: Ints | None = None, groups: int = 1) -> RiskTable:
    """Count at each distinct time, in one pass over the patients.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them. Whole days are counted without sorting.
    member : ndarray of int, shape (n,), optional
        Group of each patient, from 0; one group where it is not given.
    groups : int
        Number of groups.

    Returns
    -------
    RiskTable
    """
    moments, place, order = _places(times)
    censored, events = _counted(times, place, order, len(moments), member, groups)
    seen = (censored + events).any(axis=0)
    if not seen.all():
        moments, censored, events = moments[seen], censored[:, seen], events[:, seen]
    at_risk = _from_here_on(censored + events)
    if times.enter_late:
        at_risk -= _yet_to_enter(times, moments, member, groups)
        at_risk[at_risk < _NOBODY * at_risk.max(initial=0)] = 0
    return RiskTable(moments, at_risk.T, events.T, censored.T)


def _places(times: SurvivalTimes) -> tuple[Floats, Ints, Ints | None]:
    """Candidate times, ascending, with the place of each patient's among them, and the order of those patients."""
    if times.whole_days is not None:
        return np.arange(times.last + 1), times.whole_days, None
    order = np.argsort(times.time)
    ascending = times.time[order]
    new = np.diff(ascending, prepend=-1) > 0
    return ascending[new], np.cumsum(new) - 1, order


def _counted(  # noqa: PLR0913, PLR0917 - patients and where they belong
    times: SurvivalTimes, place: Ints, order: Ints | None, k: int, member: Ints | None, groups: int
) -> tuple[Floats, Floats]:
    """Patients censored and patients failing, each of shape (g, k): a row lies together, for the sums along time."""
    counted = np.zeros(2 * k * groups)
    for rows in _blocks(len(place), len(counted)):
        who = rows if order is None else order[rows]
        happened = times.event[who] if member is None else 2 * member[who] + times.event[who]
        cell = happened * np.int64(k)
        cell += place[rows]
        weight = None if times.weight is None else times.weight[who]
        counted += np.bincount(cell, weights=weight, minlength=len(counted))
    censored_and_failing = counted.reshape(groups, 2, k)
    return censored_and_failing[:, 0], censored_and_failing[:, 1]


def _blocks(n: int, counts: int) -> Iterator[slice]:
    """Runs of rows that a processor's cache holds, each much longer than the counts that it adds to."""
    size = max(_BLOCK, 4 * counts)
    return (slice(start, start + size) for start in range(0, n, size))


def _from_here_on(counts: Floats) -> Floats:
    return np.cumsum(counts[:, ::-1], axis=1)[:, ::-1].copy()


def _yet_to_enter(times: SurvivalTimes, moments: Floats, member: Ints | None, groups: int) -> Floats:
    """Patients whose observation begins at or after each time, shape (g, k)."""
    cell = np.searchsorted(moments, times.entry, side="right")
    if member is not None:
        cell += (len(moments) + 1) * member
    entered = np.bincount(cell, weights=times.weight, minlength=(len(moments) + 1) * groups)
    return _from_here_on(entered.reshape(groups, -1).astype(float))[:, 1:]
