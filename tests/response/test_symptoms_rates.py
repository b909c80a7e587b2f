"""Rates by complaint; expected values by hand."""

from __future__ import annotations

import pandas as pd
from course_tables import symptoms
from hypothesis import given
from hypothesis import strategies as st
from imaging_tables import first_treatment

from mibg.response import Window
from mibg.response.symptoms import COMPLAINT_FATES, complaint_followup

LINES = {
    "P01": "-10:pain=yes 100:pain=better",
    "P02": "-10:pain=yes 100:pain=no",
    "P03": "-10:pain=yes 100:pain=same",
    "P04": "-10:pain=yes 50:pain=better",
    "P05": "-10:pain=no 100:pain=no 100:fatigue=better",
    "P06": "-10:pain=no 100:pain=yes",
    "P07": "100:pain=better",
    "P08": "100:overall=same",
    "P09": "",
    "not treated": "",
}
HAD, UNSEEN, ABSENT, UNRECORDED = COMPLAINT_FATES


def test_each_patient_has_a_fate_for_each_complaint() -> None:
    found = complaint_followup(symptoms(LINES), first_treatment(LINES))
    pain = found[found["symptom"] == "pain"].set_index("patient_id")
    assert pain["fate"].tolist() == [HAD, HAD, HAD, UNSEEN, ABSENT, ABSENT, *[UNRECORDED] * 4]
    assert pain.index[pain["improved"]].tolist() == ["P01", "P02", "P07"]
    assert pain.index[pain["followed"]].tolist() == ["P01", "P02", "P03", "P05", "P06", "P07", "P08"]
    assert found["symptom"].tolist() == ["fatigue"] * 10 + ["pain"] * 10


def test_the_two_denominators() -> None:
    # Two of the three who had pain and were judged; three of the seven of whom anything was judged.
    found = complaint_followup(symptoms(LINES), first_treatment(LINES)).query("symptom == 'pain'")
    assert found.loc[found["fate"] == HAD, "improved"].tolist() == [True, True, False]
    assert (int(found.loc[found["followed"], "improved"].sum()), int(found["followed"].sum())) == (3, 7)


def test_a_wider_window_takes_the_earlier_visit() -> None:
    found = complaint_followup(symptoms(LINES), first_treatment(LINES), Window(0, 9)).query("symptom == 'pain'")
    assert found.query("patient_id == 'P04'")[["fate", "improved", "days"]].to_numpy().tolist() == [[HAD, True, 50]]


def test_each_complaint_has_its_own_first_followup() -> None:
    lines = {"P11": "-10:pain=yes -10:flushing=yes 100:pain=better 150:flushing=worse 150:pain=worse"}
    found = complaint_followup(symptoms(lines), first_treatment(lines))
    assert found[["symptom", "days", "response"]].to_numpy().tolist() == [
        ["flushing", 150, "worse"],
        ["pain", 100, "improved"],
    ]


def test_a_cohort_without_symptoms_has_no_complaints() -> None:
    assert complaint_followup(symptoms({}), first_treatment(["P01"])).empty


MARKS = st.dictionaries(
    st.tuples(st.sampled_from([-10, 100, 150]), st.sampled_from(["pain", "flushing"])),
    st.sampled_from(["yes", "no", "better", "same", "worse"]),
    min_size=1,
)


def rates(found: pd.DataFrame) -> tuple[float, float]:
    """Share that improved of those who had pain, and of all who were followed."""
    return found.loc[found["fate"] == HAD, "improved"].mean(), found.loc[found["followed"], "improved"].mean()


@given(st.dictionaries(st.sampled_from("ABCD"), MARKS, min_size=1))
def test_over_all_the_rate_is_higher_only_by_improvements_without_a_baseline(
    courses: dict[str, dict[tuple[int, str], str]],
) -> None:
    lines = {name: " ".join(f"{d}:{s}={m}" for (d, s), m in marks.items()) for name, marks in courses.items()}
    found = complaint_followup(symptoms(lines), first_treatment(lines)).query("symptom == 'pain'")
    of_those_who_had_it, of_all = rates(found)
    if of_all > of_those_who_had_it:
        assert (found["improved"] & found["followed"] & (found["fate"] != HAD)).any()


def test_an_improvement_without_a_baseline_makes_the_rate_over_all_the_higher_one() -> None:
    lines = {"P21": "-10:pain=yes 100:pain=same", "P22": "100:pain=better"}
    assert rates(complaint_followup(symptoms(lines), first_treatment(lines))) == (0, 0.5)
