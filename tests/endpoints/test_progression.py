"""Progression, and the three readings of a death before it; expected days counted by hand from the timelines."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from timelines import Timeline, assessments_of, cohort_of, on

from mibg.cohort import read_cohort
from mibg.endpoints import CompetingEndpoint, Endpoint, progression, time_to_progression
from mibg.endpoints.progression import NEVER_ASSESSED
from mibg.layout import worked_folder
from mibg.survival import kaplan_meier, median_spss

PATIENTS = {
    "progressed": Timeline({100: "SD", 190: "PR", 290: "PD", 400: "SD"}, died=900),
    "died_first": Timeline({100: "SD", 200: "SD"}, died=500),
    "lives": Timeline({100: "PR", 300: "SD"}),
    "at_once": Timeline({95: "PD"}),
    "unclear_before": Timeline({100: "SD", 200: "NE", 300: "PD"}),
    "died_that_day": Timeline({100: "SD", 220: "PD"}, died=220),
    "only_unclear": Timeline({100: "NE"}, died=150),
    "only_before": Timeline({-10: "SD", 0: "SD"}),
    "never": Timeline(),
}
ASSESSED = ("at_once", "died_first", "died_that_day", "lives", "progressed", "unclear_before")


def found(timelines: dict[str, Timeline] = PATIENTS) -> CompetingEndpoint:
    return progression(cohort_of(timelines), assessments_of(timelines), "on imaging")


def days(endpoint: Endpoint) -> dict[str, tuple[float, bool]]:
    rows = zip(endpoint.patients, endpoint.times.time, endpoint.times.event, strict=True)
    return {str(name): (float(time), bool(event)) for name, time, event in rows}


def test_who_was_never_assessed_after_treatment_is_left_out_and_counted() -> None:
    endpoint = found()
    assert tuple(endpoint.patients) == ASSESSED
    assert endpoint.left_out == {NEVER_ASSESSED: 3}


def test_progression_and_death_before_it_are_causes_of_their_own() -> None:
    endpoint = found()
    rows = zip(endpoint.patients, endpoint.times.time, endpoint.times.cause, strict=True)
    assert {str(name): (float(time), int(cause)) for name, time, cause in rows} == {
        "progressed": (290, 1), "died_first": (500, 2), "lives": (300, 0), "at_once": (95, 1),
        "unclear_before": (300, 1), "died_that_day": (220, 1),
    }  # fmt: skip


def test_death_as_event() -> None:
    assert days(found().death_as_event()) == {
        "progressed": (290, True), "died_first": (500, True), "lives": (300, False), "at_once": (95, True),
        "unclear_before": (300, True), "died_that_day": (220, True),
    }  # fmt: skip


def test_death_as_censoring_censors_on_the_day_of_death() -> None:
    assert days(found().death_as_censoring())["died_first"] == (500, False)


def test_time_to_progression_censors_at_the_last_assessment() -> None:
    endpoint = time_to_progression(cohort_of(PATIENTS), assessments_of(PATIENTS), "on imaging")
    assert days(endpoint) == {
        "progressed": (290, True), "died_first": (200, False), "lives": (300, False), "at_once": (95, True),
        "unclear_before": (300, True), "died_that_day": (220, True),
    }  # fmt: skip


def test_the_interval_runs_from_the_last_clear_to_the_first_positive_assessment() -> None:
    """An assessment that is not evaluable is not clear; without any clear one the interval begins at treatment."""
    endpoint = found()
    rows = zip(endpoint.patients, endpoint.intervals.left, endpoint.intervals.right, strict=True)
    assert {str(name): (float(left), float(right)) for name, left, right in rows} == {
        "progressed": (190, 290), "died_first": (200, np.inf), "lives": (300, np.inf), "at_once": (0, 95),
        "unclear_before": (100, 300), "died_that_day": (100, 220),
    }  # fmt: skip


def test_a_rule_that_needs_two_values_tells_the_interval_itself() -> None:
    """Raised on day 200, and again on day 260, when it was known; last clear on day 110."""
    lines = {"one": Timeline({110: "SD", 200: "NE", 260: "PD"}), "two": Timeline({100: "SD", 300: "SD"})}
    rows = assessments_of(lines)
    rows = rows.assign(**dict.fromkeys(("last_clear", "first_raised"), pd.DatetimeIndex([pd.NaT] * len(rows))))
    rows.loc[rows["response"] == "PD", ["last_clear", "first_raised"]] = [on(110), on(200)]
    endpoint = progression(cohort_of(lines), rows, "by laboratory values")
    assert (endpoint.times.time.tolist(), endpoint.times.cause.tolist()) == ([260, 300], [1, 0])
    assert endpoint.intervals.left.tolist() == [110, 300]
    assert endpoint.intervals.right.tolist() == [200, np.inf]
    alone = time_to_progression(cohort_of(lines), rows, "by laboratory values")
    assert days(alone) == {"one": (260, True), "two": (300, False)}


def test_an_assessment_after_the_study_is_not_known_yet() -> None:
    late = {"late": Timeline({100: "SD", 5000: "PD"})}
    assert days(found(late).death_as_event()) == {"late": (100, False)}


def test_each_reading_says_what_death_is() -> None:
    endpoint = found()
    rules = [
        str(endpoint.definition),
        str(endpoint.death_as_event().definition),
        str(endpoint.death_as_censoring().definition),
        str(time_to_progression(cohort_of(PATIENTS), assessments_of(PATIENTS), "on imaging").definition),
    ]
    assert len(set(rules)) == len(rules)
    assert all("on imaging" in rule for rule in rules)


@pytest.mark.parametrize("response", ["worse", "PD"])
def test_symptoms_progress_in_their_own_word(response: str) -> None:
    assert days(found({"one": Timeline({50: "improved", 80: response})}).death_as_event()) == {"one": (80, True)}


def test_nobody_assessed_leaves_an_endpoint_without_patients() -> None:
    endpoint = found({"never": Timeline(died=10)})
    assert len(endpoint.times) == 0
    assert endpoint.left_out == {NEVER_ASSESSED: 1}


def test_the_worked_patients_of_the_book() -> None:
    """Worked by hand beside the assessments, and shown in the chapter on endpoints."""
    folder = worked_folder("endpoints")
    cases = pd.read_csv(folder / "assessments.csv", parse_dates=["date"], dtype={"patient_id": "string"})
    expected = pd.read_csv(folder / "expected.csv").set_index("patient_id")
    endpoint = progression(read_cohort(folder / "cohort"), cases, "on imaging")
    assert list(endpoint.patients) == list(expected.index)
    assert list(endpoint.times.time) == list(expected["days"])
    names = ("censored", *endpoint.times.causes)
    assert [names[cause] for cause in endpoint.times.cause] == list(expected["cause"])
    assert list(endpoint.intervals.left) == list(expected["last_clear"])
    assert list(endpoint.intervals.right) == list(expected["first_positive"].fillna(np.inf))


def test_each_reading_of_death_has_a_median_of_its_own() -> None:
    """By hand: event 8/9, 7/9, 6/9, then 4/5 and 3/4 of it on day 250; censoring 8/9, 6/7, 4/5, 1/2 on day 300;
    last seen 8/9, 4/5, 2/3 on day 240."""
    folder = worked_folder("endpoints")
    cases = pd.read_csv(folder / "assessments.csv", parse_dates=["date"], dtype={"patient_id": "string"})
    cohort = read_cohort(folder / "cohort")
    endpoint = progression(cohort, cases, "on imaging")
    readings = (
        endpoint.death_as_event(),
        endpoint.death_as_censoring(),
        time_to_progression(cohort, cases, "on imaging"),
    )
    medians = [median_spss(kaplan_meier(reading.times), "days").value for reading in readings]
    assert medians == [250, 300, 240]


responses = st.dictionaries(st.integers(1, 900), st.sampled_from(["CR", "PR", "SD", "PD", "NE"]), max_size=6)
timeline = st.builds(Timeline, responses, st.none() | st.integers(900, 1500))


@given(st.lists(timeline, min_size=1, max_size=6))
def test_the_three_readings_agree_on_what_they_share(lines: list[Timeline]) -> None:
    """Direct: progression-free survival is never longer; who progressed has one time in all; intervals hold it."""
    named = {f"P{number}": line for number, line in enumerate(lines)}
    endpoint = found(named)
    free, censored = endpoint.death_as_event(), endpoint.death_as_censoring()
    ended = endpoint.times.cause == 1
    assert (free.times.time == censored.times.time).all()
    assert (censored.times.event == ended).all()
    assert (endpoint.intervals.right[ended] == endpoint.times.time[ended]).all()
    assert (endpoint.intervals.left <= endpoint.times.time).all()
    assert len(endpoint.patients) + endpoint.left_out[NEVER_ASSESSED] == len(lines)
