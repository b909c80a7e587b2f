"""Survival estimates against R: expected values from tests/reference/survival.R (R 4.2.2, survival 3.5-3)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mibg.survival import (
    KaplanMeier,
    confidence_band,
    kaplan_meier,
    log_rank,
    median_r,
    number_at_risk,
    survival_at,
    survival_times,
)

REFERENCE = Path(__file__).parents[1] / "reference"
DATA = pd.read_csv(REFERENCE / "survival_data.csv")
CURVES = pd.read_csv(REFERENCE / "survival_curves.csv")
MEDIANS = pd.read_csv(REFERENCE / "survival_medians.csv").set_index("set")
LOG_RANK = pd.read_csv(REFERENCE / "log_rank.csv").set_index("set")
SETS = list(MEDIANS.index)


def curve_of(name: str) -> KaplanMeier:
    rows = DATA[DATA["set"] == name]
    return kaplan_meier(survival_times(rows["time"], rows["event"]))


@pytest.mark.parametrize("name", SETS)
def test_curve_and_greenwood(name: str) -> None:
    expected, curve = CURVES[CURVES["set"] == name], curve_of(name)
    for column in ("time", "at_risk", "events", "censored", "survival", "se"):
        np.testing.assert_allclose(getattr(curve, column), expected[column], rtol=1e-8, atol=1e-12, equal_nan=True)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("transform", ["log-log", "log", "plain"])
def test_limits(name: str, transform: str) -> None:
    expected, curve = CURVES[CURVES["set"] == name], curve_of(name)
    band = confidence_band(curve, transform=transform)  # type: ignore[arg-type]
    inside = (curve.survival > 0) & (curve.survival < 1)
    key = transform.replace("-", "")
    np.testing.assert_allclose(band.low[inside], expected[f"{key}_low"][inside], rtol=1e-8)
    np.testing.assert_allclose(band.high[inside], expected[f"{key}_high"][inside], rtol=1e-8)


@pytest.mark.parametrize("name", SETS)
def test_median_by_the_convention_of_r(name: str) -> None:
    estimate, expected = median_r(curve_of(name), unit="days"), MEDIANS.loc[name]
    found = [np.nan, np.nan, np.nan]
    if estimate.value is not None and estimate.ci is not None:
        found = [estimate.value, *(np.nan if limit is None else limit for limit in estimate.ci)]
    wanted = expected.to_numpy() if estimate.value is not None else [expected["median"], np.nan, np.nan]
    np.testing.assert_allclose(found, wanted, rtol=1e-8, equal_nan=True)


@pytest.mark.parametrize("name", SETS)
def test_log_rank(name: str) -> None:
    rows = DATA[DATA["set"] == name]
    test = log_rank(survival_times(rows["time"], rows["event"]), rows["group"])
    np.testing.assert_allclose([test.statistic, test.p], LOG_RANK.loc[name].to_numpy(), rtol=1e-8)


def test_late_entry() -> None:
    """survival::heart in start-stop form, as R's survfit(Surv(start, stop, event) ~ 1)."""
    data, expected = (pd.read_csv(REFERENCE / f"late_entry_{name}.csv") for name in ("data", "curve"))
    curve = kaplan_meier(survival_times(data["time"], data["event"], data["entry"]))
    np.testing.assert_allclose(curve.at_risk, expected["at_risk"])
    np.testing.assert_allclose(curve.survival, expected["survival"], rtol=1e-8)
    np.testing.assert_allclose(curve.se, expected["se"], rtol=1e-8)


@pytest.mark.parametrize("name", SETS)
def test_survival_and_numbers_at_risk_at_each_time(name: str) -> None:
    rows, expected = DATA[DATA["set"] == name], CURVES[CURVES["set"] == name]
    times = survival_times(rows["time"], rows["event"])
    np.testing.assert_array_equal(number_at_risk(times, expected["time"]), expected["at_risk"])
    for row in expected.itertuples():
        value = survival_at(kaplan_meier(times), float(str(row.time))).value
        assert value == pytest.approx(100 * float(str(row.survival)), rel=1e-8)
