"""The four headline contrasts, each under every design that can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints import Endpoint, overall_survival, repeat_treatment, response_at_followup
from mibg.endpoints.contrasts import Later
from mibg.outcomes import (
    ImagingOutcome,
    Outcome,
    SymptomaticOutcome,
    biochemical_outcome,
    imaging_outcome,
    symptomatic_outcome,
)
from mibg.response.windows import FOLLOW_UP
from mibg.survival import KnownLater, SurvivalTimes, compare
from mibg.survival.times import Bools
from mibg.units import DAYS_PER_MONTH

RESPONSE_LANDMARK_DAYS: Final = FOLLOW_UP.last_day
REPEAT_LANDMARK_MONTHS: Final = 18
CONTROLLED: Final = "Controlled"
PROGRESSED: Final = "Progressed"
CONTROL: Final[Mapping[str, str]] = {"CR": CONTROLLED, "PR": CONTROLLED, "SD": CONTROLLED, "PD": PROGRESSED}
IMPROVEMENT: Final[Mapping[str, str]] = {"improved": "Improved", "unchanged": "Not improved", "worse": "Not improved"}

_NOT_FOLLOWED: Final = "not followed, or with another response"


@dataclass(frozen=True, eq=False)
class Judged:
    """A cohort with the outcomes that its charts show.

    Parameters
    ----------
    cohort : Cohort
        The patients.
    survival : Endpoint
        Overall survival from first treatment.
    imaging, symptoms, biochemistry
        First follow-up by each measure.
    """

    cohort: Cohort
    survival: Endpoint
    imaging: ImagingOutcome
    symptoms: SymptomaticOutcome
    biochemistry: Outcome


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of two groups under one design.

    Parameters
    ----------
    times : SurvivalTimes
        m rows; those of a time-dependent design are stretches of time in one group.
    first : ndarray of bool, shape (m,)
        Whether a row is of the first group.
    patient : ndarray of str, shape (m,)
        Id of each row's patient.
    pair : (str, str)
        Names of the first group and the second.
    design : str
        ``naive``, ``landmark``, ``time-dependent``, or ``baseline``.
    label : str
        The design in a sentence.
    lacking : str, optional
        Why nobody is known to be in either group.
    """

    times: SurvivalTimes
    first: Bools
    patient: npt.NDArray[np.str_]
    pair: tuple[str, str]
    design: str
    label: str
    lacking: str | None = None

    @property
    def n(self) -> int:
        """Patients."""
        return len(np.unique(self.patient))

    def of(self, group: str) -> SurvivalTimes:
        """Rows of one of the pair."""
        return self.times.where(self.first == (group == self.pair[0]))

    def indicator(self) -> pd.DataFrame:
        """Membership in the first group as the only covariate of a regression, named after it."""
        return pd.DataFrame({self.pair[0]: self.first})


@dataclass(frozen=True, eq=False)
class Headline:
    """One of the four contrasts.

    Parameters
    ----------
    name : str
        ``repeat``, ``imaging``, ``symptoms`` or ``biochemistry``.
    about : str
        The same in words.
    endpoint : Endpoint
        Overall survival of the patients that the contrast is about.
    known : KnownLater
        Group of each, with the day since which it is known.
    pair : (str, str)
        The two groups; hazard ratios are of the first against the second, differences the first minus the second.
    landmark_days : int
        Day of its landmark since first treatment.
    """

    name: str
    about: str
    endpoint: Endpoint
    known: KnownLater
    pair: tuple[str, str]
    landmark_days: int

    def rows(self, design: Later) -> Rows:
        """Rows of the pair under a design; who is in neither group yet has none."""
        found = compare(self.endpoint.times, self.known, design=design, landmark_days=self._landmark(design))
        kept = np.isin(found.state, self.pair)
        first = found.state[kept] == self.pair[0]
        patient = self.endpoint.patients[found.patient[kept]]
        return Rows(found.times.where(kept), first, patient, self.pair, found.design, found.label)

    def _landmark(self, design: Later) -> float | None:
        return self.landmark_days if design == "landmark" else None


def judge_outcomes(cohort: Cohort) -> Judged:
    """Judge every outcome of a cohort once, for all that follows."""
    return Judged(
        cohort,
        overall_survival(cohort),
        imaging_outcome(cohort),
        symptomatic_outcome(cohort),
        biochemical_outcome(cohort),
    )


def headlines(judged: Judged) -> dict[str, Headline]:
    """Form the four contrasts, by name, in the order of the paper.

    Parameters
    ----------
    judged : Judged
        The cohort.

    Returns
    -------
    dict of str to Headline
        Landmarks lie at the last day of the window of first follow-up, for repeat treatment at 18 months.
    """
    survival = judged.survival
    again = repeat_treatment(judged.cohort, survival)
    repeat_days = round(REPEAT_LANDMARK_MONTHS * DAYS_PER_MONTH)
    found = [
        Headline("repeat", "Repeat treatment", survival, again, ("Multiple", "Single"), repeat_days),
        _by_response("imaging", "Imaging", survival, judged.imaging.seen_by_ct, CONTROL),
        _by_response("symptoms", "Symptoms", survival, judged.symptoms.seen, IMPROVEMENT),
        _by_response("biochemistry", "Biochemistry", survival, judged.biochemistry.seen, CONTROL),
    ]
    return {headline.name: headline for headline in found}


def _by_response(name: str, about: str, survival: Endpoint, seen: pd.DataFrame, groups: Mapping[str, str]) -> Headline:
    counted = seen[seen["response"].isin(list(groups))]
    followed = survival.among(pd.Index(counted["patient_id"]), _NOT_FOLLOWED)
    known = response_at_followup(followed, counted, dict(groups), "The response")
    first, second = dict.fromkeys(groups.values())
    return Headline(name, about, followed, known, (first, second), RESPONSE_LANDMARK_DAYS)
