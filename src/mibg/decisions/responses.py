"""Statistics of response that bear on decisions: rates at first follow-up, time to progression, duration."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from mibg.courses import courses
from mibg.decisions.analysis import Analysis, Measure
from mibg.description import count, median_quartiles, share
from mibg.endpoints import CompetingEndpoint, duration_of_response, progression
from mibg.estimate import Estimate
from mibg.units import DAYS_PER_MONTH

EndsWith = Literal["progression", "no response"]

IMAGING: Final = {
    "cr": ("CR",),
    "pr": ("PR",),
    "stable": ("SD",),
    "pd": ("PD",),
    "response": ("CR", "PR"),
    "controlled": ("CR", "PR", "SD"),
}
LABS: Final = {"response": ("PR",), "stable": ("SD",), "pd": ("PD",)}
COMPLAINTS: Final = ("pain", "gastrointestinal", "fatigue", "flushing", "weight_loss")
_DURATIONS: Final[dict[str, tuple[Literal["response", "treatment"], Literal["responders", "controlled"]]]] = {
    "responders_from_response": ("response", "responders"),
    "responders_from_treatment": ("treatment", "responders"),
    "controlled_from_response": ("response", "controlled"),
    "controlled_from_treatment": ("treatment", "controlled"),
}
_ENDS: Final[dict[str, dict[str, EndsWith]]] = {
    "each_its_own": {"imaging": "progression", "symptoms": "no response"},
    "progression": {"imaging": "progression", "symptoms": "progression"},
    "no_response": {"imaging": "no response", "symptoms": "no response"},
}


def followup_activity(analysis: Analysis) -> Estimate:
    """Activity of the treatments after the first, of doses or of patients."""
    given = courses(analysis.cohort.treatments).later_activities
    if analysis.chosen.followup_activity == "second_dose":
        given = given.groupby(level=0).first()
    if analysis.chosen.followup_activity == "mean_of_patient":
        given = given.groupby(level=0).mean()
    return median_quartiles(given, "MBq")


def imaging_share(analysis: Analysis, name: str) -> Estimate:
    """Share of the patients with CT at first follow-up who had some response."""
    return share(analysis.imaged("with_ct")["response"].isin(IMAGING[name]))


def imaging_followup(analysis: Analysis) -> Estimate:
    """Months from treatment to first follow-up CT."""
    return median_quartiles(analysis.imaging.by_ct["days"] / DAYS_PER_MONTH, "months")


def followed(analysis: Analysis, measure: Measure) -> Estimate:
    """Patients whom a measure followed."""
    return count(analysis.among(measure, analysis.outcome(measure).seen))


def ct(analysis: Analysis) -> Estimate:
    """Patients with CT at first follow-up."""
    return count(analysis.among("imaging", analysis.imaging.by_ct))


def imaged(analysis: Analysis) -> Estimate:
    """Patients with CT or a scan at first follow-up."""
    return count(analysis.imaging.seen["patient_id"].notna())


def improved(analysis: Analysis) -> Estimate:
    """Share of the patients followed whose symptoms improved."""
    return share(analysis.symptoms.seen["response"] == "improved")


def complaint(analysis: Analysis, name: str) -> Estimate:
    """Rate of improvement of one complaint."""
    if analysis.chosen.complaint_rate == "who_had_it":
        return share(analysis.symptoms.judged(name))
    rows = analysis.symptoms.complaints
    return share(rows.loc[rows["followed"] & (rows["symptom"] == name), "improved"])


def labs_share(analysis: Analysis, name: str) -> Estimate:
    """Share of the patients with values at first follow-up who had some response."""
    return share(analysis.biochemistry.seen["response"].isin(LABS[name]))


def never_progressed(analysis: Analysis) -> Estimate:
    """Share of patients never seen to progress by laboratory values."""
    found = analysis.once(course, "biochemistry")
    never = found.times.cause != 1
    if analysis.chosen.never_progressed == "everybody":
        return share(never)
    return share(never[np.isin(found.patients, analysis.biochemistry.patients({"CR", "PR", "SD"}))])


def course(analysis: Analysis, measure: Measure) -> CompetingEndpoint:
    """Time from treatment to progression by a measure, or death before it."""
    outcome = analysis.outcome(measure)
    return progression(analysis.cohort, outcome.assessments, outcome.how)


def until_progression(analysis: Analysis, measure: Measure) -> Estimate:
    """Median time to progression by a measure."""
    return analysis.median_until(analysis.once(course, measure), "years")


def lasting(analysis: Analysis, measure: Measure) -> CompetingEndpoint:
    """Duration of response by a measure, or death before its end."""
    chosen, outcome = analysis.chosen, analysis.outcome(measure)
    if chosen.duration not in _DURATIONS:
        return analysis.once(course, measure)
    since, among = _DURATIONS[chosen.duration]
    ends_with = _ENDS[chosen.duration_end][measure]
    return duration_of_response(analysis.cohort, outcome.assessments, since=since, ends_with=ends_with, among=among)


def duration(analysis: Analysis, measure: Measure) -> Estimate:
    """Median duration of response by a measure."""
    return analysis.median_until(analysis.once(lasting, measure), "months")


def duration_patients(analysis: Analysis, measure: Measure) -> Estimate:
    """Patients over whom the duration is taken."""
    return count([True] * len(analysis.once(lasting, measure).patients))
