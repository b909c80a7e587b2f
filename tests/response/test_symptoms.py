"""Symptoms on numbered patients; days from first treatment, expected values by hand from the sentences of the rules."""

from __future__ import annotations

from random import Random

import pandas as pd
import pytest
from course_tables import symptoms, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from imaging_tables import TREATED, first_treatment

from mibg.response import InvalidFindings, Window, first_followup
from mibg.response.symptoms import COMPLAINT_RULES, SYMPTOM_RULES, Reading, assess_complaints, assess_symptoms

# One complaint before treatment (day -10) and at one visit (day 100), and the rule that decides.
COMPLAINTS = {
    "P01": ("-10:pain=yes 100:pain=better", "improved.stated"),
    "P02": ("-10:pain=yes 100:pain=better,yes", "improved.stated"),
    "P03": ("-10:pain=yes 100:pain=better,no", "improved.stated"),
    "P04": ("100:pain=better", "improved.stated"),
    "P05": ("-10:pain=no 100:pain=better", "ne.contradiction"),
    "P06": ("-10:pain=yes 100:pain=same", "unchanged.stated"),
    "P07": ("-10:pain=yes 100:pain=same,no", "ne.contradiction"),
    "P08": ("-10:pain=no 100:pain=same,yes", "ne.contradiction"),
    "P09": ("-10:pain=no 100:pain=same,no", "ne.never"),
    "P10": ("-10:pain=no 100:pain=same", "ne.never"),
    "P11": ("-10:pain=yes 100:pain=worse", "worse.stated"),
    "P12": ("-10:pain=yes 100:pain=worse,no", "ne.contradiction"),
    "P13": ("-10:pain=no 100:pain=worse", "worse.stated"),
    "P14": ("-10:pain=no 100:pain=worse,yes", "worse.stated"),
    "P15": ("-10:pain=no 100:pain=yes", "worse.new"),
    "P16": ("-10:pain=yes 100:pain=no", "improved.gone"),
    "P17": ("-10:pain=yes 100:pain=yes", "unchanged.persists"),
    "P18": ("-10:pain=no 100:pain=no", "ne.never"),
    "P19": ("100:pain=yes", "ne.silent"),
    "P20": ("100:pain=no", "ne.silent"),
    "P21": ("-10:pain=yes 100:pain=unknown", "ne.silent"),
    "P22": ("-200:pain=no 100:pain=yes", "ne.silent"),
    "P23": ("-100:pain=yes -10:pain=no 100:pain=yes", "worse.new"),
    "P24": ("-100:pain=yes -10:pain=unknown 100:pain=no", "improved.gone"),
    "P25": ("0:pain=yes 100:pain=no", "improved.gone"),
    "P26": ("-10:flushing=yes 100:pain=no", "ne.silent"),
}

# What is said at one visit, and the response by each reading.
VISITS = {
    "P31": ("100:overall=better 100:pain=worse", "improved", "improved", "improved"),
    "P32": ("100:overall=same 100:pain=better", "unchanged", "unchanged", "unchanged"),
    "P33": ("100:overall=worse 100:pain=better", "worse", "worse", "worse"),
    "P34": ("100:pain=better 100:flushing=better", "improved", "improved", "improved"),
    "P35": ("100:pain=better 100:flushing=same", "improved", "improved", "unchanged"),
    "P36": ("100:pain=better 100:flushing=worse", "worse", "improved", "unchanged"),
    "P37": ("100:pain=better 100:fatigue=better 100:flushing=worse", "worse", "improved", "improved"),
    "P38": ("100:pain=worse 100:fatigue=worse 100:flushing=better", "worse", "improved", "worse"),
    "P39": ("100:pain=same 100:flushing=worse", "worse", "worse", "unchanged"),
    "P40": ("100:pain=same", "unchanged", "unchanged", "unchanged"),
    "P41": ("100:pain=yes", "NE", "NE", "NE"),
    "P42": ("100:overall=unknown 100:pain=better", "improved", "improved", "improved"),
    "P43": ("100:overall=yes 100:pain=yes", "NE", "NE", "NE"),
    "P44": ("-10:overall=yes 100:overall=no 100:pain=worse", "improved", "improved", "improved"),
    "P45": ("-10:pain=no 100:pain=better 100:fatigue=same", "unchanged", "unchanged", "unchanged"),
}


def judged(timelines: dict[str, str], reading: Reading = "none worse") -> pd.DataFrame:
    return assess_symptoms(symptoms(timelines), first_treatment(timelines), reading)


