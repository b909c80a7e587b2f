"""What a bootstrap refuses, and what it cannot estimate and says so."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from mibg.survival import InvalidSurvivalData, SurvivalTimes, bootstrap, survival_times
from mibg.survival.resampling import (
    CoxCoefficients,
    Difference,
    HazardRatios,
    IncidenceAt,
    LogRankChiSquared,
    Quantile,
    RestrictedMean,
    Statistic,
    SurvivalAt,
)

TIMES = survival_times(range(1, 13), [1] * 11 + [0])
GROUPS = ["a", "b", "c"] * 4
X = pd.DataFrame({"x": np.arange(12) % 5})


@pytest.mark.parametrize("missing", [None, np.nan])
def test_nobody_is_in_a_group_or_stratum_without_a_name(missing: object) -> None:
    labels = [*GROUPS[:-2], missing, "b"]
    statistics: list[Statistic[SurvivalTimes]] = [
        Difference(Quantile(), labels, "a", "b"),
        Difference(Quantile(), labels, "a", "nan"),
        LogRankChiSquared(labels),
    ]
    for statistic in statistics:
        with pytest.raises(InvalidSurvivalData, match="1 patients have no group, the first in row 10"):
            bootstrap(statistic, TIMES, seed=1, replicates=10)
    with pytest.raises(InvalidSurvivalData, match="1 patients have no stratum, the first in row 10"):
        bootstrap(Quantile(), TIMES, seed=1, replicates=10, strata=labels)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SurvivalAt(math.nan), r"a time of S\(t\) is a finite number of days, 0 or more, not nan"),
        (lambda: RestrictedMean(-5), "the limit of a restricted mean is a finite number of days, 0 or more, not -5"),
        (lambda: RestrictedMean(math.inf), "not inf"),
        (lambda: IncidenceAt("death", -1), "a time of cumulative incidence is a finite number of days"),
        (lambda: IncidenceAt("death", cast(Any, "9")), "0 or more, not '9'"),
        (lambda: Quantile(1), "the share of a quantile lies between 0 and 1; 1 does not"),
        (lambda: Quantile(math.nan), "nan does not"),
        (lambda: CoxCoefficients(X, cast(Any, "foo")), "the way with ties is one of efron, breslow, not 'foo'"),
        (lambda: HazardRatios(X, cast(Any, "foo")), "not 'foo'"),
    ],
)
def test_statistics_check_what_they_are_told(make: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        make()


def test_a_statistic_that_is_not_there_is_named() -> None:
    found = bootstrap(CoxCoefficients(X), TIMES, seed=1, replicates=20, method="percentile")
    with pytest.raises(InvalidSurvivalData, match="the name of a statistic is one of x, not 'nope'"):
        found.estimate(name="nope")


def test_weights_are_refused() -> None:
    weighted: Any = survival_times([1, 2, 3], [1, 1, 0], weight=[1, 2, 1])
    with pytest.raises(InvalidSurvivalData, match="a bootstrap draws patients and takes no weights"):
        bootstrap(Quantile(), weighted, seed=1, replicates=10)


def not_estimable(statistic: Statistic[SurvivalTimes], times: SurvivalTimes) -> str | None:
    found = bootstrap(statistic, times, seed=1, replicates=20).estimate()
    assert found.value is None
    return found.reason


@pytest.mark.parametrize(
    "statistic",
    [
        CoxCoefficients(pd.DataFrame({"x": []})),
        HazardRatios(pd.DataFrame({"x": []})),
        LogRankChiSquared([]),
        Difference(Quantile(), [], "a", "b"),
        RestrictedMean(3),
    ],
    ids=lambda statistic: type(statistic).__name__,
)
def test_nobody_carries_no_statistic(statistic: Statistic[SurvivalTimes]) -> None:
    assert not_estimable(statistic, survival_times([], [])) == "there are no patients"


@pytest.mark.parametrize("statistic", [Quantile(), SurvivalAt(3)])
def test_an_empty_group_is_no_group_to_compare_with(statistic: Statistic[SurvivalTimes]) -> None:
    reason = "nobody is in the group 'd'; there are a, b, c"
    for pair in (("a", "d"), ("d", "a")):
        assert not_estimable(Difference(statistic, GROUPS, *pair), TIMES) == reason


@pytest.mark.parametrize("unit", [1e-12, 1e-6])
def test_a_ratio_beyond_all_numbers_is_not_estimable(unit: float) -> None:
    assert "beyond the range of numbers" in str(not_estimable(HazardRatios(X * unit), TIMES))
    plain, scaled = (
        bootstrap(CoxCoefficients(X * by), TIMES, seed=1, replicates=200, method="percentile").estimate()
        for by in (1, unit)
    )
    assert plain.value is not None and scaled.value is not None
    assert scaled.value * unit == pytest.approx(plain.value, rel=1e-9)
