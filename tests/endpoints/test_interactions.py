"""The paper's regression: its factors by hand, each since it is known, and its tests against their definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2
from timelines import Timeline, cohort_of, on

from mibg.cohort import Cohort
from mibg.endpoints import Factors, events_per_parameter, factors_since_known, interaction_tests, naive_factors
from mibg.survival import survival_times

PATIENTS = {"one": Timeline(died=900), "two": Timeline(died=500), "three": Timeline(died=400)}
CONTROLLED = frozenset({"CR", "PR", "SD"})
FACTORS = ("multiple", "controlled", "octreotide")


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    plain = cohort_of(PATIENTS)
    again = pd.DataFrame({"patient_id": ["one"], "treatment_date": [on(300)]})
    treatments = pd.concat([plain["treatments"], again], ignore_index=True)
    therapies = pd.DataFrame({"patient_id": ["two"], "therapy": ["sandostatin"], "timing": ["prior"]})
    return Cohort(plain.study, {**plain.tables, "treatments": treatments, "therapies": therapies}, plain.present)


@pytest.fixture(scope="module")
def seen() -> pd.DataFrame:
    return pd.DataFrame({"patient_id": ["one", "two"], "date": [on(100), on(120)], "response": ["SD", "PD"]})


def test_factors_are_of_the_patients_who_were_seen(cohort: Cohort, seen: pd.DataFrame) -> None:
    found = naive_factors(cohort, seen, CONTROLLED)
    assert found.frame.to_dict("list") == {
        "multiple": [True, False],
        "controlled": [True, False],
        "octreotide": [False, True],
    }
    assert found.tally()[["patients", "deaths"]].to_numpy().tolist() == [[1, 1], [1, 1]]


def test_nothing_counts_before_it_is_known(cohort: Cohort, seen: pd.DataFrame) -> None:
    # By hand: one is at risk from his exam on day 100, treated once until day 300 and again after; two from day 120.
    found = factors_since_known(cohort, seen, CONTROLLED)
    assert found.times.entry.tolist() == [100, 120, 300]
    assert found.times.time.tolist() == [300, 500, 900]
    assert found.times.event.tolist() == [False, True, True]
    assert found.frame["multiple"].tolist() == [False, False, True]


@pytest.fixture(scope="module")
def many() -> Factors:
    random = np.random.default_rng(7)
    frame = pd.DataFrame(random.integers(0, 2, (200, 3)).astype(bool), columns=list(FACTORS))
    days = random.exponential(1000, 200).round() + 1
    return Factors(survival_times(days, random.random(200) < 0.8), frame)


def test_a_test_is_twice_the_gain_in_likelihood(many: Factors) -> None:
    tests = interaction_tests(many)
    gain = 2 * (tests.two_way.model.value - tests.plain.model.value)
    assert tests.pairs.value == pytest.approx(chi2.sf(gain, 3), rel=1e-9)
    gain = 2 * (tests.three_way.model.value - tests.two_way.model.value)
    assert tests.all_three.value == pytest.approx(chi2.sf(gain, 1), rel=1e-9)


def test_each_test_is_made_twice_where_that_is_asked(many: Factors) -> None:
    # statsmodels; a disagreement beyond 1e-6 would raise. Nobody but a chapter that records them asks.
    tests = interaction_tests(many, twice=True)
    made = (tests.pairs, tests.all_three, tests.of(("multiple", "octreotide")))
    assert all(one.second is not None and one.second.value == pytest.approx(one.value, rel=1e-6) for one in made)
    assert interaction_tests(many).pairs.second is None


def test_one_product_has_one_degree_of_freedom(many: Factors) -> None:
    tests = interaction_tests(many)
    each = [tests.of(pair) for pair in (("multiple", "controlled"), ("multiple", "octreotide"))]
    assert all(one.value is not None and 0 < one.value < 1 for one in each)
    assert each[0].value != each[1].value


def test_deaths_are_shared_out_among_six_coefficients(many: Factors) -> None:
    found = events_per_parameter(interaction_tests(many))
    assert found.value == int(many.times.event.sum()) / 6


def test_no_second_opinion_is_taken_from_steps_that_run_astray() -> None:
    # Of fifteen small cohorts some lead statsmodels past a maximum that exists (regression only).
    random, made = np.random.default_rng(1), []
    for _ in range(15):
        n = int(random.integers(2, 40))
        frame = pd.DataFrame(random.random((n, 3)) < random.uniform(0.1, 0.9, 3), columns=list(FACTORS))
        days, died = np.ceil(random.exponential(20, n)), random.random(n) < 0.7
        made.append(interaction_tests(Factors(survival_times(days, died), frame), twice=True).pairs)
    estimated = [one for one in made if one.value is not None]
    assert {one.second is not None and one.second.value is None for one in estimated} == {True, False}


def test_all_products_are_tested_together(many: Factors) -> None:
    """By the definition of the likelihood ratio: three products of two, and one of three, are four coefficients."""
    tests = interaction_tests(many)
    gain = 2 * (tests.three_way.model.value - tests.plain.model.value)
    assert tests.every.value == pytest.approx(chi2.sf(gain, 4))


def test_octreotide_counts_only_at_the_timings_asked_for(cohort: Cohort, seen: pd.DataFrame) -> None:
    after = cohort["therapies"].assign(timing="post")
    later = Cohort(cohort.study, {**cohort.tables, "therapies": after}, cohort.present)
    assert naive_factors(later, seen, CONTROLLED).frame["octreotide"].tolist() == [False, True]
    assert naive_factors(later, seen, CONTROLLED, ("prior",)).frame["octreotide"].tolist() == [False, False]