def test_each_complaint_is_decided_by_its_rule() -> None:
    lines = {name: line for name, (line, _) in COMPLAINTS.items()}
    found = assess_complaints(symptoms(lines), first_treatment(lines))
    found = found[found["symptom"] == "pain"]
    assert dict(zip(found["patient_id"], found["rule"], strict=True)) == {
        n: rule for n, (_, rule) in COMPLAINTS.items()
    }
    assert set(found["rule"]) == {rule.name for rule in COMPLAINT_RULES}


@pytest.mark.parametrize(("place", "reading"), list(enumerate(SYMPTOM_RULES)), ids=list(SYMPTOM_RULES))
def test_each_visit_by_each_reading(place: int, reading: Reading) -> None:
    found = judged({name: line for name, (line, *_) in VISITS.items()}, reading)
    expected = {name: responses[place] for name, (_, *responses) in VISITS.items()}
    assert dict(zip(found["patient_id"], found["response"], strict=True)) == expected
    assert set(found["rule"]) == {rule.name for rule in SYMPTOM_RULES[reading]}


def test_a_course_of_visits() -> None:
    # Relief, return to the state before treatment, then worse; visits on the day of treatment and before are baseline.
    found = judged({"P51": "-10:pain=yes 0:pain=yes 91:pain=better 200:pain=same 300:pain=worse"})
    assert (found["date"] - TREATED).dt.days.tolist() == [91, 200, 300]
    assert found["response"].tolist() == ["improved", "unchanged", "worse"]


def test_the_window_of_the_baseline_can_be_widened() -> None:
    lines = {"P22": COMPLAINTS["P22"][0]}
    found = assess_complaints(symptoms(lines), first_treatment(lines), Window(-12, 0))
    assert found["rule"].tolist() == ["worse.new"]


def test_every_patient_has_a_fate_at_first_followup() -> None:
    lines = {"P61": "100:pain=better", "P62": "100:pain=yes", "P63": "50:pain=better", "P64": "", "not treated": ""}
    found = first_followup(judged(lines), first_treatment(lines))
    assert found["fate"].tolist() == ["assessed", "not evaluable", "only before", "none", "not treated"]


def test_malformed_symptoms_are_refused() -> None:
    treated = first_treatment(["P71"])
    with pytest.raises(InvalidFindings, match="one row a visit: patient_id P71, visit_date 2000-04-10, symptom pain"):
        assess_complaints(symptoms({"P71": "100:pain=better 100:pain=worse"}), treated)
    row = {"patient_id": "P71", "visit_date": TREATED, "symptom": "pain", "change": "Improved"}
    with pytest.raises(InvalidFindings, match=r"improved, unchanged, worse; .* change Improved"):
        assess_complaints(typed("symptoms", [row]), treated)
    with pytest.raises(InvalidFindings, match="a row is of a patient of the cohort: patient_id P72"):
        assess_complaints(symptoms({"P72": "100:pain=better"}), treated)


MARKS = st.sampled_from(["yes", "no", "better", "same", "worse", "better,yes", "worse,yes", "unknown"])
COURSES = st.dictionaries(
    st.sampled_from(["A", "B", "C"]),
    st.dictionaries(
        st.tuples(st.sampled_from([-10, 91, 200]), st.sampled_from(["overall", "pain", "flushing"])), MARKS, min_size=1
    ),
    min_size=1,
)


@settings(max_examples=25, deadline=None)
@given(COURSES, st.sampled_from(list(SYMPTOM_RULES)), st.randoms(use_true_random=False))
def test_order_of_rows_and_names_of_patients_do_not_matter(
    courses: dict[str, dict[tuple[int, str], str]], reading: Reading, random: Random
) -> None:
    lines = {name: " ".join(f"{d}:{s}={m}" for (d, s), m in marks.items()) for name, marks in courses.items()}
    rows, treated = symptoms(lines), first_treatment("ABC")
    found = assess_symptoms(rows, treated, reading)
    shuffled = rows.sample(frac=1, random_state=random.randrange(2**31))
    pd.testing.assert_frame_equal(assess_symptoms(shuffled, treated, reading), found)
    names = {"A": "Z", "B": "Y", "C": "X"}
    renamed = assess_symptoms(rows.assign(patient_id=rows["patient_id"].map(names)), treated.rename(names), reading)
    back = renamed.assign(patient_id=renamed["patient_id"].map({new: old for old, new in names.items()}))
    back = back.sort_values(["patient_id", "date"], ignore_index=True)
    pd.testing.assert_frame_equal(back, found, check_dtype=False)
