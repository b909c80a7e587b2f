"""Both analytes together, and what must hold of generated values; expected values by hand."""

from __future__ import annotations

from random import Random
from typing import get_args

import pandas as pd
import pytest
from course_tables import labs
from hypothesis import given, settings
from hypothesis import strategies as st
from imaging_tables import TREATED, first_treatment

from mibg.response import Window
from mibg.response.biochemical import (
    EITHER_ANALYTE_RULES,
    BiochemicalCriteria,
    assess_labs,
    biochemical_followup,
)
from mibg.response.biochemical.criteria import BaselineChoice

# CgA and 5-HIAA on one day (100 before treatment), then what they say together; each course ends as its letter says.
RISE, FALL, LEVEL = "-5:100 91:130 150:130", "-5:100 91:90 150:40", "-5:100 91:90 150:100"
PAIRS = {
    "P01": (RISE, RISE, "PD"),
    "P02": (RISE, FALL, "PD"),
    "P03": (RISE, LEVEL, "PD"),
    "P04": (FALL, LEVEL, "PR"),
    "P05": (LEVEL, FALL, "PR"),
    "P06": (LEVEL, LEVEL, "SD"),
    "P07": ("150:100", LEVEL, "SD"),
    "P08": ("150:100", "150:40", "NE"),
    "P09": ("150:100", RISE, "PD"),
    "P10": (FALL, "", "PR"),
}


def together(pairs: dict[str, tuple[str, str, str]]) -> dict[str, str]:
    return {f"{name}{end}": pair[place] for name, pair in pairs.items() for place, end in enumerate(("", " 5-HIAA"))}


def test_each_pair_of_analytes() -> None:
    found = assess_labs(labs(together(PAIRS)), first_treatment(PAIRS))
    last = found.drop_duplicates("patient_id", keep="last").set_index("patient_id")
    assert last["response"].to_dict() == {name: response for name, (*_, response) in PAIRS.items()}
    assert set(found["rule"]) == {rule.name for rule in EITHER_ANALYTE_RULES}


def test_the_other_analyte_does_not_clear_the_first_of_two() -> None:
    # P03: CgA is raised on days 91 and 150, 5-HIAA on neither; nothing is known to be clear after treatment.
    found = assess_labs(labs(together({"P03": PAIRS["P03"]})), first_treatment(["P03"]))
    assert found["rule"].tolist() == ["ne.first_of_two", "pd.either"]
    assert found["last_clear"].tolist()[1] == TREATED


# Values, then at first follow-up (91 to 274 days): response, rule of the analyte, day on which it is known, fate.
FOLLOWUPS = {
    "P21": ("-5:100 91:90 150:30", "SD", "sd.between", 91, "assessed"),
    "P22": ("-5:100 91:130 150:130", "PD", "ne.first_of_two", 150, "assessed"),
    "P23": ("-5:100 200:130 400:130", "PD", "ne.first_of_two", 400, "assessed"),
    "P24": ("-5:100 30:130 100:130", "PD", "pd.serial", 100, "assessed"),
    "P25": ("-5:100 100:130 150:90", "SD", "sd.single_rise", 100, "assessed"),
    "P26": ("-5:100 100:130", "SD", "sd.single_rise", 100, "assessed"),
    "P27": ("-5:100 91:50", "PR", "pr.fall", 91, "assessed"),
    "P28": ("100:50", "NE", "ne.no_baseline", 100, "not evaluable"),
    "P29": ("-5:0 100:50", "NE", "ne.zero_baseline", 100, "not evaluable"),
    "P30": ("-5:100 90:300", "", "", -1, "only before"),
    "P31": ("-5:100 275:300 300:300", "", "", -1, "only after"),
    "P32": ("-5:100", "", "", -1, "none"),
    "not treated": ("-5:100 100:30", "", "", -1, "not treated"),
}


def test_every_patient_has_a_followup_or_a_fate() -> None:
    lines = {name: line for name, (line, *_) in FOLLOWUPS.items()}
    found = biochemical_followup(labs(lines), first_treatment(lines))
    told = (
        found[["response", "cga_rule"]]
        .astype(object)
        .fillna("")
        .assign(days=found["days"].fillna(-1), fate=found["fate"])
    )
    expected = {name: list(rest) for name, (_, *rest) in FOLLOWUPS.items()}
    assert dict(zip(found["patient_id"], told.to_numpy().tolist(), strict=True)) == expected
    assert found.loc[found["unconfirmed"], "patient_id"].tolist() == ["P25", "P26"]


def test_each_analyte_has_its_own_first_followup() -> None:
    lines = {"P41": "-5:100 100:100", "P41 5-HIAA": "-5:100 120:130 300:130"}
    found = biochemical_followup(labs(lines), first_treatment(["P41"]))
    assert found[["cga", "hiaa", "response", "days", "within", "after"]].iloc[0].tolist() == [
        "SD",
        "PD",
        "PD",
        300,
        2,
        1,
    ]


def test_a_wider_window_takes_the_earlier_value() -> None:
    lines = {"P42": "-5:100 30:40 100:100"}
    found = biochemical_followup(labs(lines), first_treatment(lines), Window(0, 9))
    assert found[["response", "days"]].iloc[0].tolist() == ["PR", 30]


def test_a_cohort_without_values_has_fates_too() -> None:
    found = biochemical_followup(labs({}), first_treatment(["P51", "not treated"]))
    assert found["fate"].tolist() == ["none", "not treated"]


