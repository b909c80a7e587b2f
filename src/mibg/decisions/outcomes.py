"""Each measure of response as decisions make it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final, TypeVar

from mibg.cohort import Cohort
from mibg.decisions.bench import Bench
from mibg.decisions.choices import Choices
from mibg.decisions.cohorts import until_second_dose, with_equivocal_as, without_overall
from mibg.outcomes import (
    ImagingOutcome,
    Outcome,
    SymptomaticOutcome,
    biochemical_outcome,
    imaging_outcome,
    symptomatic_outcome,
)
from mibg.response import FOLLOW_UP, BiochemicalCriteria, Conflict, Reading, Window, retreated
from mibg.response.biochemical.criteria import SingleRise

AnyOutcome = TypeVar("AnyOutcome", bound=Outcome)

WINDOWS: Final = {
    "months_3_to_9": FOLLOW_UP,
    "rounded": Window(2.5, 9.5),
    "months_0_to_9": Window(0, 9),
    "months_0_to_12": Window(0, 12),
    "any_time": Window(0, 1200),
}
READINGS: Final[dict[str, Reading]] = {
    "none_worse": "none worse",
    "any_improved": "any improved",
    "majority": "majority",
    "complaints_alone": "none worse",
}
CONFLICTS: Final[dict[str, Conflict]] = {
    "progression": "progression",
    "response": "response",
    "not_evaluable": "not evaluable",
}
_RISES: Final[dict[str, SingleRise]] = {"stable": "stable", "not_evaluable": "not evaluable"}
RESPONSES: Final = {
    "half": BiochemicalCriteria(response_fall_percent=50),
    "fall_30": BiochemicalCriteria(response_fall_percent=30),
    "fall_20": BiochemicalCriteria(response_fall_percent=20),
    "any_fall": BiochemicalCriteria(response_by="any fall"),
    "normal": BiochemicalCriteria(response_by="normal"),
}


def imaging(bench: Bench, chosen: Choices) -> ImagingOutcome:
    """Imaging under some choices."""
    return bench.once(_imaging, chosen.imaging_window, chosen.conflict, chosen.equivocal, chosen.second_dose)


def symptoms(bench: Bench, chosen: Choices) -> SymptomaticOutcome:
    """Symptoms under some choices."""
    return bench.once(_symptoms, chosen.symptoms_window, chosen.symptoms_together, chosen.second_dose)


def biochemistry(bench: Bench, chosen: Choices) -> Outcome:
    """Laboratory values under some choices."""
    criteria = replace(
        RESPONSES[chosen.labs_response],
        baseline=chosen.labs_baseline,
        progression_by=chosen.labs_progression,
        single_rise=_RISES[chosen.single_rise],
    )
    return bench.once(_biochemistry, chosen.labs_window, criteria, chosen.second_dose)


def _imaging(cohort: Cohort, window: str, conflict: str, equivocal: str, second_dose: str) -> ImagingOutcome:
    read = with_equivocal_as(_seen(cohort, second_dose), equivocal)
    return _judged(imaging_outcome(read, WINDOWS[window], CONFLICTS[conflict]), cohort, second_dose)


def _symptoms(cohort: Cohort, window: str, together: str, second_dose: str) -> SymptomaticOutcome:
    read = _seen(cohort, second_dose)
    read = without_overall(read) if together == "complaints_alone" else read
    return _judged(symptomatic_outcome(read, WINDOWS[window], READINGS[together]), cohort, second_dose)


def _biochemistry(cohort: Cohort, window: str, criteria: BiochemicalCriteria, second_dose: str) -> Outcome:
    found = biochemical_outcome(_seen(cohort, second_dose), WINDOWS[window], criteria)
    return _judged(found, cohort, second_dose)


def _seen(cohort: Cohort, second_dose: str) -> Cohort:
    return until_second_dose(cohort) if second_dose == "ends_followup" else cohort


def _judged(outcome: AnyOutcome, cohort: Cohort, second_dose: str) -> AnyOutcome:
    """Leave out, where it is so chosen, the patients who had a second dose before their first follow-up."""
    if second_dose != "excluded":
        return outcome
    again = outcome.followup.loc[retreated(outcome.followup, cohort["treatments"]), "patient_id"]
    frames = {one.name: getattr(outcome, one.name) for one in fields(outcome) if one.name != "how"}
    kept = {name: rows[~rows["patient_id"].isin(again)].reset_index(drop=True) for name, rows in frames.items()}
    return replace(outcome, **kept)
