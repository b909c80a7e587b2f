"""How the methods for the lost fare where it is known who is lost: against what theory says of each mechanism.

Listwise deletion is consistent where nothing, or the covariate of the regression alone, decides who is followed (Little
and Rubin 2019, section 3.2); the regression has the response for its covariate, not fitness. Weights are right where,
given what they rest on, following has nothing to do with response and survival (Robins, Hernán and Brumback 2000),
imputation where it is at random given all that is known, survival among it, and its model is right (White and Royston
2009). The log odds of a response are linear in event, hazard and fitness only where fitness does not go with survival
given the response; else the model is near, and so is the ratio.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mibg.reanalysis.lost import Truth, performance, which_hold
from mibg.reanalysis.lost.performance import METHODS

Case = tuple[str, str]
Fared = dict[Case, dict[Hashable, Any]]

# By what decides who is lost: the name of the mechanism, methods that are right, and methods that are wrong.
# Of weights and imputation theory promises neither where the response alone decides.
THEORY = {
    "chance": ("anybody, by chance", ("left out", "weighted", "imputed"), ()),
    "covariate": ("the fitter", ("weighted", "imputed"), ("left out",)),
    "survival": ("the fit who live long, the unfit who die soon", ("imputed",), ("left out", "weighted")),
    "response": ("those without a response", ("left out",), ()),
    "both": ("those without a response who die soon", (), ("left out", "weighted", "imputed")),
}
ALL_KNOWN = ("all responses known", "left out")
RIGHT = [ALL_KNOWN, *((name, method) for name, right, _ in THEORY.values() for method in right)]
WRONG = [(name, method) for name, _, wrong in THEORY.values() for method in wrong]


def by_case(fared: pd.DataFrame) -> Fared:
    """Numbers of each mechanism and method."""
    return {(row["mechanism"], row["method"]): row for row in fared.drop(columns="kind").to_dict("records")}


@pytest.fixture(scope="module")
def many_patients() -> Fared:
    """Cohorts so large that what a method is biased by in small ones alone has gone."""
    return by_case(performance(cohorts=60, seed=3, truth=Truth(patients=2000)))


@pytest.fixture(scope="module")
def where_the_model_is_right() -> Fared:
    """Cohorts in which the log odds of a response are linear in what imputation rests on."""
    return by_case(performance(cohorts=80, seed=3, truth=Truth(patients=2000, by_survival=0)))


@pytest.fixture(scope="module")
def as_in_the_book() -> Fared:
    """Cohorts of the size that the chapter shows."""
    return by_case(performance(cohorts=300, seed=4))


@pytest.mark.parametrize("case", [case for case in RIGHT if case[1] != "imputed"])
def test_leaving_out_and_weights_are_right_where_theory_says_so(many_patients: Fared, case: Case) -> None:
    assert recovered(many_patients, case)


@pytest.mark.parametrize("case", RIGHT)
def test_each_method_is_right_where_its_model_is(where_the_model_is_right: Fared, case: Case) -> None:
    assert recovered(where_the_model_is_right, case)


@pytest.mark.parametrize("name", [name for name, method in RIGHT if method == "imputed"])
def test_imputation_is_near_where_its_model_is_near(many_patients: Fared, name: str) -> None:
    assert abs(many_patients[name, "imputed"]["bias"]) < 0.05


def recovered(fared: Fared, case: Case) -> bool:
    """Whether a method gave the true ratio within three Monte-Carlo errors, and these are small."""
    row = fared[case]
    return bool(abs(row["bias"]) < 3 * row["error"] < 0.05)


@pytest.mark.parametrize("case", WRONG)
def test_methods_miss_the_ratio_where_theory_says_so(many_patients: Fared, case: Case) -> None:
    """Every wrong one makes a response look less good: long-lived responders or short-lived others are lost."""
    row = many_patients[case]
    assert row["bias"] > 10 * row["error"]
    assert row["coverage"] < 0.8


@pytest.mark.parametrize("case", RIGHT)
def test_intervals_cover_where_a_method_is_right(as_in_the_book: Fared, case: Case) -> None:
    assert 0.90 < as_in_the_book[case]["coverage"] < 0.99


@pytest.mark.parametrize("name", ["the fitter", "the fit who live long, the unfit who die soon"])
def test_in_small_cohorts_imputation_mends_most_but_draws_towards_no_difference(
    as_in_the_book: Fared, name: str
) -> None:
    plain, mended = (as_in_the_book[name, method]["bias"] for method in ("left out", "imputed"))
    assert 0 < mended < plain / 2


def test_every_method_meets_every_mechanism_and_the_seed_decides(as_in_the_book: Fared) -> None:
    assert as_in_the_book.keys() == {ALL_KNOWN, *product((name for name, _, _ in THEORY.values()), METHODS)}
    assert performance(2, seed=9).equals(performance(2, seed=9))


def test_the_numbers_decide_what_is_said_to_hold() -> None:
    """By hand: a bias of three errors holds, one beyond does not, and no ratio at all does not."""
    biases = {"chance": (0.3, -0.3, 0.0), "covariate": (0.31, -0.31, np.nan)}
    rows = [
        {"mechanism": THEORY[key][0], "method": method, "bias": bias, "error": 0.1}
        for key, found in biases.items()
        for method, bias in zip(METHODS, found, strict=True)
    ]
    told = which_hold(pd.DataFrame(rows))
    assert told["chance"] == ("left out, weighted, imputed", "none")
    assert told["covariate"] == ("none", "left out, weighted, imputed")


def test_what_is_said_of_the_book_is_what_theory_says() -> None:
    told = which_hold(performance(cohorts=100))
    assert told.keys() == THEORY.keys()
    for key, (_, right, wrong) in THEORY.items():
        assert set(right) <= set(told[key][0].split(", ")), key
        assert set(wrong) <= set(told[key][1].split(", ")), key
