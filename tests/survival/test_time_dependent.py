"""Landmarks, Mantel-Byar and Simon-Makuch against R: values from tests/reference/time_dependent.R (survival 3.5-3)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mibg.survival import compare, kaplan_meier, known_later, survival_times

REFERENCE = Path(__file__).parents[1] / "reference"
JASA = pd.read_csv(REFERENCE / "time_dependent_data.csv")
TESTS = pd.read_csv(REFERENCE / "time_dependent_tests.csv")
CURVES = pd.read_csv(REFERENCE / "time_dependent_curves.csv")
TIMES = survival_times(JASA["time"], JASA["event"])
TRANSPLANT = known_later(["1"] * len(JASA), JASA["known_at"], before="0", what="A transplant")


@pytest.mark.parametrize("row", TESTS[TESTS["design"] == "landmark"].to_dict("records"), ids=lambda row: row["day"])
def test_landmark_is_survdiff_among_those_left(row: dict[str, float]) -> None:
    found = compare(TIMES, TRANSPLANT, design="landmark", landmark_days=row["day"])
    assert (found.n, len(found.of("1"))) == (row["n"], row["exposed"])
    assert found.n + sum(found.excluded.values()) == len(JASA)
    assert found.test.statistic == pytest.approx(row["chi2"], rel=1e-8)


def test_mantel_and_byar_is_the_score_test_with_exact_ties() -> None:
    row = TESTS[TESTS["design"] == "time-dependent"].iloc[0]
    found = compare(TIMES, TRANSPLANT, design="time-dependent")
    assert (found.n, len(found.of("1"))) == (row["n"], row["exposed"])
    assert found.test.statistic == pytest.approx(row["chi2"], rel=1e-8)


@pytest.mark.parametrize("state", [0, 1])
def test_simon_and_makuch_curves_are_survfit(state: int) -> None:
    curve = kaplan_meier(compare(TIMES, TRANSPLANT, design="time-dependent").of(str(state)))
    expected = CURVES[CURVES["state"] == state]
    np.testing.assert_array_equal(curve.time, expected["time"])
    np.testing.assert_array_equal(curve.at_risk, expected["at_risk"])
    np.testing.assert_allclose(curve.survival, expected["survival"], rtol=1e-8, atol=1e-12)
    some = expected["se"].notna().to_numpy() & (curve.survival > 0)
    np.testing.assert_allclose(curve.se[some], expected["se"][some], rtol=1e-8)


def test_a_state_never_reached_leaves_everybody_before() -> None:
    never = known_later(["1"] * len(JASA), [np.inf] * len(JASA), before="0", what="A transplant")
    found = compare(TIMES, never, design="time-dependent")
    assert list(found.groups) == ["0"]
    assert found.test.reason == "there is only one group"
