"""What no gate lets through: text, dates and spans of time where numbers belong, groups that nobody is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mibg.survival import (
    GuaranteeTimeError,
    InvalidSurvivalData,
    bootstrap,
    compare,
    competing_times,
    interval_times,
    kaplan_meier,
    known_later,
    log_rank,
    log_rank_trend,
    survival_times,
    turnbull,
    weighted_log_rank,
)
from mibg.survival.cox import cox, dummies, interactions
from mibg.survival.resampling import CoxCoefficients, LogRankChiSquared

SPANS = pd.to_timedelta([1, 2, 3], unit="D")
DAYS = pd.to_datetime(["2001-01-01", "2001-01-02", "2001-01-03"])
TIMES = survival_times([1, 2, 3], [1, 1, 0])
KNOWN = known_later(["a", "b", "b"], [1, 2, np.nan], before="b", what="The state")

GATES: dict[str, Callable[[Any], object]] = {
    "time": lambda column: survival_times(column, [1, 1, 0]),
    "event": lambda column: survival_times([1, 2, 3], column),
    "entry": lambda column: survival_times([4, 5, 6], [1, 1, 0], column),
    "weight": lambda column: survival_times([1, 2, 3], [1, 1, 0], weight=column),
    "cause": lambda column: competing_times([1, 2, 3], column, ("progression", "death")),
    "left end": lambda column: interval_times(column, [7, 8, 9]),
    "right end": lambda column: interval_times([0, 0, 0], column),
    "day on which": lambda column: known_later(["a", "b", "c"], column, before="a", what="The state"),
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize(
    ("column", "message"),
    [
        (["0", "one", "1"], "must be a number; row 0: 0, row 1: one"),
        ([1, "x", 0], "must be a number; row 1: x|must be a number; row 0"),
        (SPANS, "must be a number of days, not a date or a span of time"),
        (DAYS, "must be a number of days, not a date"),
        ([10**400, 1, 10**400], "must be a number that a computer holds; row 0: beyond 1e308, row 2"),
        ([[1], [0], [1]], "stands in a plain row"),
        ([[1], [0, 1], [1]], "stands in a plain row"),
    ],
    ids=["text", "mixed", "spans", "dates", "beyond", "square", "ragged"],
)
def test_only_numbers_pass(gate: str, column: Any, message: str) -> None:
    with pytest.raises(InvalidSurvivalData, match=message) as told:
        GATES[gate](column)
    assert gate in str(told.value)


def test_a_missing_event_is_named() -> None:
    with pytest.raises(InvalidSurvivalData, match=r"event must be 0 .*row 1: nan"):
        survival_times([1, 2, 3], pd.array([True, pd.NA, False]))


@pytest.mark.parametrize("causes", ["death", ("x", "x")])
def test_causes_have_names_of_their_own(causes: Any) -> None:
    with pytest.raises(InvalidSurvivalData, match="names that differ"):
        competing_times([1, 2], [1, 0], causes)


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_nobody_is_in_a_group_without_a_name(missing: object) -> None:
    groups = ["a", missing, "b"]
    with pytest.raises(InvalidSurvivalData, match="1 patients have no group, the first in row 1"):
        compare(TIMES, groups)
    with pytest.raises(InvalidSurvivalData, match="1 patients have no group"):
        log_rank(TIMES, groups)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"design": "foo"}, "a design is one of naive, landmark, time-dependent, not 'foo'"),
        ({"design": "landmark", "landmark_days": np.nan}, "a finite number of days, 0 or more, not nan"),
        ({"design": "landmark", "landmark_days": -3}, "0 or more, not -3"),
    ],
)
def test_a_design_is_one_of_three(named: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        compare(TIMES, KNOWN, **named)


def test_what_is_known_later_cannot_be_asked_which_patients_have_it() -> None:
    with pytest.raises(GuaranteeTimeError, match="The state is known only some time after time zero"):
        TIMES.where(KNOWN == "a")
    with pytest.raises(InvalidSurvivalData, match=r"shape \(2,\) was made among 3 patients"):
        TIMES.where([True, False])


@pytest.mark.parametrize("kept", [[True], [True, False, True, False], [[True, False, True]]])
def test_a_choice_is_made_among_all_patients(kept: list[Any]) -> None:
    left: tuple[Any, ...] = (KNOWN, interval_times([1, 2, 3], [4, 5, 6]), competing_times([1, 2, 3], [0, 1, 0], ["a"]))
    for patients in left:
        with pytest.raises(InvalidSurvivalData, match=r"a choice of shape \(.*\) was made among 3 patients"):
            patients.where(kept)


@pytest.mark.parametrize(
    "use",
    [
        lambda known: cox(TIMES, known),
        lambda known: cox(TIMES, pd.DataFrame({"x": [1, 2, 0]}), strata=known),
        lambda known: dummies(known, "a"),
        interactions,
        lambda known: bootstrap(CoxCoefficients(known), TIMES, seed=1),
        lambda known: bootstrap(LogRankChiSquared(known), TIMES, seed=1),
    ],
    ids=["cox", "strata", "dummies", "interactions", "bootstrap of cox", "bootstrap of log-rank"],
)
def test_what_is_known_later_is_no_covariate(use: Callable[[Any], object]) -> None:
    with pytest.raises(GuaranteeTimeError, match="The state is known only some time after time zero"):
        use(KNOWN)


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (SPANS, "covariate 'x' must be a number of days, not a date or a span of time"),
        (DAYS, "covariate 'x' must be a number of days, not a date"),
        (["0", "1", "2"], "covariate 'x' must be a number; row 0: 0, row 1: 1, row 2: 2"),
        ([1, None, 2], "covariate 'x' must be a finite number; row 1: nan"),
        (pd.Categorical(["a", "b", "a"]), "covariate 'x' must be a number; row 0: a"),
    ],
    ids=["spans", "dates", "text", "missing", "category"],
)
def test_covariates_are_numbers(column: Any, message: str) -> None:
    for use in (interactions, lambda frame: cox(TIMES, frame)):
        with pytest.raises(InvalidSurvivalData, match=message):
            use(pd.DataFrame({"x": column, "y": [1, 2, 0]}))


def test_covariates_stand_in_a_table() -> None:
    wrong: Any = pd.Series([1, 2, 0], name="x")
    with pytest.raises(InvalidSurvivalData, match="covariates stand in a DataFrame, one column each, not in a Series"):
        cox(TIMES, wrong)
    with pytest.raises(InvalidSurvivalData, match="site must have a value; row 1: None"):
        dummies(pd.Series(["lung", None, "colon"], name="site"), "lung")


def test_nobody_can_be_compared_and_that_is_said() -> None:
    none = survival_times([], [])
    for found in (
        log_rank(none, [], []).estimate(),
        weighted_log_rank(none, [], "gehan").estimate(),
        log_rank_trend(none, [], []),
    ):
        assert (found.value, found.reason, found.n) == (None, "there are no patients", 0)
    assert len(turnbull(interval_times([], [])).mass) == 0
    assert kaplan_meier(none).n == 0


def test_patients_are_counted_by_rows_whatever_their_weights() -> None:
    """Four rows of weight 0.4: four patients, as on the curve."""
    weighted = survival_times([1, 2, 3, 4], [1, 1, 1, 0], weight=[0.4] * 4)
    assert log_rank(weighted, ["a", "b", "a", "b"]).estimate().n == kaplan_meier(weighted).n == 4
