"""Hazard ratios under each design: the Stanford heart transplants against R, and a dose that does nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from lifelines.datasets import load_stanford_heart_transplants

from mibg.published import load_claims
from mibg.reanalysis.hazard_ratios import hazard_ratio_between
from mibg.reanalysis.immortal import Cohorts, Model, Scenario, calibrate, drawn_cohorts, follow_up, printed_numbers
from mibg.reanalysis.immortal.families import WEIBULL
from mibg.survival import Comparison, compare, known_later, survival_times

REFERENCE = pd.read_csv(Path(__file__).parents[1] / "reference" / "transplant_hazard.csv")
PRINTED = printed_numbers(load_claims())
FOLLOW_UP = follow_up(PRINTED.first_year, PRINTED.last_year)
MANY = 200


def model(hazard_ratio: float = 1) -> Model:
    return calibrate(PRINTED, Scenario(WEIBULL, WEIBULL, FOLLOW_UP, hazard_ratio)).model


def stanford() -> tuple[Comparison, pd.DataFrame]:
    """One row a patient from the start-stop rows that lifelines ships, which are those of R's heart data."""
    rows = load_stanford_heart_transplants()
    patients = rows.groupby("id").agg(
        {"stop": "max", "event": "max", "age": "first", "year": "first", "surgery": "first"}
    )
    known = rows[rows["transplant"] == 1].groupby("id")["start"].first().reindex(patients.index)
    transplant = known_later(["yes"] * len(patients), known, before="no", what="A transplant")
    times = survival_times(patients["stop"], patients["event"])
    return compare(times, transplant, design="time-dependent"), patients[["age", "year", "surgery"]]


@pytest.mark.parametrize("row", REFERENCE.to_dict("records"), ids=lambda row: f"{row['model']}-{row['ties']}")
def test_stanford_transplants_are_as_in_r(row: dict[str, Any]) -> None:
    """R: coxph(Surv(start, stop, event) ~ transplant [+ age + year + surgery], heart); transplant_hazard.R."""
    comparison, by = stanford()
    adjust = by if row["model"] == "adjusted" else None
    found = hazard_ratio_between(comparison, "yes", by=adjust, ties=row["ties"])
    assert (found.n, found.events) == (103, 75)
    assert found.value == pytest.approx(math.exp(row["coef"]), rel=1e-6)
    assert found.parts["coef_se"] == pytest.approx(row["se"], rel=1e-6)
    assert "Mantel and Byar" in found.convention


def test_a_group_of_nobody_has_a_reason() -> None:
    times = survival_times([1, 2, 3], [1, 1, 1])
    never = known_later(["yes"] * 3, [np.nan] * 3, before="no", what="A transplant")
    found = hazard_ratio_between(compare(times, never, design="time-dependent"), "yes")
    assert found.reason == "yes is the same for everybody at risk whenever there is an event"


def designs(cohorts: Cohorts, row: int) -> dict[str, tuple[float, float]]:
    """Log hazard ratio and its standard error by design."""
    times = survival_times(cohorts.time[row], cohorts.event[row])
    again = known_later(["again"] * len(times), cohorts.again[row], before="once", what="Treatments")
    comparisons = (
        compare(times, again, design="naive"),
        compare(times, again, design="landmark", landmark_days=548),
        compare(times, again, design="time-dependent"),
    )
    found = {each.design: hazard_ratio_between(each, "again") for each in comparisons}
    return {name: (each.parts["coef"], each.parts["coef_se"]) for name, each in found.items()}


@pytest.fixture(scope="module", params=[1.0, 0.6], ids=["does nothing", "helps"])
def replicates(request: pytest.FixtureRequest) -> tuple[float, dict[str, np.ndarray]]:
    """200 cohorts of 211, with the true log hazard ratio; estimates by design, shape (200, 2)."""
    cohorts = drawn_cohorts(model(request.param), 211, MANY, seed=7)
    found = [designs(each, row) for each in cohorts for row in range(len(each.time))]
    return math.log(request.param), {name: np.array([each[name] for each in found]) for name in found[0]}


def test_the_time_dependent_design_recovers_the_truth(replicates: tuple[float, dict[str, np.ndarray]]) -> None:
    """Simulated: bias within three standard errors of the mean; 95% intervals cover as often as 200 draws allow."""
    truth, by_design = replicates
    coef, se = by_design["time-dependent"].T
    assert coef.mean() == pytest.approx(truth, abs=3 * coef.std() / math.sqrt(MANY))
    assert 0.90 <= (np.abs(coef - truth) < 1.96 * se).mean() <= 0.99


def test_the_naive_design_misses_it_by_far(replicates: tuple[float, dict[str, np.ndarray]]) -> None:
    """The naive log hazard ratio lies below the truth by more than two of its errors (regression only)."""
    truth, by_design = replicates
    coef, se = by_design["naive"].T
    assert coef.mean() < truth - 2 * se.mean()
    assert (np.abs(coef - truth) < 1.96 * se).mean() < 0.5


def test_a_landmark_finds_nothing_where_there_is_nothing(replicates: tuple[float, dict[str, np.ndarray]]) -> None:
    """With an effect the landmark dilutes it, for patients treated later count as treated once."""
    truth, by_design = replicates
    coef, se = by_design["landmark"].T
    mean, error = coef.mean(), coef.std() / math.sqrt(MANY)
    if truth == 0:
        assert abs(mean) < 3 * error
        assert 0.90 <= (np.abs(coef) < 1.96 * se).mean() <= 0.99
    else:
        assert truth - 3 * error < mean < 0
