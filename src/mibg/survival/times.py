"""Survival data, checked once on the way in; everything inside trusts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_SHOWN = 5


class InvalidSurvivalData(ValueError):  # noqa: N818 - named for the data it refuses
    """Times or events that no estimate can be made from, with the rows at fault."""


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
    """

    time: Floats
    event: Bools
    entry: Floats

    def __len__(self) -> int:
        return len(self.time)

    @property
    def enter_late(self) -> bool:
        """Whether anybody came under observation after time zero."""
        return bool((self.entry > -np.inf).any())

    def where(self, chosen: npt.ArrayLike) -> SurvivalTimes:
        """Keep the patients for whom `chosen`, a boolean array of shape (n,), is true."""
        kept = np.asarray(chosen, dtype=bool)
        return SurvivalTimes(self.time[kept], self.event[kept], self.entry[kept])


def survival_times(
    time: Sequence[float] | npt.ArrayLike,
    event: Sequence[bool] | npt.ArrayLike,
    entry: Sequence[float] | npt.ArrayLike | None = None,
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

    Returns
    -------
    SurvivalTimes

    Raises
    ------
    InvalidSurvivalData
        When arrays differ in length, a time is negative, missing or infinite, an event is neither 0 nor 1, or
        an entry is not before its time. Names the rows, counted from 0.
    """
    times = np.array(time, dtype=float, ndmin=1)
    events = np.array(event, dtype=float, ndmin=1)
    entries = np.full(len(times), -np.inf) if entry is None else np.array(entry, dtype=float, ndmin=1)
    if not times.shape == events.shape == entries.shape or times.ndim != 1:
        raise InvalidSurvivalData(
            f"times, events and entries differ in shape: {times.shape}, {events.shape}, {entries.shape}"
        )
    _refuse(~np.isfinite(times) | (times < 0), times, "a time must be a finite number of days, 0 or more")
    _refuse(~np.isin(events, (0, 1)), events, "an event must be 0 (censored) or 1 (event)")
    _refuse(~(entries < times), entries, "an entry must lie before the time of the same row")
    return SurvivalTimes(times, events == 1, np.where(entries > 0, entries, -np.inf))


def _refuse(wrong: Bools, values: Floats, rule: str) -> None:
    rows = np.flatnonzero(wrong)
    if len(rows):
        shown = ", ".join(f"row {row}: {values[row]}" for row in rows[:_SHOWN])
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        raise InvalidSurvivalData(f"{rule}; {shown}{more}")
