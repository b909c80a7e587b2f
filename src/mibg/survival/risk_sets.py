"""Who is at risk and who fails at each time: the counts that curves and tests are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.survival.times import Floats, SurvivalTimes

_NOBODY: Final = 1e-12


@dataclass(frozen=True, eq=False)
class RiskSets:
    """Counts of g groups at the k distinct observed times; sums of weights where patients are weighted.

    Parameters
    ----------
    time : ndarray of float, shape (k,)
        Distinct times in days, ascending, of events and censorings alike.
    at_risk : ndarray of float, shape (k, g)
        At risk just before each time: entry < t <= time.
    events, censored : ndarray of float, shape (k, g)
        What happened at it.
    """

    time: Floats
    at_risk: Floats
    events: Floats
    censored: Floats


def risk_sets(times: SurvivalTimes, member: npt.NDArray[np.intp] | None = None, groups: int = 1) -> RiskSets:
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
    RiskSets
    """
    moments, place = _places(times)
    cell = place if member is None else place * groups + member
    size = len(moments) * groups
    counted = np.bincount(2 * cell + times.event, weights=times.weight, minlength=2 * size)
    censored, events = np.moveaxis(counted.reshape(len(moments), groups, 2).astype(float), 2, 0)
    seen = np.bincount(place, minlength=len(moments)) > 0 if times.weight is not None else (events + censored).any(1)
    moments, events, censored = moments[seen], events[seen], censored[seen]
    at_risk = _from_here_on(events + censored)
    if times.enter_late:
        at_risk -= _yet_to_enter(times, moments, member, groups)
        at_risk[at_risk < _NOBODY * at_risk.max(initial=0)] = 0
    return RiskSets(moments, at_risk, events, censored)


def _places(times: SurvivalTimes) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Candidate times, ascending, and the place of each patient's among them."""
    if times.whole_days is None:
        moments, place = np.unique(times.time, return_inverse=True)
        return moments, place.astype(np.int64)
    return np.arange(times.whole_days.max() + 1, dtype=float), times.whole_days


def _from_here_on(counts: Floats) -> Floats:
    return np.cumsum(counts[::-1], axis=0)[::-1].copy()


def _yet_to_enter(times: SurvivalTimes, moments: Floats, member: npt.NDArray[np.intp] | None, groups: int) -> Floats:
    """Patients whose observation begins at or after each time, shape (k, g)."""
    first_at_risk = np.searchsorted(moments, times.entry, side="right")
    cell = first_at_risk * groups + (0 if member is None else member)
    entered = np.bincount(cell, weights=times.weight, minlength=(len(moments) + 1) * groups)
    return _from_here_on(entered.reshape(-1, groups).astype(float))[1:]
