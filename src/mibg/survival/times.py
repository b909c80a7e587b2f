"""Survival data, checked once on the way in; everything inside trusts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from mibg.survival.columns import Floats, InvalidSurvivalData, numbers, refuse_rows, rows_chosen

__all__ = ["Bools", "Floats", "Ints", "InvalidSurvivalData", "SurvivalTimes", "survival_times"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_MOST_DAYS = 100_000


@dataclass(frozen=True, eq=False)
class SurvivalTimes:
    """Observed times with their events; made by `survival_times` alone.

    Parameters
    ----------
    time : ndarray of float, shape (n,)
        Last observation since time zero, in days, >= 0.
    event : ndarray of bool, shape (n,)
        True where the event ended the observation, False where it was censored.
    entry : ndarray of float, shape (n,)
        Begin of observation since time zero, in days; -inf where a patient was at risk from the start.
    weight : ndarray of float, shape (n,), or None
        How many patients each row stands for; None where each stands for one.
    """

    time: Floats
    event: Bools
    entry: Floats
    weight: Floats | None = None

    def __len__(self) -> int:
        return len(self.time)

    @cached_property
    def enter_late(self) -> bool:
        """Whether anybody came under observation after time zero."""
        return bool(self.entry.max(initial=-np.inf) > -np.inf)

    @cached_property
    def begin(self) -> float:
        """Day on which the first patient came under observation; 0 where anybody was at risk from the start."""
        return max(0.0, float(self.entry.min())) if self.enter_late else 0.0

    @cached_property
    def last(self) -> float:
        """Last observed time; 0 where there are no patients."""
        return float(self.time.max(initial=0))

    @cached_property
    def whole_days(self) -> Ints | None:
        """Times as whole numbers, to be counted instead of sorted; None where they are not whole, or spread wide."""
        if len(self) == 0 or self.last > _MOST_DAYS:
            return None
        days = self.time.astype(np.int64)
        return days if (days == self.time).all() else None

    def where(self, chosen: npt.ArrayLike) -> SurvivalTimes:
        """Keep the patients for whom `chosen`, a boolean array of shape (n,), is true."""
        kept = rows_chosen(chosen, len(self))
        weight = None if self.weight is None else self.weight[kept]
        return SurvivalTimes(self.time[kept], self.event[kept], self.entry[kept], weight)


def survival_times(
    time: Sequence[float] | npt.ArrayLike,
    event: Sequence[bool] | npt.ArrayLike,
    entry: Sequence[float] | npt.ArrayLike | None = None,
    weight: Sequence[float] | npt.ArrayLike | None = None,
) -> SurvivalTimes:
    """Check survival data and make them ready for estimation.

    Parameters
    ----------
    time : array_like, shape (n,)
        In days since time zero. Two times are tied when they are equal; whole days make ties certain.
    event : array_like, shape (n,)
        1 or True for an event, 0 or False for censoring.
    entry : array_like, shape (n,), optional
        Begin of observation, in days since time zero, before `time` (left truncation). At or before time zero it
        says that the patient was at risk from the start.
    weight : array_like, shape (n,), optional
        How many patients each row stands for, 0 or more; one each where it is not given.

    Returns
    -------
    SurvivalTimes

    Raises
    ------
    InvalidSurvivalData
        When arrays differ in length or hold no numbers (text, dates, spans of time), a time is negative, missing or
        infinite, an event is neither 0 nor 1, an entry is not before its time, or a weight is negative or not finite.
        Names the rows, counted from 0.
    """
    times, events = numbers(time, "a time"), _truths(event)
    entries = np.broadcast_to(-np.inf, times.shape) if entry is None else numbers(entry, "an entry")
    weights = None if weight is None else numbers(weight, "a weight")
    shapes = [column.shape for column in (times, events, entries, weights) if column is not None]
    if len(set(shapes)) > 1:
        raise InvalidSurvivalData(f"times, events, entries and weights differ in shape: {shapes}")
    refuse_rows(~((times >= 0) & (times < np.inf)), times, "a time must be a finite number of days, 0 or more")
    if events.dtype != bool:
        refuse_rows((events != 0) & (events != 1), events, "an event must be 0 (censored) or 1 (event)")
    if entry is not None:
        refuse_rows(~(entries < times), entries, "an entry must lie before the time of the same row")
        entries = np.where(entries > 0, entries, -np.inf)
    if weights is not None:
        refuse_rows(~((weights >= 0) & (weights < np.inf)), weights, "a weight must be a finite number, 0 or more")
    return SurvivalTimes(times, events.astype(bool), entries, weights)


def _truths(event: Sequence[bool] | npt.ArrayLike) -> Bools | Floats:
    """Keep a column of truths as it is, to be read in one pass; numbers are checked."""
    if isinstance(event, np.ndarray) and event.dtype == bool and event.ndim == 1:
        return event.copy()
    return numbers(event, "an event")
