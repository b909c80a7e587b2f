"""Curves on their way out: steps of several events each, at whole months."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from mibg.disclosure.rounding import midpoint
from mibg.units import DAYS_PER_MONTH

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Steps:
    """Steps of a curve, made of rounded counts alone.

    Parameters
    ----------
    time : ndarray of float, shape (k,)
        Whole months, in days, ascending: each the end of the month in which the last event of the step happened.
    at_risk, events : ndarray of float, shape (k,)
        Patients at risk when the first event of the step happened, as counts are rounded; events of the step, a
        multiple of the least number. The last step may be none, without events: it is where the curve ends.
    """

    time: Floats
    at_risk: Floats
    events: Floats


def coarse_steps(time: Floats, at_risk: Floats, events: Floats, least: int) -> Steps:
    """Merge the events of a curve into steps.

    Parameters
    ----------
    time : ndarray of float, shape (m,)
        Days of the events and censorings of a curve, ascending.
    at_risk, events : ndarray of float, shape (m,)
        Patients at risk just before each, and events then.
    least : int
        Events of a step.

    Returns
    -------
    Steps
        A step each time that `least` more events have happened, those of one month being one step. The last events
        are left out where they are fewer than `least`, and so is all from where too few are at risk.
    """
    total = np.cumsum(events)
    steps: dict[int, tuple[int, int]] = {}  # by month: rank of the first event of the step, and how many it has
    for last in range(least, int(total[-1]) + 1 if len(total) else 0, least):
        month = ceil(time[np.searchsorted(total, last)] / DAYS_PER_MONTH)
        first, already = steps.get(month, (last - least + 1, 0))
        steps[month] = (first, already + least)
    rows = []
    for month, (first, size) in steps.items():
        left = midpoint(int(at_risk[np.searchsorted(total, first)]), least)
        if left is None or left < size:
            break
        rows.append((month, left, size))
    rows += _end(time, at_risk, least, rows[-1][0] if rows else 0) if len(rows) == len(steps) else []
    found = np.array(rows, dtype=float).reshape(-1, 3)
    return Steps(found[:, 0] * DAYS_PER_MONTH, found[:, 1], found[:, 2])


def _end(time: Floats, at_risk: Floats, least: int, last: int) -> list[tuple[int, int, int]]:
    """Where a curve ends after its last step: the last whole month at which enough are at risk."""
    enough = np.flatnonzero(at_risk > least)
    month = floor(time[enough[-1]] / DAYS_PER_MONTH) if len(enough) else 0
    return [(month, midpoint(int(at_risk[enough[-1]]), least) or 0, 0)] if month > last else []
