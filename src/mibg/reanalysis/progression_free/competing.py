"""Death as a competing event: the shares who have progressed, and who have died without it, by a time."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.description import median_quartiles, share
from mibg.endpoints import CompetingEndpoint
from mibg.estimate import Estimate
from mibg.survival import aalen_johansen, confirm, incidence_at, incidence_median
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR

AT_YEARS: Final = (1, 2, 5)
_WORDS: Final = {"progression": "progressed", "death": "died"}


def incidences(course: CompetingEndpoint) -> dict[str, Estimate]:
    """Cumulative incidence of progression, and of death without it, after one, two and five years.

    Parameters
    ----------
    course : CompetingEndpoint
        Time to progression, death before it competing.

    Returns
    -------
    dict of str to Estimate
        ``progressed.1`` … ``died.5`` in per cent, by Aalen and Johansen, and ``death_competing``: the time in years by
        which half of all patients have progressed, if ever.
    """
    curve = aalen_johansen(course.times)
    found = {
        f"{_WORDS[cause]}.{years}": confirm(
            incidence_at(curve, cause, years * DAYS_PER_YEAR), course.times, cause, years * DAYS_PER_YEAR
        )
        for cause in course.times.causes
        for years in AT_YEARS
    }
    found["death_competing"] = confirm(incidence_median(curve, "progression"), course.times, "progression")
    return {name: course.defined(estimate) for name, estimate in found.items()}


def unseen_deaths(course: CompetingEndpoint) -> dict[str, Estimate]:
    """Deaths of patients who had not been seen to progress, and how long before they had last been assessed.

    Parameters
    ----------
    course : CompetingEndpoint
        Time to progression, death before it competing.

    Returns
    -------
    dict of str to Estimate
        ``dead``, their share of the patients, in per cent; ``gap``, the median from the last assessment, or from
        treatment where there was no clear one, to the death, in months.
    """
    dead = course.times.cause == 2
    gap = (course.times.time - course.intervals.left)[dead] / DAYS_PER_MONTH
    return {
        "dead": course.defined(share(dead)),
        "gap": course.defined(median_quartiles(pd.Series(gap), "months")),
    }
