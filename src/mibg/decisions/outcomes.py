"""Each measure of response as decisions make it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeVar

from mibg.cohort import Cohort
from mibg.decisions.bench import Bench
from mibg.decisions.choices import AS_IN_THE_RESULTS, Choices
from mibg.decisions.cohorts import has_equivocal, until_second_dose, with_equivocal_as, without_overall
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
    equivocal = chosen.equivocal if bench.once(has_equivocal) else AS_IN_THE_RESULTS.equivocal
    read = bench.memory.once(_exams_read, bench, equivocal, _cut(chosen))
    outcome = imaging_outcome(read, WINDOWS[chosen.imaging_window], CONFLICTS[chosen.conflict])
    found: ImagingOutcome = bench.once(_judged, outcome, chosen.second_dose)
    return found


def symptoms(bench: Bench, chosen: Choices) -> SymptomaticOutcome:
    """Symptoms under some choices."""
    read = bench.memory.once(_symptoms_read, bench, chosen.symptoms_together == "complaints_alone", _cut(chosen))
    outcome = symptomatic_outcome(read, WINDOWS[chosen.symptoms_window], READINGS[chosen.symptoms_together])
    found: SymptomaticOutcome = bench.once(_judged, outcome, chosen.second_dose)
    return found


def biochemistry(bench: Bench, chosen: Choices) -> Outcome:
    """Laboratory values under some choices."""
    criteria = replace(
        RESPONSES[chosen.labs_response],
        baseline=chosen.labs_baseline,
        progression_by=chosen.labs_progression,
        single_rise=_RISES[chosen.single_rise],
    )
    outcome = biochemical_outcome(bench.once(_seen, _cut(chosen)), WINDOWS[chosen.labs_window], criteria)
    found: Outcome = bench.once(_judged, outcome, chosen.second_dose)
    return found


def _cut(chosen: Choices) -> bool:
    """Whether what is seen after a second dose is forgotten."""
    return chosen.second_dose == "ends_followup"


def _seen(cohort: Cohort, cut: bool) -> Cohort:
    return until_second_dose(cohort) if cut else cohort


def _exams_read(bench: Bench, equivocal: str, cut: bool) -> Cohort:
    return with_equivocal_as(bench.once(_seen, cut), equivocal)


def _symptoms_read(bench: Bench, alone: bool, cut: bool) -> Cohort:
    seen = bench.once(_seen, cut)
    return without_overall(seen) if alone else seen


def _judged(cohort: Cohort, outcome: AnyOutcome, second_dose: str) -> AnyOutcome:
    """Leave out, where it is so chosen, the patients who had a second dose before their first follow-up."""
    if second_dose != "excluded":
        return outcome
    again = outcome.followup.loc[retreated(outcome.followup, cohort["treatments"]), "patient_id"]
    return outcome.without(again)
