"""Times that end in one of several ways: the gate for competing events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mibg.survival.columns import numbers, refuse_rows, rows_chosen
from mibg.survival.times import Floats, Ints, InvalidSurvivalData, SurvivalTimes, survival_times


@dataclass(frozen=True, eq=False)
class CompetingTimes:
    """Observed times with the cause that ended each; made by `competing_times` alone.

    Parameters
    ----------
    time : ndarray of float, shape (n,)
        Last observation since time zero, in days, >= 0.
    cause : ndarray of int, shape (n,)
        0 where the patient was censored, otherwise the number of a cause, from 1.
    causes : tuple of str
        Names of the causes 1, 2, …; a cause may have no events.
    entry : ndarray of float, shape (n,)
        Begin of observation since time zero, in days; -inf where a patient was at risk from the start.

    Notes
    -----
    There are no case weights, for Gray's test has none: each patient is a row.
    """

    time: Floats
    cause: Ints
    causes: tuple[str, ...]
    entry: Floats

    def __len__(self) -> int:
        return len(self.time)

    def where(self, chosen: npt.ArrayLike) -> CompetingTimes:
        """Keep the patients for whom `chosen`, a boolean array of shape (n,), is true."""
        kept = rows_chosen(chosen, len(self))
        return CompetingTimes(self.time[kept], self.cause[kept], self.causes, self.entry[kept])

    def cause_specific(self, cause: str) -> SurvivalTimes:
        """Times to one cause, every other cause censored."""
        return SurvivalTimes(self.time, self.cause == self._number(cause), self.entry)

    def any_cause(self) -> SurvivalTimes:
        """Times to whichever cause came first."""
        return SurvivalTimes(self.time, self.cause > 0, self.entry)

    def _number(self, cause: str) -> int:
        if cause not in self.causes:
            raise InvalidSurvivalData(f"there is no cause {cause!r}; the causes are {', '.join(self.causes)}")
        return self.causes.index(cause) + 1


def competing_times(
    time: Sequence[float] | npt.ArrayLike,
    cause: Sequence[int] | npt.ArrayLike,
    causes: Sequence[str],
    entry: Sequence[float] | npt.ArrayLike | None = None,
) -> CompetingTimes:
    """Check data with competing events and make them ready for estimation.

    Parameters
    ----------
    time, entry : array_like, shape (n,)
        As for `survival_times`.
    cause : array_like of int, shape (n,)
        0 for censoring, k for the k-th of `causes`.
    causes : sequence of str
        Names of the causes.

    Returns
    -------
    CompetingTimes

    Raises
    ------
    InvalidSurvivalData
        As `survival_times`, when a cause is no whole number from 0 to the number of causes, and when two
        causes have one name. Names the rows.
    """
    if isinstance(causes, str) or len(set(causes)) < len(causes):
        raise InvalidSurvivalData(f"causes are names that differ from one another, not {causes!r}")
    codes = numbers(cause, "a cause")
    rule = f"a cause must be 0 (censored) or a whole number up to {len(causes)}"
    refuse_rows(~np.isin(codes, np.arange(len(causes) + 1)), codes, rule)
    times = survival_times(time, codes > 0, entry)
    return CompetingTimes(times.time, codes.astype(np.int64), tuple(causes), times.entry)
