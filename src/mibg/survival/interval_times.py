"""Times known only to lie between two dates: the gate for interval censoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mibg.survival.columns import Floats, InvalidSurvivalData, numbers, refuse_rows, rows_chosen


@dataclass(frozen=True, eq=False)
class IntervalTimes:
    """Intervals that hold each patient's event; made by `interval_times` alone.

    Parameters
    ----------
    left : ndarray of float, shape (n,)
        Last time in days at which the event had not happened, >= 0.
    right : ndarray of float, shape (n,)
        First time in days at which it had; inf where it was never seen, equal to `left` where it is known exactly.
    """

    left: Floats
    right: Floats

    def __len__(self) -> int:
        return len(self.left)

    def where(self, chosen: npt.ArrayLike) -> IntervalTimes:
        """Keep the patients for whom `chosen`, a boolean array of shape (n,), is true."""
        kept = rows_chosen(chosen, len(self))
        return IntervalTimes(self.left[kept], self.right[kept])


def interval_times(left: Sequence[float] | npt.ArrayLike, right: Sequence[float] | npt.ArrayLike) -> IntervalTimes:
    """Check interval-censored data and make them ready for estimation.

    Parameters
    ----------
    left : array_like, shape (n,)
        In days since time zero.
    right : array_like, shape (n,)
        In days; inf for an event that was never seen. The event lies in (left, right], or at `left` where the two
        are equal.

    Returns
    -------
    IntervalTimes

    Raises
    ------
    InvalidSurvivalData
        When arrays differ in length, a left end is negative, missing or infinite, a right end is missing, or comes
        before its left end. Names the rows, counted from 0.
    """
    lefts, rights = numbers(left, "a left end"), numbers(right, "a right end")
    if lefts.shape != rights.shape:
        raise InvalidSurvivalData(f"left and right ends differ in shape: {lefts.shape}, {rights.shape}")
    wrong = ~np.isfinite(lefts) | (lefts < 0) | ~(rights >= lefts)
    rule = "an interval begins at a finite number of days, 0 or more, and does not end before it begins"
    refuse_rows(wrong, np.array([f"{one} to {other}" for one, other in zip(lefts, rights, strict=True)]), rule)
    return IntervalTimes(lefts, rights)
