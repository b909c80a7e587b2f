"""Who may have died without anybody recording it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort import Cohort
from mibg.cohort.study import NO_CALENDAR
from mibg.endpoints import Endpoint, days_between, last_sign_of_life
from mibg.estimate import Estimate

Floats = npt.NDArray[np.float64]

INDEX_CHANGED: Final = pd.Timestamp("2011-11-01")
_INDEX: Final = "ssdi"
_OTHER_SOURCE: Final = "no death here was taken from the Death Index"
_NO_DATES: Final = "nobody was observed"
_TOO_EARLY: Final = "the study ended before the Death Index lost records"
_KNOWN: Final = "nobody counts as alive who was not seen alive: patients are censored when last known alive"
_NOBODY: Final = "nobody counts as alive after the Death Index lost records without having been seen alive"


@dataclass(frozen=True, eq=False)
class Exposed:
    """Who may have died unrecorded, and between which days since time zero.

    Parameters
    ----------
    rows : ndarray of int, shape (m,)
        Places of the m patients in the endpoint.
    earliest, latest : ndarray of float, shape (m,)
        The later of the Index's change and the last sign of life; the end of observation.
    reason : str or None
        Why there is nobody.
    """

    rows: npt.NDArray[np.int64]
    earliest: Floats
    latest: Floats
    reason: str | None


def exposed_to_silence(cohort: Cohort, survival: Endpoint, changed: pd.Timestamp = INDEX_CHANGED) -> Exposed:
    """Find the patients whose death would not have been recorded.

    Parameters
    ----------
    cohort : Cohort
        Only where its vital status counts as complete is anybody taken for alive without being seen, and only where
        deaths were taken from the Death Index can its gap hide one.
    survival : Endpoint
        From first treatment.
    changed : Timestamp
        Since when records are lacking; in November 2011 the public Death Index lost what states report alone.

    Returns
    -------
    Exposed
        Those censored at the study's end, after `changed`, and not seen on that last day.
    """
    reason = _why_nobody(cohort, survival, changed)
    if reason is not None:
        return Exposed(np.array([], dtype=np.int64), np.array([]), np.array([]), reason)
    seen = days_between(survival.zero, last_sign_of_life(cohort).reindex(survival.patients))
    earliest = np.fmax(days_between(survival.zero, changed), seen)
    rows = np.flatnonzero(~survival.times.event & (earliest < survival.times.time))
    return Exposed(rows, earliest[rows], survival.times.time[rows], None if len(rows) else _NOBODY)


def exposed_patients(survival: Endpoint, exposed: Exposed) -> Estimate:
    """Count the patients who may have died unrecorded; not estimable where nobody can have."""
    convention = "Patients counted as alive at the study's end, after the Death Index lost records, and not seen then"
    n, function = len(survival.times), "mibg.reanalysis.lost.exposed.exposed_patients"
    value = None if exposed.reason is not None else float(len(exposed.rows))
    return Estimate(value, "patients", n, convention, function, reason=exposed.reason)


def _why_nobody(cohort: Cohort, survival: Endpoint, changed: pd.Timestamp) -> str | None:
    if not len(survival.times):
        return _NO_DATES
    if survival.study_end is None:
        return NO_CALENDAR
    if survival.study_end <= changed:
        return _TOO_EARLY
    if not cohort.study.vital_status_complete:
        return _KNOWN
    return None if cohort["patients"]["death_source"].eq(_INDEX).any() else _OTHER_SOURCE
