"""An endpoint counted from a later day; expected days by hand from the timelines."""

from __future__ import annotations

import pandas as pd
from timelines import Timeline, cohort_of, on

from mibg.endpoints import overall_survival, restarted
from mibg.endpoints.restarted import NOT_OBSERVED_THEN

PATIENTS = {
    "died": Timeline(died=500),
    "died_that_day": Timeline(died=100),
    "died_before": Timeline(died=50),
    "lives": Timeline(),
    "never_seen": Timeline(died=300),
}
SEEN = {"died": 100, "died_that_day": 100, "died_before": 100, "lives": 200}


def test_time_runs_from_the_later_day_of_those_observed_then() -> None:
    dates = pd.Series({name: on(day) for name, day in SEEN.items()})
    found = restarted(overall_survival(cohort_of(PATIENTS)), dates, "First follow-up.")
    rows = zip(found.patients, found.times.time, found.times.event, strict=True)
    # The study ends on day 4000; a death on the day itself is a death at time 0.
    assert {str(name): (float(time), bool(event)) for name, time, event in rows} == {
        "died": (400.0, True),
        "died_that_day": (0.0, True),
        "lives": (3800.0, False),
    }
    assert found.left_out[NOT_OBSERVED_THEN] == 2
    assert found.definition.time_zero == "First follow-up."
    assert found.zero.tolist() == pd.DatetimeIndex([on(100), on(100), on(200)]).to_numpy().tolist()
