"""Survival estimates against R: expected values from tests/reference/survival.R (R 4.2.2, survival 3.5-3)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from mibg.survival import (
    KaplanMeier,
    SurvivalTimes,
    confidence_band,
    kaplan_meier,
    log_rank,
    median_r,
    number_at_risk,
    survival_at,
    survival_times,
)
from mibg.survival.kaplan_meier import Transform

REFERENCE = Path(__file__).parents[1] / "reference"
DATA = pd.read_csv(REFERENCE / "survival_data.csv")
CURVES = pd.read_csv(REFERENCE / "survival_curves.csv")
MEDIANS = pd.read_csv(REFERENCE / "survival_medians.csv").set_index("set")
GROUPS = pd.read_csv(REFERENCE / "log_rank_groups.csv")
LOG_RANK = pd.read_csv(REFERENCE / "log_rank.csv").set_index("set")
SETS = list(MEDIANS.index)


def times_of(name: str) -> SurvivalTimes:
    rows = DATA[DATA["set"] == name]
    return survival_times(rows["time"], rows["event"])


def curve_of(name: str) -> KaplanMeier:
    return kaplan_meier(times_of(name))


def numbers(values: Iterable[float | None]) -> npt.NDArray[np.float64]:
    """Missing values as NaN, which R's files leave blank."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


@pytest.mark.parametrize("name", SETS)
def test_curve_and_greenwood(name: str) -> None:
    expected, curve = CURVES[CURVES["set"] == name], curve_of(name)
    for column in ("time", "at_risk", "events", "censored", "survival", "se"):
        np.testing.assert_allclose(getattr(curve, column), expected[column], rtol=1e-8, atol=1e-12, equal_nan=True)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("transform", get_args(Transform))
def test_limits(name: str, transform: Transform) -> None:
    expected, band = CURVES[CURVES["set"] == name], confidence_band(curve_of(name), transform=transform)
    key = transform.replace("-", "")
    np.testing.assert_allclose(band.low, expected[f"{key}_low"], rtol=1e-8, atol=1e-12, equal_nan=True)
    np.testing.assert_allclose(band.high, expected[f"{key}_high"], rtol=1e-8, atol=1e-12, equal_nan=True)


@pytest.mark.parametrize("name", SETS)
def test_median_by_the_convention_of_r(name: str) -> None:
    found = median_r(curve_of(name), unit="days")
    expected = MEDIANS.loc[[name]].iloc[0]
    np.testing.assert_allclose(numbers((found.value, *(found.ci or (None, None)))), numbers(expected), rtol=1e-8)


def test_median_in_another_unit() -> None:
    """R: survival::lung, quantile 310 (284, 361) days, divided by 30.4375."""
    found = median_r(curve_of("lung"), unit="months")
    np.testing.assert_allclose(numbers((found.value, *(found.ci or ()))), np.array([310, 284, 361]) / 30.4375)


@pytest.mark.parametrize("name", SETS)
def test_log_rank(name: str) -> None:
    test = log_rank(times_of(name), DATA.loc[DATA["set"] == name, "group"])
    expected, groups = LOG_RANK.loc[[name]].iloc[0], GROUPS[GROUPS["set"] == name]
    np.testing.assert_allclose(numbers((test.statistic, test.df, test.p)), numbers(expected), rtol=1e-8)
    np.testing.assert_array_equal((test.n, test.observed), (groups["n"], groups["observed"]))
    np.testing.assert_allclose(test.expected, groups["expected"], rtol=1e-8)
    np.testing.assert_allclose(np.diag(test.variance), groups["variance"], rtol=1e-8, atol=1e-12)


def test_late_entry() -> None:
    """survival::heart in start-stop form, as R's survfit(Surv(start, stop, event) ~ 1)."""
    data, expected = (pd.read_csv(REFERENCE / f"late_entry_{name}.csv") for name in ("data", "curve"))
    curve = kaplan_meier(survival_times(data["time"], data["event"], data["entry"]))
    np.testing.assert_allclose(curve.at_risk, expected["at_risk"])
    np.testing.assert_allclose(curve.survival, expected["survival"], rtol=1e-8)
    np.testing.assert_allclose(curve.se, expected["se"], rtol=1e-8)


@pytest.mark.parametrize("name", SETS)
def test_survival_and_numbers_at_risk_at_each_time(name: str) -> None:
    expected, times = CURVES[CURVES["set"] == name], times_of(name)
    np.testing.assert_array_equal(number_at_risk(times, expected["time"]), expected["at_risk"])
    found = [survival_at(kaplan_meier(times), day) for day in expected["time"]]
    np.testing.assert_allclose(numbers(each.value for each in found), 100 * expected["survival"], rtol=1e-8)
    low, high = (numbers(each.ci[side] if each.ci else None for each in found) for side in (0, 1))
    np.testing.assert_allclose(low, 100 * expected["loglog_low"], rtol=1e-8)
    np.testing.assert_allclose(high, 100 * expected["loglog_high"], rtol=1e-8)
