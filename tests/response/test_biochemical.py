"""Laboratory values on numbered patients; days from first treatment, expected values by hand: 20 % up, 50 % down."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from course_tables import labs
from imaging_tables import TREATED, first_treatment

from mibg.response import InvalidFindings, Window
from mibg.response.biochemical import BiochemicalCriteria, analyte_rules, assess_analytes, assess_labs

# Values as day:value, then the response at each value after treatment ("?" is not evaluable).
COURSES = {
    "P01": ("-5:100 91:121 150:121", "? PD"),
    "P02": ("-5:100 91:120 150:120", "SD SD"),
    "P03": ("-5:100 91:120.0001 150:120.0001", "? PD"),
    "P04": ("-5:0.1 91:0.12 150:0.12", "SD SD"),
    "P05": ("-5:35.5 91:42.6 150:42.6", "SD SD"),
    "P06": ("-5:100 91:121 150:119 200:121", "SD SD SD"),
    "P07": ("-5:100 91:121 150:119 200:130 250:140 300:90", "SD SD ? PD SD"),
    "P08": ("-5:100 91:130 150:130 200:130", "? PD PD"),
    "P09": ("-5:100 91:50 150:50.0001", "PR SD"),
    "P10": ("-5:0.7 91:0.35", "PR"),
    "P11": ("-5:100 91:130", "SD"),
    "P12": ("91:100 150:300", "? ?"),
    "P13": ("-184:100 91:300 150:300", "? ?"),
    "P14": ("-5:0 91:0 150:10 200:20", "? ? ?"),
    "P15": ("0:100 91:0", "PR"),
    "P16": ("-60:50 -5:100 91:121 150:61", "SD SD"),
}


def expected(word: str) -> list[str]:
    return ["NE" if response == "?" else response for response in word.split()]


def judged(lines: dict[str, str], **criteria: object) -> pd.DataFrame:
    return assess_analytes(labs(lines), first_treatment(lines), BiochemicalCriteria(**criteria))  # type: ignore[arg-type]


def test_each_value_of_each_patient() -> None:
    found = judged({name: line for name, (line, _) in COURSES.items()})
    responses = found.astype({"response": object}).groupby("patient_id")["response"].agg(list)
    assert responses.to_dict() == {name: expected(word) for name, (_, word) in COURSES.items()}
    assert set(found["rule"]) == {rule.name for rule in analyte_rules()}


def test_progression_is_dated_at_the_second_value_and_keeps_its_interval() -> None:
    lines = {"P07": COURSES["P07"][0], "P08": COURSES["P08"][0]}
    found = assess_labs(labs(lines), first_treatment(lines)).query("response == 'PD'")
    days = found[["date", "last_clear", "first_raised"]].apply(lambda column: (column - TREATED).dt.days)
    # No value of P08 was clear after treatment, so that his progression began some time after treatment itself.
    assert days.to_numpy().tolist() == [[250, 150, 200], [150, 0, 91], [200, 0, 91]]


def test_a_single_rise_can_be_not_evaluable() -> None:
    lines = {name: COURSES[name][0] for name in ("P06", "P11", "P01")}
    found = judged(lines, single_rise="not evaluable")
    assert found["response"].tolist() == ["NE", "PD", "NE", "SD", "NE", "NE"]
    assert found.loc[found["rule"] == "ne.single_rise", "patient_id"].tolist() == ["P06", "P06", "P11"]


@pytest.mark.parametrize(
    ("choice", "baseline", "responses"),
    # Against 90 the values 109 and 108 are a rise and none, against the mean of 100 or the highest, 110, neither.
    [("last", 90, ["SD", "SD", "SD"]), ("mean", 100, ["SD", "SD", "PR"]), ("highest", 110, ["SD", "SD", "PR"])],
)
def test_the_baseline_can_be_chosen(choice: str, baseline: float, responses: list[str]) -> None:
    found = judged({"P21": "-200:999 -60:110 -5:90 91:109 150:108 200:50"}, baseline=choice)
    assert found["baseline"].tolist() == [baseline] * 3
    assert found["response"].tolist() == responses
    assert found["rule"].tolist()[0] == ("sd.single_rise" if choice == "last" else "sd.between")


def test_a_mean_is_exact() -> None:
    # The mean of 0.1, 0.2 and 0.3 is 0.2; 0.24 is precisely 20 % above it.
    found = judged({"P22": "-30:0.1 -20:0.2 -10:0.3 91:0.24 150:0.24 200:0.2400001 250:0.2400001"}, baseline="mean")
    assert found["response"].tolist() == ["SD", "SD", "NE", "PD"]


def test_the_window_of_the_baseline_ends_with_treatment() -> None:
    found = judged({"P23": "-200:100 5:300 91:300"}, baseline_window=Window(-12, 1))
    assert found["baseline"].tolist() == [100, 100]


@pytest.mark.parametrize(("percent", "response"), [(20, "PR"), (30, "PR"), (30.5, "SD"), (50, "SD"), (100, "SD")])
def test_the_fall_is_reached_exactly(percent: float, response: str) -> None:
    assert judged({"P24": "-5:0.3 91:0.21"}, response_fall_percent=percent)["response"].tolist() == [response]


@pytest.mark.parametrize("percent", [0, -20, 101])
def test_a_fall_that_is_none_is_refused(percent: float) -> None:
    with pytest.raises(ValueError, match="a fall is above 0 and at most 100 %"):
        BiochemicalCriteria(response_fall_percent=percent)


def test_the_sentences_name_the_thresholds() -> None:
    sentences = {rule.name: rule.sentence for rule in analyte_rules(BiochemicalCriteria(response_fall_percent=30))}
    assert sentences["pd.serial"].startswith("more than 20 %")
    assert sentences["pr.fall"].startswith("at least 30 %")


def test_blood_and_urine_are_different_measurements() -> None:
    # A rise in serum and one in urine are not two in a row; serum and plasma are, and a blank is the usual fluid.
    rows = labs({"P31 5-HIAA": "-9:10 -8:10 91:13 92:13", "P32": "-9:10 91:13 92:13"})
    found = assess_analytes(
        rows.assign(specimen=pd.array(["serum", "urine_24h", "serum", None, "serum", "plasma", None], dtype="string")),
        first_treatment(["P31", "P32"]),
    )
    assert found["fluid"].tolist() == ["blood", "urine", "blood", "blood"]
    assert found["response"].tolist() == ["SD", "SD", "NE", "PD"]


def test_units_may_differ_between_fluids_but_not_within() -> None:
    rows = labs({"P33": "-9:10 91:13"}).assign(unit=["ng/mL", "nmol/L"])
    with pytest.raises(
        InvalidFindings, match="have the same unit: patient_id P33, analyte CgA, date 1999-12-23, unit ng/mL; p"
    ):
        assess_labs(rows, first_treatment(["P33"]))
    apart = assess_analytes(rows.assign(specimen=["serum", "urine"]), first_treatment(["P33"]))
    assert apart["rule"].tolist() == ["ne.no_baseline"]


def test_units_may_differ_between_patients_and_analytes() -> None:
    rows = labs({"P34": "-9:10 91:13", "P35": "-9:10", "P34 5-HIAA": "-9:10"})
    assert len(assess_labs(rows.assign(unit=["a", "a", "b", "c"]), first_treatment(["P34", "P35"]))) == 1


@pytest.mark.parametrize("value", [np.inf, -np.inf, -1.0])
def test_values_that_are_no_amounts_are_refused(value: float) -> None:
    rows = labs({"P36": "-9:10 91:13"})
    with pytest.raises(InvalidFindings, match="a value is a number from 0 up: patient_id P36, lab_date 2000-04-01"):
        assess_labs(rows.assign(value=[10, value]), first_treatment(["P36"]))


def test_two_values_on_a_day_are_refused() -> None:
    with pytest.raises(InvalidFindings, match="an analyte has one value a day: patient_id P37"):
        assess_labs(labs({"P37": "91:10 91:11"}), first_treatment(["P37"]))
