"""Bootstrap limits of the difference between two readings of the same patients."""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.endpoints import CompetingEndpoint
from mibg.reanalysis.progression_free.readings import FITTED, READINGS
from mibg.survival import bootstrap
from mibg.survival.resampling import IncidenceMedian, Quantile
from mibg.survival.times import Floats
from mibg.units import DAYS_PER_MONTH

COMPETING: Final = "death_competing"
REPLICATES: Final = 1000
_SEED: Final = 20
_MAY_FAIL: Final = 0.05


def limits(course: CompetingEndpoint) -> dict[str, tuple[float, float] | None]:
    """Percentile limits, at 95 %, of how far each reading moves the median.

    Parameters
    ----------
    course : CompetingEndpoint
        Time to progression, death before it competing.

    Returns
    -------
    dict of str to (float, float) or None
        By the reading's name, in months against the reading to which a reconstruction is fitted. None where more than
        5 % of the bootstrap samples do not reach a median.
    """
    drawn = {
        name: bootstrap(Quantile(), reading(course).times, seed=_SEED, replicates=REPLICATES, method="percentile")
        for name, (_, reading) in READINGS.items()
    }
    half = IncidenceMedian(course.times.causes[0])
    drawn[COMPETING] = bootstrap(half, course.times, seed=_SEED, replicates=REPLICATES, method="percentile")
    days = {name: found.replicates[:, 0] for name, found in drawn.items()}
    return {name: _percentiles(one, days[FITTED]) for name, one in days.items() if name != FITTED}


def _percentiles(days: Floats, fitted: Floats) -> tuple[float, float] | None:
    """The same seed draws the same patients, so that the differences are within each sample."""
    if not len(days) or not len(fitted):
        return None
    moved = (days - fitted) / DAYS_PER_MONTH
    if np.isnan(moved).mean() > _MAY_FAIL:
        return None
    low, high = np.nanquantile(moved, [0.025, 0.975])
    return float(low), float(high)
