"""The landmark divides the cohort: dead before it, alive and followed, alive and lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.endpoints import Contrast, Endpoint, contrast, days_between, known_since
from mibg.reanalysis.lost.incomplete import Incomplete, incomplete
from mibg.reanalysis.lost.measures import Measure
from mibg.response.windows import FOLLOW_UP
from mibg.survival import survival_times

LANDMARK_DAYS: Final = FOLLOW_UP.last_day
FOLLOWED: Final = "Followed"
LOST: Final = "Lost"

FATES: Final = {
    "followed, then dead": "followed, and dead by the landmark",
    "dead, never followed": "dead by the landmark without having been followed",
    "out of sight": "alive when last known, which was before the landmark",
    "alive and followed": "at risk after the landmark, the response known by then",
    "alive and lost": "at risk after the landmark, the response unknown",
}
DEAD: Final = ("followed, then dead", "dead, never followed")


@dataclass(frozen=True, eq=False)
class AtLandmark:
    """A cohort at the landmark of one measure.

    Parameters
    ----------
    measure : Measure
        Whose follow-up is meant.
    survival : Endpoint
        From first treatment, of all n patients.
    days : float
        The landmark, since first treatment.
    fate : ndarray of str, shape (n,)
        A key of `FATES` for each patient.
    data : Incomplete
        Those at risk after the landmark, followed or lost; nobody else is imputed or weighted.
    """

    measure: Measure
    survival: Endpoint
    days: float
    fate: npt.NDArray[np.str_]
    data: Incomplete

    @property
    def fates(self) -> pd.DataFrame:
        """Patients and deaths of each fate, none left out: ``fate``, ``meaning``, ``patients``, ``deaths``."""
        rows = [
            (name, words, int(here.sum()), int((here & self.survival.times.event).sum()))
            for name, words in FATES.items()
            for here in [self.fate == name]
        ]
        return pd.DataFrame(rows, columns=["fate", "meaning", "patients", "deaths"])

    def from_treatment(self) -> Contrast:
        """Survival from first treatment of those ever followed and those never, as the paper compares them."""
        group = np.where(np.isin(self.survival.patients, self.measure.seen["patient_id"]), FOLLOWED, LOST)
        return contrast(self.survival, group, (FOLLOWED, LOST))

    def from_landmark(self) -> Contrast:
        """Survival from the landmark of those followed by then and those lost, all of them alive then."""
        dates = self.measure.dates
        followed = pd.Series(FOLLOWED, index=dates.index)
        known = known_since(self.survival, followed, dates, before=LOST, what="Whether a patient is followed")
        return contrast(self.survival, known, (FOLLOWED, LOST), design="landmark", landmark_days=self.days)


def at_landmark(
    survival: Endpoint, measure: Measure, covariates: pd.DataFrame, days: float = LANDMARK_DAYS
) -> AtLandmark:
    """Divide a cohort at the landmark.

    Parameters
    ----------
    survival : Endpoint
        From first treatment, n patients.
    measure : Measure
        Whose follow-up is meant.
    covariates : DataFrame, n rows
        As `mibg.reanalysis.lost.covariates.covariates_at_treatment` gives them.
    days : float
        The landmark; by default the last day of the window of first follow-up, month 9. A response known only after
        it is unknown.
    """
    times = survival.times
    known = days_between(survival.zero, measure.dates.reindex(survival.patients)) <= days
    at_risk, died = times.time > days, times.event & (times.time <= days)
    seen = np.isin(survival.patients, measure.seen["patient_id"])
    fate = np.select([died & seen, died, ~at_risk, known], list(FATES)[:4], list(FATES)[4])
    response = measure.response.reindex(survival.patients).to_numpy(dtype=float)
    rest = survival_times(times.time[at_risk] - days, times.event[at_risk])
    data = incomplete(rest, np.where(known, response, np.nan)[at_risk], covariates[at_risk])
    return AtLandmark(measure, survival, days, fate, data)
