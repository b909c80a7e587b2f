"""Quantiles, means, follow-up, weights and tests against R: expected values from tests/reference/comparisons.R."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from mibg.survival import (
    SurvivalTimes,
    interval_times,
    kaplan_meier,
    log_rank,
    log_rank_trend,
    mean_spss,
    median_follow_up,
    quantile_r,
    restricted_mean,
    restricted_mean_difference,
    survival_times,
    turnbull,
    weighted_log_rank,
)
from mibg.survival.kaplan_meier import Transform
from mibg.survival.scores import Weighting

REFERENCE = Path(__file__).parents[1] / "reference"


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv")


DATA, QUANTILES, MEANS, TESTS = (read(name) for name in ("survival_data", "quantiles", "means", "weighted_tests"))
FOLLOW_UP = read("follow_up").set_index("set")
SETS = list(DATA["set"].unique())


def rows_of(name: str) -> tuple[SurvivalTimes, pd.Series]:
    rows = DATA[DATA["set"] == name]
    return survival_times(rows["time"], rows["event"]), rows["group"]


def numbers(values: Iterable[float | None]) -> npt.NDArray[np.float64]:
    """Missing values as NaN, which R's files leave blank."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


@pytest.mark.parametrize("name", SETS)
def test_quantiles_and_their_limits_on_each_scale(name: str) -> None:
    curve = kaplan_meier(rows_of(name)[0])
    for row in QUANTILES[QUANTILES["set"] == name].to_dict("records"):
        found = quantile_r(curve, row["p"], "days", cast("Transform", row["transform"]))
        expected = numbers((row["quantile"], row["low"], row["high"]))
        np.testing.assert_allclose(numbers((found.value, *(found.ci or (None, None)))), expected, rtol=1e-8)


@pytest.mark.parametrize("name", SETS)
def test_restricted_means(name: str) -> None:
    """Where nothing varies R prints an error of 0, and here is none; nor is there a mean where all are censored."""
    curve = kaplan_meier(rows_of(name)[0])
    for row in MEANS[MEANS["set"] == name].to_dict("records"):
        found, error = restricted_mean(curve, row["days"], "days"), row["se"] or np.nan
        expected = (row["mean"], error) if curve.n_events else (np.nan, np.nan)
        np.testing.assert_allclose(numbers((found.value, found.se)), numbers(expected), rtol=1e-8)


def test_the_mean_of_spss_is_restricted_to_the_last_observation() -> None:
    for name in set(SETS) - {"all_censored"}:
        found, expected = mean_spss(kaplan_meier(rows_of(name)[0]), "days"), MEANS[MEANS["set"] == name].iloc[-1]
        np.testing.assert_allclose(numbers((found.value, found.se)), numbers(expected[["mean", "se"]]), rtol=1e-8)


def test_difference_of_restricted_means() -> None:
    """R: summary(survfit(Surv(time, status) ~ sex, lung), rmean = 500)$table, women less men as independent groups."""
    times, sex = rows_of("lung")
    women, men = (kaplan_meier(times.where(sex == code)) for code in (2, 1))
    found = restricted_mean_difference(women, men, 500, "days")
    assert (found.value, found.se) == pytest.approx((82.14772266547209, 22.09813483418813), rel=1e-8)
    assert found.parts["p"] == pytest.approx(0.0002012794296624089, rel=1e-8)


@pytest.mark.parametrize("name", SETS)
def test_follow_up(name: str) -> None:
    found, expected = median_follow_up(rows_of(name)[0], "days"), FOLLOW_UP.loc[[name]].iloc[0]
    known = (found.value, *(found.ci or (None, None)), found.parts.get("q1"), found.parts.get("q3"))
    np.testing.assert_allclose(numbers(known), numbers(expected), rtol=1e-8)


@pytest.mark.parametrize("name", [name for name in TESTS["set"].unique() if name != "strata"])
def test_weighted_tests_and_trend(name: str) -> None:
    times, groups = rows_of(name)
    for test, expected in TESTS[TESTS["set"] == name].set_index("test")["chi2"].items():
        if test == "trend":
            found = log_rank_trend(times, groups).parts["chi2"]
        else:
            weighting = cast("Weighting", "peto-peto" if test == "rho1" else test)
            found = cast("float", weighted_log_rank(times, groups, weighting).statistic)
        assert found == pytest.approx(expected, rel=1e-8)


def test_strata_of_which_one_is_empty_and_one_has_a_single_group() -> None:
    rows, expected = read("strata_data"), TESTS[TESTS["set"] == "strata"].set_index("test")["chi2"]
    times = survival_times(rows["time"], rows["event"])
    names: tuple[Weighting, ...] = ("log-rank", "peto-peto")
    for name in names:
        found = weighted_log_rank(times, rows["group"], name, rows["stratum"])
        assert found.statistic == pytest.approx(expected[name], rel=1e-8)
    assert log_rank(times, rows["group"], rows["stratum"]).strata == rows["stratum"].nunique()


def test_weights_are_repetitions() -> None:
    rows, expected = read("weights_data"), read("weights_curve")
    curve = kaplan_meier(survival_times(rows["time"], rows["event"], weight=rows["weight"]))
    for column in ("time", "at_risk", "survival", "se"):
        np.testing.assert_allclose(getattr(curve, column), expected[column], rtol=1e-8)


def test_interval_censored_curve() -> None:
    rows, expected = read("interval_data"), read("interval_curve")
    curve = turnbull(interval_times(rows["left"], rows["right"].fillna(np.inf)))
    low, high = curve.bounds(expected["time"])
    np.testing.assert_allclose(high, expected["survival"], rtol=1e-8, atol=1e-10)
    assert (low <= high + 1e-12).all()
