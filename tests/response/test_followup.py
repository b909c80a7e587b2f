"""First follow-up and baseline on short timelines; days from first treatment, expected values by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from imaging_tables import TREATED, assessed, first_treatment

from mibg.response import (
    BASELINE,
    FATES,
    FOLLOW_UP,
    InvalidFindings,
    Window,
    fate_counts,
    first_followup,
    first_treatments,
    last_before,
    retreated,
)

# Timeline as day:response, then the day, response and fate expected; empty where there is none.
TIMELINES = {
    "first day": ("90:PD 91:SD", 91, "SD", "assessed"),
    "last day": ("274:PR 275:PD", 274, "PR", "assessed"),
    "earliest counts": ("200:PD 120:SD", 120, "SD", "assessed"),
    "evaluable wins": ("100:NE 200:PD", 200, "PD", "assessed"),
    "never evaluable": ("100:NE 150:NE 300:PD", 100, "NE", "not evaluable"),
    "a day early": ("90:PR", "", "", "only before"),
    "a day late": ("275:PR 500:PD", "", "", "only after"),
    "both sides": ("90:SD 275:PR", "", "", "before and after"),
    "on the day": ("0:SD", "", "", "none"),
    "before treatment": ("-100:SD", "", "", "none"),
    "nothing": ("", "", "", "none"),
    "not treated": ("100:PR", "", "", "not treated"),
}


def test_each_patient_has_one_fate() -> None:
    found = first_followup(assessed({name: line for name, (line, *_) in TIMELINES.items()}), first_treatment(TIMELINES))
    told = found[["days", "response", "fate"]].astype(object).fillna("")
    expected = {name: list(rest) for name, (_, *rest) in TIMELINES.items()}
    assert dict(zip(found["patient_id"], told.to_numpy().tolist(), strict=True)) == expected


def test_fates_add_up_to_the_cohort() -> None:
    found = first_followup(assessed({name: line for name, (line, *_) in TIMELINES.items()}), first_treatment(TIMELINES))
    assert fate_counts(found).to_dict() == {
        "assessed": 4,
        "not evaluable": 1,
        "before and after": 1,
        "only before": 1,
        "only after": 1,
        "none": 3,
        "not treated": 1,
    }
    assert list(fate_counts(found).index) == list(FATES)


def test_assessments_are_counted_about_the_window() -> None:
    found = first_followup(assessed({"A": "-5:SD 0:SD 1:SD 90:SD 91:NE 274:SD 275:PD"}), first_treatment(["A"]))
    assert found[["before", "within", "after"]].iloc[0].tolist() == [2, 2, 1]


def test_windows_end_on_the_nearest_whole_day() -> None:
    # 3, 9 and 6 months are 91.3125, 273.9375 and 182.625 days.
    assert (FOLLOW_UP.first_day, FOLLOW_UP.last_day) == (91, 274)
    assert (BASELINE.first_day, BASELINE.last_day) == (-183, 0)
    assert str(FOLLOW_UP) == "day 91 to day 274, both included"
    assert str(BASELINE) == "day −183 to day 0, both included"


def test_another_window_is_taken_at_its_word() -> None:
    found = first_followup(assessed({"A": "30:SD 100:PD"}), first_treatment(["A"]), Window(0, 3))
    assert found[["days", "response"]].iloc[0].tolist() == [30, "SD"]


def test_order_of_rows_and_names_of_patients_do_not_matter() -> None:
    rows = assessed({name: line for name, (line, *_) in TIMELINES.items()})
    first = first_followup(rows, first_treatment(TIMELINES))
    shuffled = first_followup(rows.sample(frac=1, random_state=1), first_treatment(TIMELINES))
    pd.testing.assert_frame_equal(first, shuffled)


def test_a_cohort_without_assessments_has_fates_too() -> None:
    found = first_followup(assessed({}), first_treatment(["A", "not treated"]))
    assert found["fate"].tolist() == ["none", "not treated"]
    assert found["date"].isna().all()


@pytest.mark.parametrize(
    ("lines", "patients", "message"),
    [
        ({"A": "100:SD 100:PD"}, ["A"], "a patient has one assessment a day: patient_id A, date 2000-04-10"),
        ({"A": "100:partial"}, ["A"], "a response is one of CR, .*: patient_id A, date 2000-04-10, response partial"),
        ({"B": "100:SD"}, ["A"], "a row is of a patient of the cohort: patient_id B, date 2000-04-10"),
    ],
)
def test_malformed_assessments_are_refused(lines: dict[str, str], patients: list[str], message: str) -> None:
    with pytest.raises(InvalidFindings, match=message):
        first_followup(assessed(lines), first_treatment(patients))


def test_an_assessment_without_a_date_is_refused() -> None:
    rows = assessed({"A": "100:SD"})
    with pytest.raises(InvalidFindings, match="a row has a date: patient_id A"):
        first_followup(rows.assign(date=rows["date"].mask(rows["response"] == "SD")), first_treatment(["A"]))


def test_a_dose_before_the_follow_up_is_flagged() -> None:
    # Second doses on days 99, 100 and 101 of a follow-up on day 100; D has one dose, E no follow-up, F three doses.
    doses = {"A": [0, 99], "B": [0, 100], "C": [0, 101], "D": [0], "E": [0, 50], "F": [0, 150, 60]}
    rows = [(name, TREATED + pd.Timedelta(days=day)) for name, days in doses.items() for day in days]
    treatments = pd.DataFrame(rows, columns=["patient_id", "treatment_date"])
    lines = {name: "" if name == "E" else "100:SD" for name in doses}
    found = first_followup(assessed(lines), first_treatment(doses))
    assert retreated(found, treatments).tolist() == [True, False, False, False, False, True]


def test_first_treatment_of_every_patient() -> None:
    treatments = pd.DataFrame(
        {"patient_id": ["B", "A", "A"], "treatment_date": pd.to_datetime(["2000-05-01", "2001-01-01", "2000-02-01"])}
    )
    found = first_treatments(pd.DataFrame({"patient_id": ["A", "B", "C"]}), treatments)
    assert found.loc[["A", "B"]].tolist() == [pd.Timestamp("2000-02-01"), pd.Timestamp("2000-05-01")]
    assert np.isnat(found.loc[["C"]].to_numpy()).all()


def test_baseline_is_the_last_day_within_its_window() -> None:
    # All rows of that day; day 1 is follow-up, day -184 too long ago.
    rows = assessed({"A": "-200:SD -30:SD 1:PD", "B": "-183:SD", "C": "-184:SD", "D": "-3:SD 0:NE"})
    twice = pd.concat([rows, rows[rows["patient_id"] == "A"]])
    found = last_before(twice, "date", first_treatment("ABCD"))
    assert list(zip(found["patient_id"], found["days"], strict=True)) == [("A", -30), ("B", -183), ("D", 0), ("A", -30)]


def test_baseline_within_further_columns() -> None:
    rows = assessed({"A": "-30:SD -10:SD"}).assign(analyte=["CgA", "5-HIAA"])
    first = first_treatment(["A"])
    assert last_before(rows, "date", first)["days"].tolist() == [-10]
    assert last_before(rows, "date", first, by=["analyte"])["days"].tolist() == [-30, -10]
