"""Figures of progression with death competing, and between assessments; also of nobody, one patient, no events."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mibg.endpoints import CompetingEndpoint
from mibg.endpoints.endpoint import Definition
from mibg.report import PageFigure, incidence_figure, interval_figure
from mibg.survival import competing_times, interval_times
from mibg.units import DAYS_PER_YEAR

RULES = Definition("First treatment.", "Progression.", "Last assessment.")
CAUSES = ("progression", "death")


def course(time: list[float], cause: list[int], left: list[float]) -> CompetingEndpoint:
    right = [day if kind == 1 else np.inf for day, kind in zip(time, cause, strict=True)]
    names, zero = np.array(list(map(str, time))), np.full(len(time), np.datetime64("2000-01-01"))
    times = competing_times(time, cause, CAUSES)
    return CompetingEndpoint(names, times, interval_times(left, right), zero, pd.Timestamp("2020-01-01"), RULES, {})


FOUR = course([400, 800, 1200, 1600], [1, 2, 1, 0], [300, 500, 1100, 1600])


def incidence(one: CompetingEndpoint) -> PageFigure:
    return incidence_figure("incidence", {"Imaging": one.times}, since="first treatment", caption="Made up.")


def between(one: CompetingEndpoint) -> PageFigure:
    return interval_figure("between", {"Imaging": one}, since="first treatment", caption="Made up.")


def test_incidences_are_told_and_kept() -> None:
    """By hand: one of four progressed on day 400, one died on 800, half of the half left progressed on 1200.

    Two years are 730 days: 25 % and none.
    """
    figure = incidence(FOUR)
    assert "Imaging: progressed 25%, died without progression 0%" in figure.alt
    assert figure.data["progression"].tolist() == [0.25, 0.25, 0.5, 0.5]
    assert figure.data["death"].tolist() == [0, 0.25, 0.25, 0.25]
    assert figure.data["at_risk"].tolist() == [4, 3, 2, 1]
    assert figure.narrow


def test_patients_at_risk_stand_below_the_years() -> None:
    """By hand: four at the start, two at two years (731 days: 800 days and later are three), one at four."""
    svg = incidence(FOUR).svg
    assert all(f">{count}</" in svg for count in (4, 3, 1))


def test_stretches_of_both_estimates() -> None:
    """By hand: last assessed, the second leaves on day 500, so that S is 3/4 from day 400 and 3/8 from day 1200.

    The intervals (300, 400] and (1100, 1200] hold mass: 1/4, and half of 3/4 beside what lies beyond day 1600.
    """
    rows = between(FOUR).data
    seen, open_ = (rows[rows["estimate"] == one] for one in rows["estimate"].unique())
    assert seen["low"].tolist() == [1, 0.75, 0.75, 0.375]
    assert (open_["from"] * DAYS_PER_YEAR).round().tolist() == [0, 300, 400, 1100, 1200]
    np.testing.assert_allclose(open_["low"], [1, 0.75, 0.75, 0.375, 0.375], atol=1e-6)
    np.testing.assert_allclose(open_["high"], [1, 1, 0.75, 0.75, 0.375], atol=1e-6)


@pytest.mark.parametrize("draw", [incidence, between])
@pytest.mark.parametrize(
    "one",
    [course([], [], []), course([400], [0], [400]), course([400], [2], [0]), course([400], [1], [300]), FOUR],
    ids=["nobody", "one lives", "one died", "one progressed", "four"],
)
def test_a_thin_cohort_is_drawn_the_same_each_time(draw: object, one: CompetingEndpoint) -> None:
    figure = draw(one)  # type: ignore[operator]
    assert figure.svg == draw(one).svg  # type: ignore[operator]
    assert ("mibg-no-data" in figure.svg) == (len(one.patients) == 0)


def test_a_measure_by_which_nobody_is_followed_says_so_beside_the_others() -> None:
    both = {"Imaging": FOUR, "Symptoms": course([], [], [])}
    times = {name: one.times for name, one in both.items()}
    incidences = incidence_figure("incidence", times, since="first treatment", caption="Made up.")
    stretches = interval_figure("between", both, since="first treatment", caption="Made up.")
    assert all("there are no patients" in figure.svg for figure in (incidences, stretches))
