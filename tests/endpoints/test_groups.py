"""Groups that form after time zero, and the day since which each is known; days counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
from timelines import Timeline, assessments_of, cohort_of, on

from mibg.cohort import Cohort
from mibg.endpoints import overall_survival, repeat_treatment, response_at_followup
from mibg.response.followup import first_followup
from mibg.survival import compare

PATIENTS = {
    "responds": Timeline({100: "PR"}, died=900),
    "grows": Timeline({120: "PD"}, died=300),
    "unclear": Timeline({110: "NE"}, died=500),
    "unseen": Timeline(died=200),
}


def treated_again(cohort: Cohort, days: dict[str, int]) -> Cohort:
    again = pd.DataFrame({"patient_id": list(days), "treatment_date": [on(day) for day in days.values()]})
    treatments = pd.concat([cohort["treatments"], again], ignore_index=True)
    return Cohort(cohort.study, {**cohort.tables, "treatments": treatments}, cohort.present)


def test_repeat_treatment_is_known_since_the_second_dose() -> None:
    cohort = treated_again(cohort_of(PATIENTS), {"grows": 250, "responds": 60})
    found = repeat_treatment(cohort, overall_survival(cohort))
    assert found.known_at.tolist() == [250, 60, np.inf, np.inf]
    assert found.value.tolist() == ["Multiple", "Multiple", "Single", "Single"]


def test_a_third_dose_changes_nothing() -> None:
    cohort = treated_again(treated_again(cohort_of(PATIENTS), {"grows": 250}), {"grows": 280})
    assert repeat_treatment(cohort, overall_survival(cohort)).known_at[0] == 250


def test_from_diagnosis_days_are_counted_from_diagnosis() -> None:
    """Diagnosed 30 days before the first treatment, treated again 250 days after it."""
    cohort = treated_again(cohort_of(PATIENTS), {"grows": 250})
    patients = cohort["patients"].assign(diagnosis_date=on(-30))
    cohort = Cohort(cohort.study, {**cohort.tables, "patients": patients}, cohort.present)
    assert repeat_treatment(cohort, overall_survival(cohort, since="diagnosis")).known_at[0] == 280


def test_a_response_is_known_since_its_exam_and_never_of_the_others() -> None:
    cohort = cohort_of(PATIENTS)
    endpoint = overall_survival(cohort)
    first = cohort["treatments"].groupby("patient_id")["treatment_date"].min()
    followup = first_followup(assessments_of(PATIENTS), first)
    groups = {"CR": "controlled", "PR": "controlled", "SD": "controlled", "PD": "progression"}
    known = response_at_followup(endpoint, followup, groups, "The response")
    assert dict(zip(endpoint.patients, known.known_at, strict=True)) == {
        "grows": 120, "responds": 100, "unclear": np.inf, "unseen": np.inf,
    }  # fmt: skip
    found = compare(endpoint.times, known, design="landmark", landmark_days=150)
    assert {name: list(data.time) for name, data in found.groups.items()} == {
        "controlled": [750], "progression": [150], "not yet known": [350, 50],
    }  # fmt: skip
