"""Descriptions of a cohort; expected values by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from mibg.description import (
    association,
    count,
    difference,
    difference_of_medians,
    had_therapy,
    listed,
    mean_sd,
    median_quartiles,
    share,
    year_range,
)
from mibg.estimate import Estimate


def test_a_share_keeps_its_count_and_denominator() -> None:
    """R: prop.test(1, 4, correct = FALSE)$conf.int is 0.04558726 0.69935769."""
    found = share([True, False, False, False])
    assert (found.value, found.n, found.parts["count"]) == (25, 4, 1)
    assert found.ci == pytest.approx((4.558726, 69.935769), rel=1e-6)
    assert share([]).reason == "there are no patients"


@pytest.mark.parametrize("n", range(1, 30))
def test_limits_of_a_share_stay_between_none_and_all(n: int) -> None:
    none, every = share([False] * n).ci, share([True] * n).ci
    assert none is not None and none[0] == pytest.approx(0, abs=1e-12)
    assert every is not None and every[1] == pytest.approx(100)
    assert f"{none[0]:.0f} {every[1]:.0f}" == "0 100"


def test_who_is_listed_in_a_table() -> None:
    patients = pd.DataFrame({"patient_id": ["A", "B", "C"]})
    rows = [("A", "surgery", "prior"), ("B", "radiation", "prior"), ("B", "surgery", "post"), ("C", None, None)]
    therapies = pd.DataFrame(rows, columns=["patient_id", "therapy", "timing"], dtype="string")
    assert listed(patients, therapies, "therapy", "surgery").tolist() == [True, True, False]
    assert had_therapy(patients, therapies, "prior", ["surgery"]).tolist() == [True, False, False]
    assert had_therapy(patients, therapies, "prior", ["surgery", "radiation"]).tolist() == [True, True, False]
    assert had_therapy(patients, therapies, "concurrent", ["surgery"]).tolist() == [False, False, False]


def test_of_an_empty_table_nothing_is_known() -> None:
    patients = pd.DataFrame({"patient_id": ["A", "B"]})
    therapies = pd.DataFrame(columns=["patient_id", "therapy", "timing"], dtype="string")
    assert listed(patients, therapies, "therapy", "surgery").isna().all()
    assert share(had_therapy(patients, therapies, "prior", ["surgery"])).reason == "it is recorded of nobody"


def test_unknowns_count_as_not_and_are_told() -> None:
    """By hand: one man among four, of one of whom the sex is not recorded."""
    male = pd.Series(["male", None, "female", "female"], dtype="string") == "male"
    assert (share(male).value, share(male).n, count(male).value) == (25, 4, 1)
    assert share(male).parts["unknown"] == count(male).parts["unknown"] == 1
    assert count(male[1:2]).reason == "it is recorded of nobody"
    assert (count([True, False, True]).value, count([]).value) == (2, 0)


def test_a_plain_difference() -> None:
    first, second = (Estimate(v, "%", 10, "", "mibg.x") for v in (50.0, 60.0))
    assert difference(first, second).value == -10
    assert difference(first, Estimate(None, "%", 10, "", "mibg.x", reason="no")).value is None


def test_mean_and_sd() -> None:
    """By hand: 2, 4, 6 and one missing: mean 4, variance (4 + 0 + 4) / 2."""
    found = mean_sd([2, 4, 6, float("nan")], "years")
    assert (found.value, found.parts["sd"], found.n) == (4, 2, 3)
    assert found.se == pytest.approx(2 / 3**0.5)
    assert mean_sd([1], "years").reason == "fewer than two values are known"


def test_interval_of_a_mean() -> None:
    """R: t.test(c(2, 4, 6))$conf.int is -0.968275, 8.968275."""
    assert list(mean_sd([2, 4, 6], "years").ci or ()) == pytest.approx([-0.968275, 8.968275], abs=1e-6)


def test_whole_numbers_may_be_missing() -> None:
    assert mean_sd(pd.Series([2, None, 6], dtype="Int64"), "years").value == 4


def test_quartiles_as_spss_weighs_them() -> None:
    """By hand: of 1..7 the quartiles lie at positions 2 and 6; of 1..6 at 1.75 and 5.25."""
    seven, six = (median_quartiles(list(range(1, n + 1)), "MBq") for n in (7, 6))
    assert (seven.value, dict(seven.parts)) == (4, {"q1": 2, "q3": 6})
    assert (six.value, dict(six.parts)) == (3.5, {"q1": 1.75, "q3": 5.25})
    assert median_quartiles([], "MBq").reason == "the column is empty"


def test_quartiles_and_interval_of_a_median_against_r() -> None:
    """R: x <- women$weight[-1]; quantile(x, type = 6); sort(x)[c(l, 15 - l)] with l <- qbinom(.025, 14, .5)."""
    women = [117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164]
    found = median_quartiles(women[::-1], "lb")
    assert (found.value, dict(found.parts), found.ci) == (137, {"q1": 125.25, "q3": 151}, (123, 154))
    assert median_quartiles(women[:5], "lb").ci is None


def test_range_of_years() -> None:
    dates = pd.Series(pd.to_datetime(["1999-05-01", "", "1991-12-31"]))
    assert dict(year_range(dates).parts) == {"low": 1991, "high": 1999}
    assert year_range(dates[:0]).value is None


def test_difference_of_medians_by_hand() -> None:
    """4 - 2 years is 24 months; SEs of 0.3 and 0.4 years join to 0.5 years, 6 months."""
    first, second = (Estimate(v, "years", 10, "", "mibg.x", 5, se) for v, se in ((4.0, 0.3), (2.0, 0.4)))
    found = difference_of_medians(first, second)
    assert (found.value, found.se) == pytest.approx((24, 6))
    assert (found.n, found.events) == (20, 10)
    missing = Estimate(None, "years", 10, "", "mibg.x", reason="not reached")
    assert difference_of_medians(first, missing).reason == "one median is missing: not reached"


def test_an_association_is_that_of_the_table() -> None:
    """R: chisq.test(matrix(c(6, 2, 1, 7, 8, 4), 2, byrow = TRUE), correct = FALSE)$p.value is 0.335532053791."""
    first = ["a"] * 9 + ["b"] * 19
    second = ["x"] * 6 + ["y"] * 2 + ["z"] + ["x"] * 7 + ["y"] * 8 + ["z"] * 4
    found = association(first, second)
    assert found.value == pytest.approx(0.335532053791, rel=1e-9)
    assert (found.n, found.parts["df"]) == (28, 2)


def test_an_association_needs_two_classes_of_either() -> None:
    assert association(["a", "a"], ["x", "y"]).reason == "everybody is in one class"
    assert association([], []).reason == "there are no patients"
