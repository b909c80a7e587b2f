"""What the paper leaves open, as one value: an option for each decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final, Literal, get_args, get_type_hints

Window = Literal["months_3_to_9", "months_0_to_12", "any_time"]


@dataclass(frozen=True)
class Choices:
    """One option for each decision of the register, which says in words what each means.

    The defaults are those by which the chapters of the Results are computed. Two values with the same options are
    equal and have one hash.
    """

    study_end: Literal["declared", "year_of_last_treatment", "last_death"] = "declared"
    vital_status: Literal["declared", "alive_at_end", "alive_when_seen"] = "declared"
    median: Literal["spss", "r"] = "spss"
    plus_minus: Literal["standard_error", "half_width", "standard_deviation"] = "standard_error"
    five_years: Literal["kaplan_meier", "late_entry", "heads_followed", "heads_all"] = "kaplan_meier"
    ties: Literal["breslow", "efron"] = "breslow"
    regression: Literal["as_read", "octreotide_before", "response_alone", "symptomatic_response", "all_products"] = (
        "as_read"
    )
    followup_activity: Literal["each_dose", "second_dose", "mean_of_patient"] = "each_dose"
    time_zero: Literal["treatment", "first_followup"] = "treatment"
    second_dose: Literal["kept", "excluded", "ends_followup"] = "kept"
    lost: Literal["outside_window", "never_seen"] = "outside_window"
    lost_to_imaging: Literal["without_ct", "without_imaging"] = "without_ct"
    imaging_window: Literal["months_3_to_9", "rounded", "months_0_to_9"] = "months_3_to_9"
    imaging_response: Literal["all_imaging", "ct_alone"] = "all_imaging"
    imaging_patients: Literal["with_ct", "with_imaging"] = "with_ct"
    conflict: Literal["progression", "response", "not_evaluable"] = "progression"
    equivocal: Literal["if_confirmed", "at_once", "never"] = "if_confirmed"
    death: Literal["last_assessed", "event", "day_of_death", "competing"] = "last_assessed"
    duration: Literal[
        "responders_from_response",
        "responders_from_treatment",
        "controlled_from_response",
        "controlled_from_treatment",
        "everybody_from_treatment",
    ] = "responders_from_response"
    duration_end: Literal["each_its_own", "progression", "no_response"] = "each_its_own"
    symptoms_window: Window = "months_3_to_9"
    symptoms_together: Literal["none_worse", "any_improved", "majority", "complaints_alone"] = "none_worse"
    complaint_rate: Literal["who_had_it", "everybody"] = "who_had_it"
    labs_window: Window = "months_3_to_9"
    labs_response: Literal["half", "fall_30", "fall_20", "any_fall", "normal"] = "half"
    labs_baseline: Literal["last", "mean", "highest"] = "last"
    labs_progression: Literal["either", "both"] = "either"
    single_rise: Literal["stable", "not_evaluable"] = "stable"
    never_progressed: Literal["controlled", "everybody"] = "controlled"

    def with_option(self, decision: str, option: str) -> Choices:
        """Choose another option of one decision.

        Raises
        ------
        KeyError
            When there is no such decision, or it has no such option.
        """
        if option not in options()[decision]:
            raise KeyError(f"the decision {decision} has no option {option}")
        changed: dict[str, Any] = {decision: option}
        return replace(self, **changed)


AS_IN_THE_RESULTS: Final = Choices()


@cache
def options() -> Mapping[str, tuple[str, ...]]:
    """Options that the library knows of each decision, by its id, in the order of `Choices`."""
    hints = get_type_hints(Choices)
    return {field.name: get_args(hints[field.name]) for field in fields(Choices)}
