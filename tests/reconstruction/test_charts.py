"""The charts of the committed cohort and of another: possible as lives, and read by the rules as they were meant."""

from __future__ import annotations

import pandas as pd
import pytest

from mibg.cohort import Cohort
from mibg.outcomes import biochemical_outcome, imaging_outcome, symptomatic_outcome
from mibg.reconstruction import Reconstruction
from mibg.reconstruction.charts.lesions import choose_targets, remeasured, shrunk
from mibg.reconstruction.dice import Dice

DATED = {
    "exams": "exam_date",
    "lesions": "exam_date",
    "findings": "exam_date",
    "labs": "lab_date",
    "symptoms": "visit_date",
}


@pytest.fixture(params=["shipped", "other"])
def cohort(request: pytest.FixtureRequest, shipped: Cohort, other: Reconstruction) -> Cohort:
    return shipped if request.param == "shipped" else other.cohort


@pytest.mark.parametrize("table", DATED)
def test_nobody_is_examined_before_diagnosis_or_after_death(cohort: Cohort, table: str) -> None:
    patients = cohort.patients.set_index("patient_id")
    rows = cohort[table].join(patients, on="patient_id")
    day = rows[DATED[table]]
    assert (day >= rows["diagnosis_date"]).all()
    assert not (day >= rows["death_date"]).any()
    assert (day <= rows["alive_on"].fillna(day)).all(), "who was examined was alive then"
    assert (day <= pd.Timestamp(str(cohort.study.study_end))).all()


def test_lesions_have_a_possible_size(cohort: Cohort) -> None:
    measured = cohort["lesions"]["diameter_mm"].dropna()
    assert measured.between(5, 200).all()


def test_a_patient_has_at_most_five_target_lesions_and_two_an_organ(cohort: Cohort) -> None:
    lesions = cohort["lesions"].drop_duplicates(["patient_id", "lesion_id"])
    assert lesions.groupby("patient_id").size().max() <= 5
    assert lesions.groupby(["patient_id", "organ"]).size().max() <= 2


def test_laboratory_values_are_above_nothing(cohort: Cohort) -> None:
    assert (cohort["labs"]["value"] > 0).all()


def test_everybody_had_a_positive_scan_before_treatment(cohort: Cohort) -> None:
    first = cohort.treatments.groupby("patient_id")["treatment_date"].min()
    scans = cohort["exams"].query("modality == 'scan' and uptake == 'positive'")
    before = scans[scans["exam_date"] < scans["patient_id"].map(first)]
    assert set(before["patient_id"]) == set(cohort.patients["patient_id"])


def test_nothing_is_judged_after_progression(cohort: Cohort) -> None:
    for found in (imaging_outcome(cohort), symptomatic_outcome(cohort), biochemical_outcome(cohort)):
        rows = found.assessments
        progressed = rows[rows["response"].isin(["PD", "worse"])].groupby("patient_id")["date"].min()
        after = rows["date"] > rows["patient_id"].map(progressed)
        assert not after.any(), found.how


def test_symptoms_as_a_whole_go_with_the_complaints(cohort: Cohort) -> None:
    found = symptomatic_outcome(cohort)
    seen = found.seen.merge(found.assessments, on=["patient_id", "date"])
    improved = seen["response_x"] == "improved"
    assert (seen.loc[improved, "improved"] > 0).all()
    assert (seen.loc[improved, "worse"] == 0).all()
    assert (seen.loc[~improved, "improved"] == 0).all()


def test_a_complaint_that_improved_was_there(cohort: Cohort) -> None:
    assert not symptomatic_outcome(cohort).assessments["rule"].str.startswith("ne.contradiction").any()


@pytest.mark.parametrize("seed", range(20))
def test_nodes_that_shrink_stay_partial_responses_when_measured_anew(seed: int) -> None:
    # RECIST 1.1: a node under 10 mm is of normal size; a sum at least 30 % smaller is a partial response.
    dice = Dice(seed)
    nodes = choose_targets(["bone"], dice)
    smaller = remeasured(shrunk(nodes, dice), dice)
    assert min(smaller) >= 10
    assert sum(smaller) <= 0.7 * sum(node.baseline_mm for node in nodes)