WORDS = {"PR": 0, "SD": 1, "NE": 2, "PD": 3}
TENTHS = st.integers(0, 40)
COURSE = st.dictionaries(st.sampled_from([-90, -5, 91, 120, 150, 200, 300]), TENTHS, max_size=7)
COURSES = st.dictionaries(st.sampled_from(["A", "A 5-HIAA", "B", "C 5-HIAA"]), COURSE, min_size=1)
CRITERIA = st.builds(BiochemicalCriteria, st.sampled_from([20, 30, 50]), st.sampled_from(["last", "mean", "highest"]))


def table(courses: dict[str, dict[int, int]], unit: str = "0.1") -> pd.DataFrame:
    """Values in tenths, or in another multiple given by its decimal text."""
    scale = {"0.1": ("", 10), "100": ("00", 1), "0.0001": ("", 10_000)}[unit]
    lines = {
        name: " ".join(f"{day}:{float(f'{tenths}{scale[0]}') / scale[1]!r}" for day, tenths in course.items())
        for name, course in courses.items()
    }
    return labs(lines)


@settings(max_examples=25, deadline=None)
@given(COURSES, CRITERIA, st.randoms(use_true_random=False))
def test_order_of_rows_and_names_of_patients_do_not_matter(
    courses: dict[str, dict[int, int]], criteria: BiochemicalCriteria, random: Random
) -> None:
    rows, treated = table(courses), first_treatment("ABC")
    found = biochemical_followup(rows, treated, criteria=criteria)
    shuffled = rows.sample(frac=1, random_state=random.randrange(2**31))
    pd.testing.assert_frame_equal(biochemical_followup(shuffled, treated, criteria=criteria), found)
    names = {"A": "Z", "B": "Y", "C": "X"}
    renamed = rows.assign(patient_id=rows["patient_id"].map(names))
    again = biochemical_followup(renamed, treated.rename(names), criteria=criteria)
    assert again["patient_id"].tolist() == ["Z", "Y", "X"]
    pd.testing.assert_frame_equal(again.drop(columns="patient_id"), found.drop(columns="patient_id"))


@pytest.mark.parametrize("unit", ["100", "0.0001"])
@settings(max_examples=25, deadline=None)
@given(courses=COURSES, criteria=CRITERIA)
def test_the_unit_of_the_laboratory_does_not_matter(
    unit: str, courses: dict[str, dict[int, int]], criteria: BiochemicalCriteria
) -> None:
    treated = first_treatment("ABC")
    found = assess_labs(table(courses), treated, criteria)
    pd.testing.assert_frame_equal(assess_labs(table(courses, unit), treated, criteria), found)


@settings(max_examples=25, deadline=None)
@given(COURSES, CRITERIA, st.data())
def test_raising_a_value_after_treatment_improves_nothing(
    courses: dict[str, dict[int, int]], criteria: BiochemicalCriteria, data: st.DataObject
) -> None:
    later = [(name, day) for name, course in courses.items() for day in course if day > 0]
    if not later:
        return
    name, day = data.draw(st.sampled_from(later))
    raised = {**courses, name: {**courses[name], day: courses[name][day] + data.draw(st.integers(1, 40))}}
    treated = first_treatment("ABC")
    before, after = (
        biochemical_followup(table(each), treated, criteria=criteria)["response"].astype(object).map(WORDS)
        for each in (courses, raised)
    )
    assert before.isna().equals(after.isna())
    assert (after.dropna() >= before.dropna()).all()


POSITIVE = st.dictionaries(st.sampled_from([-90, -5, 91, 120, 150, 200]), st.integers(1, 40), max_size=6)


def responses(courses: dict[str, dict[int, int]], baseline: BaselineChoice) -> pd.Series:
    found = assess_labs(table(courses), first_treatment("ABC"), BiochemicalCriteria(baseline=baseline))
    return found.set_index(["patient_id", "date"])["response"].astype(str)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(["A", "A 5-HIAA", "B", "C 5-HIAA"]), POSITIVE, min_size=1))
def test_above_zero_the_highest_baseline_gives_the_fewest_progressions_and_the_most_responses(
    courses: dict[str, dict[int, int]],
) -> None:
    highest = responses(courses, "highest")
    for other in (responses(courses, "last"), responses(courses, "mean")):
        assert set(highest[highest == "PD"].index) <= set(other[other == "PD"].index)
        assert set(other[other == "PR"].index) <= set(highest[highest == "PR"].index)


def test_a_baseline_of_zero_is_the_exception() -> None:
    courses = {"A": {-90: 100, -5: 0, 91: 200, 120: 200}}
    found = {choice: responses(courses, choice).tolist()[-1] for choice in get_args(BaselineChoice)}
    assert found == {"last": "NE", "mean": "PD", "highest": "PD"}


def test_a_single_rise_left_open_is_the_other_exception() -> None:
    """109 rises alone above 90, and the value after it counts; against 110 it is stable, and counts itself."""
    rows, treated = table({"A": {-60: 1100, -5: 900, 100: 1090, 130: 400}}), first_treatment("A")
    found = {
        choice: biochemical_followup(
            rows, treated, criteria=BiochemicalCriteria(baseline=choice, single_rise="not evaluable")
        )
        for choice in get_args(BaselineChoice)
    }
    assert {choice: each["response"].tolist() for choice, each in found.items()} == {
        "last": ["PR"],
        "mean": ["SD"],
        "highest": ["SD"],
    }
