"""Each measure of response as decisions make it."""

from __future__ import annotations

from dataclasses import fields, replace
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
    read = (chosen.imaging_window, chosen.conflict, equivocal, _cut(chosen))
    found: ImagingOutcome = bench.once(_judged, bench.once(_imaging, *read), chosen.second_dose)
    return found


def symptoms(bench: Bench, chosen: Choices) -> SymptomaticOutcome:
    """Symptoms under some choices."""
    read = (chosen.symptoms_window, chosen.symptoms_together, _cut(chosen))
    found: SymptomaticOutcome = bench.once(_judged, bench.once(_symptoms, *read), chosen.second_dose)
    return found


def biochemistry(bench: Bench, chosen: Choices) -> Outcome:
    """Laboratory values under some choices."""
    criteria = replace(
        RESPONSES[chosen.labs_response],
        baseline=chosen.labs_baseline,
        progression_by=chosen.labs_progression,
        single_rise=_RISES[chosen.single_rise],
    )
    read = bench.once(_biochemistry, chosen.labs_window, criteria, _cut(chosen))
    found: Outcome = bench.once(_judged, read, chosen.second_dose)
    return found


def _imaging(cohort: Cohort, window: str, conflict: str, equivocal: str, cut: bool) -> ImagingOutcome:
    read = with_equivocal_as(_seen(cohort, cut), equivocal)
    return imaging_outcome(read, WINDOWS[window], CONFLICTS[conflict])


def _symptoms(cohort: Cohort, window: str, together: str, cut: bool) -> SymptomaticOutcome:
    read = _seen(cohort, cut)
    read = without_overall(read) if together == "complaints_alone" else read
    return symptomatic_outcome(read, WINDOWS[window], READINGS[together])


def _biochemistry(cohort: Cohort, window: str, criteria: BiochemicalCriteria, cut: bool) -> Outcome:
    return biochemical_outcome(_seen(cohort, cut), WINDOWS[window], criteria)


def _cut(chosen: Choices) -> bool:
    """Whether what is seen after a second dose is forgotten."""
    return chosen.second_dose == "ends_followup"


def _seen(cohort: Cohort, cut: bool) -> Cohort:
    return until_second_dose(cohort) if cut else cohort


def _judged(cohort: Cohort, outcome: AnyOutcome, second_dose: str) -> AnyOutcome:
    """Leave out, where it is so chosen, the patients who had a second dose before their first follow-up."""
    if second_dose != "excluded":
        return outcome
    again = outcome.followup.loc[retreated(outcome.followup, cohort["treatments"]), "patient_id"]
    frames = {one.name: getattr(outcome, one.name) for one in fields(outcome) if one.name != "how"}
    kept = {name: rows[~rows["patient_id"].isin(again)].reset_index(drop=True) for name, rows in frames.items()}
    return replace(outcome, **kept)
