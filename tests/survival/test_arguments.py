"""Levels, scales and weightings that there are not: refused by name, with what there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mibg.survival import (
    InvalidSurvivalData,
    bootstrap,
    compare,
    competing_times,
    confidence_band,
    interval_times,
    kaplan_meier,
    known_later,
    log_rank,
    number_at_risk,
    restricted_mean,
    restricted_mean_difference,
    survival_at,
    survival_times,
    turnbull,
    weighted_log_rank,
)
from mibg.survival.competing import aalen_johansen, incidence_at, incidence_band
from mibg.survival.cox import cox, firth, firth_hazard_ratio, hazard_ratio
from mibg.survival.quantiles import quantile_r
from mibg.survival.resampling import Quantile

TIMES = survival_times([1, 2, 3, 4, 5, 6], [1, 1, 0, 1, 1, 0])
CURVE = kaplan_meier(TIMES)
INCIDENCE = aalen_johansen(competing_times([1, 2, 3], [1, 0, 1], ["death"]))
X = pd.DataFrame({"x": [1, 0, 0, 1, 1, 0]})
SCALES = "the scale of limits is one of log-log, log, plain, not "


@pytest.mark.parametrize("level", [2, 0, 1, -0.5, np.nan, "0.95", True])
@pytest.mark.parametrize(
    "use",
    [
        lambda level: confidence_band(CURVE, level=level),
        lambda level: incidence_band(INCIDENCE, "death", level=level),
        lambda level: hazard_ratio(cox(TIMES, X), "x", level),
        lambda level: firth_hazard_ratio(firth(TIMES, X), "x", level),
    ],
    ids=["band", "band of incidence", "hazard ratio", "Firth's"],
)
def test_a_level_lies_between_0_and_1(use: Callable[[Any], object], level: object) -> None:
    with pytest.raises(InvalidSurvivalData, match=f"a confidence level lies between 0 and 1; {level!r} does not"):
        use(level)


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda unknown: confidence_band(CURVE, transform=unknown), SCALES),
        (lambda unknown: incidence_band(INCIDENCE, "death", transform=unknown), SCALES),
        (lambda unknown: quantile_r(CURVE, 0.5, transform=unknown), SCALES),
        (
            lambda unknown: weighted_log_rank(TIMES, list("ababab"), unknown),
            "the weighting is one of log-rank, gehan, tarone-ware, peto-peto, peto-prentice, not ",
        ),
    ],
    ids=["band", "band of incidence", "quantile", "weighting"],
)
@pytest.mark.parametrize("unknown", ["foo", None])
def test_what_there_is_not_is_refused_with_what_there_is(
    use: Callable[[Any], object], message: str, unknown: object
) -> None:
    with pytest.raises(InvalidSurvivalData, match=f"{message}{unknown!r}"):
        use(unknown)


@pytest.mark.parametrize("days", ["365", None, np.nan, np.inf, -1, True, 10**400])
@pytest.mark.parametrize(
    "use",
    [
        lambda days: survival_at(CURVE, days),
        lambda days: restricted_mean(CURVE, days),
        lambda days: restricted_mean_difference(CURVE, CURVE, days),
        lambda days: incidence_at(INCIDENCE, "death", days),
    ],
    ids=["survival", "mean", "difference", "incidence"],
)
def test_a_time_is_a_finite_number_of_days(use: Callable[[Any], object], days: object) -> None:
    with pytest.raises(InvalidSurvivalData, match=f"is a finite number of days, 0 or more, not {days!r}"):
        use(days)


def test_a_mean_is_not_restricted_to_nothing() -> None:
    with pytest.raises(InvalidSurvivalData, match="more than 0 days"):
        restricted_mean(CURVE, 0)


@pytest.mark.parametrize("days", ["90", np.nan, -3])
def test_a_landmark_is_a_finite_number_of_days(days: Any) -> None:
    known = known_later(list("ababab"), [1] * 6, before="b", what="The state")
    with pytest.raises(InvalidSurvivalData, match=f"a landmark is a finite number of days, 0 or more, not {days!r}"):
        compare(TIMES, known, design="landmark", landmark_days=days)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"replicates": 100.5}, "the number of replicates is a whole number, 2 or more, not 100.5"),
        ({"replicates": "100"}, "the number of replicates is a whole number, 2 or more, not '100'"),
        ({"replicates": 1}, "the number of replicates is a whole number, 2 or more, not 1"),
        ({"seed": None}, "a seed is a whole number, 0 or more, not None"),
        ({"seed": -1}, "a seed is a whole number, 0 or more, not -1"),
        ({"seed": True}, "a seed is a whole number, 0 or more, not True"),
    ],
)
def test_replicates_and_seed_are_whole_numbers(named: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        bootstrap(Quantile(), TIMES, **{"seed": 1, "replicates": 20, **named})


@pytest.mark.parametrize("at", [[1, np.nan], ["a"], np.nan])
@pytest.mark.parametrize(
    "use", [lambda at: number_at_risk(TIMES, at), lambda at: turnbull(interval_times([0, 5], [6, 9])).bounds(at)]
)
def test_times_to_look_at_are_numbers(use: Callable[[Any], object], at: object) -> None:
    with pytest.raises(InvalidSurvivalData, match=r"must (not be missing|be a number)"):
        use(at)


def test_times_to_look_at_keep_their_shape() -> None:
    assert number_at_risk(TIMES, np.array([[0, 3], [4, np.inf]])).tolist() == [[6, 4], [3, 0]]
    assert number_at_risk(TIMES, 3) == 4


def test_groups_stand_in_a_plain_row() -> None:
    for groups in (np.zeros((6, 2)), [["a", "b"]] * 6, "a"):
        with pytest.raises(InvalidSurvivalData, match="groups stand in a plain row, one a patient, not in shape"):
            log_rank(TIMES, groups)
