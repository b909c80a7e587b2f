"""Courses of treatment of two patients; expected values by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from mibg.courses import courses

TREATMENTS = pd.DataFrame(
    {
        "patient_id": ["B", "A", "A", "A"],
        "treatment_date": pd.to_datetime(["2000-01-01", "2001-01-31", "2000-01-01", "2000-01-31"]),
        "activity_mbq": [18500.0, 3000.0, 1000.0, 2000.0],
    }
)


def test_courses() -> None:
    found = courses(TREATMENTS)
    assert found.doses.to_dict() == {"A": 3, "B": 1}
    assert found.first_activity.to_dict() == {"A": 1000, "B": 18500}
    assert found.cumulative_activity.to_dict() == {"A": 6000, "B": 18500}
    assert found.months_to_second.to_dict() == {"A": pytest.approx(30 / 30.4375)}
    assert found.months_to_third.to_dict() == {"A": pytest.approx(366 / 30.4375)}
    assert found.later_activities.tolist() == [2000, 3000]
