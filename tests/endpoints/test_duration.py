"""Duration of response under each reading; expected days counted by hand from the timelines."""

from __future__ import annotations

import pytest
from timelines import Timeline, assessments_of, cohort_of

from mibg.endpoints import duration_of_response
from mibg.endpoints.duration import Among, EndsWith, Since

PATIENTS = {
    "lasting": Timeline({100: "PR", 400: "PR"}),
    "lost": Timeline({100: "SD", 200: "CR", 300: "PD"}, died=500),
    "back": Timeline({100: "improved", 180: "unchanged", 300: "worse"}),
    "died": Timeline({100: "PR"}, died=350),
    "stable": Timeline({100: "SD", 250: "PD"}),
    "worse_first": Timeline({90: "PD", 150: "PR", 210: "PD"}),
    "none": Timeline({100: "PD"}),
}


def durations(
    since: Since = "response", ends_with: EndsWith = "progression", among: Among = "responders"
) -> dict[str, tuple[float, int]]:
    endpoint = duration_of_response(
        cohort_of(PATIENTS), assessments_of(PATIENTS), since=since, ends_with=ends_with, among=among
    )
    rows = zip(endpoint.patients, endpoint.times.time, endpoint.times.cause, strict=True)
    return {str(name): (float(time), int(cause)) for name, time, cause in rows}


def test_from_response_to_progression() -> None:
    assert durations() == {
        "lasting": (300, 0), "lost": (100, 1), "back": (200, 1), "died": (250, 2), "worse_first": (60, 1),
    }  # fmt: skip


def test_a_return_to_the_state_before_treatment_can_end_it() -> None:
    assert durations(ends_with="no response")["back"] == (80, 1)


def test_from_treatment_the_time_until_the_response_counts() -> None:
    assert durations(since="treatment") == {
        "lasting": (400, 0), "lost": (300, 1), "back": (300, 1), "died": (350, 2), "worse_first": (210, 1),
    }  # fmt: skip


def test_stability_can_count() -> None:
    assert durations(among="controlled") == {
        "lasting": (300, 0), "lost": (200, 1), "back": (200, 1), "died": (250, 2), "stable": (150, 1),
        "worse_first": (60, 1),
    }  # fmt: skip


def test_those_without_a_response_are_counted() -> None:
    endpoint = duration_of_response(cohort_of(PATIENTS), assessments_of(PATIENTS))
    assert endpoint.left_out == {"no assessment after treatment that shows a response": 2}


@pytest.mark.parametrize("since", ["response", "treatment"])
def test_the_interval_begins_at_the_last_assessment_with_the_response(since: Since) -> None:
    endpoint = duration_of_response(cohort_of(PATIENTS), assessments_of(PATIENTS), since=since)
    back = list(endpoint.patients).index("back")
    # Unchanged on day 180 is not yet progression, which is seen on day 300.
    offset = 100 if since == "response" else 0
    assert (endpoint.intervals.left[back], endpoint.intervals.right[back]) == (180 - offset, 300 - offset)
