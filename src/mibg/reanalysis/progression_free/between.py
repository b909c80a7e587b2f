"""Interval censoring: progression lies between two assessments, and the day that shows it is only the later one."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.description import median_quartiles
from mibg.endpoints import CompetingEndpoint
from mibg.estimate import Estimate
from mibg.survival import IntervalTimes, turnbull
from mibg.units import DAYS_PER_MONTH, convert

_TOLERANCE: Final = 1e-9
_FUNCTION: Final = "mibg.reanalysis.progression_free.between.median_between"
_CONVENTION: Final = "Turnbull's estimate; {end} time at which it allows the share free of progression to be one half"


def between_assessments(course: CompetingEndpoint) -> dict[str, Estimate]:
    """Median time to progression when all that is known is between which assessments it came.

    Parameters
    ----------
    course : CompetingEndpoint
        Time to progression; the dead say nothing after their last assessment.

    Returns
    -------
    dict of str to Estimate
        ``earliest`` and ``latest``, the ends of the times that stay open for the median, in years; and ``width``, the
        median of the months between the last assessment without progression and the first with it.
    """
    earliest, latest = median_between(course.intervals)
    seen = np.isfinite(course.intervals.right)
    width = (course.intervals.right[seen] - course.intervals.left[seen]) / DAYS_PER_MONTH
    return {
        "earliest": course.defined(earliest),
        "latest": course.defined(latest),
        "width": course.defined(median_quartiles(pd.Series(width), "months")),
    }


def median_between(times: IntervalTimes) -> tuple[Estimate, Estimate]:
    """Ends of the interval that holds the median of Turnbull's estimate.

    Parameters
    ----------
    times : IntervalTimes
        In days.

    Returns
    -------
    earliest, latest : Estimate
        In years. The estimate says how much of the distribution lies in each of its intervals and not where, so that
        the median may lie anywhere after `earliest` and up to `latest`. `latest` is not estimable where the median
        lies beyond the last assessments.

    Notes
    -----
    Turnbull 1976. The median is the smallest time with S(t) <= 0.5; a comparison allows 1e-9.
    """
    curve = turnbull(times)
    seen = int(np.isfinite(times.right).sum())
    reached = np.flatnonzero(np.cumsum(curve.mass) >= 0.5 - _TOLERANCE)
    if not len(reached):
        missing = "there are no patients"
        return _end("earliest", None, missing, curve.n, seen), _end("latest", None, missing, curve.n, seen)
    left, right = float(curve.left[reached[0]]), float(curve.right[reached[0]])
    beyond = "half may have been free of progression beyond the last assessments"
    latest = right if np.isfinite(right) else None
    return _end("earliest", left, None, curve.n, seen), _end("latest", latest, beyond, curve.n, seen)


def _end(end: str, days: float | None, missing: str | None, n: int, seen: int) -> Estimate:
    convention = _CONVENTION.format(end=end)
    if days is None:
        return Estimate(None, "years", n, convention, _FUNCTION, seen, reason=missing)
    return Estimate(convert(days, "days", "years"), "years", n, convention, _FUNCTION, seen)
