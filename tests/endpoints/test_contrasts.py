"""Two groups compared: who enters, which median is first, and that a later group needs a design; days by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from timelines import Timeline, assessments_of, cohort_of

from mibg.cohort import Cohort
from mibg.endpoints import contrast, contrast_by_response, overall_survival, repeat_treatment
from mibg.response.followup import first_followup
from mibg.survival import GuaranteeTimeError

PATIENTS = {
    "longest": Timeline({100: "PR"}, died=900),
    "longer": Timeline({100: "SD"}, died=700),
    "shorter": Timeline({120: "PD"}, died=300),
    "shortest": Timeline({120: "PD"}, died=200),
    "unseen": Timeline(died=50),
}
GROUPS = {"PR": "Controlled", "SD": "Controlled", "PD": "Progressed"}


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return cohort_of(PATIENTS)


@pytest.fixture(scope="module")
def seen(cohort: Cohort) -> pd.DataFrame:
    treated = cohort["treatments"].set_index("patient_id")["treatment_date"]
    found = first_followup(assessments_of(PATIENTS).assign(rule="by hand"), treated)
    return found[found["fate"] == "assessed"]


def test_medians_and_their_difference_are_those_of_the_followed(cohort: Cohort, seen: pd.DataFrame) -> None:
    # Two patients a group: the median is the first death, 700 and 200 days; 500 days are 16.43 months.
    found = contrast_by_response(overall_survival(cohort), seen, GROUPS, design="naive")
    assert found.medians["Controlled"].value == pytest.approx(700 / 365.25)
    assert found.medians["Progressed"].value == pytest.approx(200 / 365.25)
    assert found.difference.value == pytest.approx(500 / 30.4375)
    assert found.p.n == 4


def test_a_landmark_leaves_out_who_died_before_it(cohort: Cohort, seen: pd.DataFrame) -> None:
    found = contrast_by_response(overall_survival(cohort), seen, GROUPS, design="landmark", landmark_days=250)
    assert found.comparison.n == 3
    assert found.medians["Progressed"].value == pytest.approx(50 / 365.25), "counted from the landmark"


def test_curves_come_in_the_order_of_the_difference(cohort: Cohort, seen: pd.DataFrame) -> None:
    found = contrast_by_response(overall_survival(cohort), seen, GROUPS, design="naive")
    assert list(found.curves) == ["Controlled", "Progressed"]
    assert [len(times) for times in found.curves.values()] == [2, 2]


def test_silence_about_the_design_is_an_error(cohort: Cohort) -> None:
    survival = overall_survival(cohort)
    with pytest.raises(GuaranteeTimeError, match="known only some time after time zero"):
        contrast(survival, repeat_treatment(cohort, survival), ("Multiple", "Single"))


def test_a_group_of_nobody_has_no_median_and_no_comparison(cohort: Cohort, seen: pd.DataFrame) -> None:
    none = seen[seen["response"] != "PD"]
    found = contrast_by_response(overall_survival(cohort), none, GROUPS, design="naive")
    assert found.medians["Progressed"].value is None
    assert found.difference.value is None
    assert found.p.value is None
    assert found.p.reason


def test_who_is_left_out_is_counted(cohort: Cohort) -> None:
    kept = overall_survival(cohort).among(pd.Index(["longest", "shortest"]), "not chosen")
    assert kept.patients.tolist() == ["longest", "shortest"]
    assert kept.left_out["not chosen"] == 3
    assert kept.times.time.tolist() == [900, 200]
