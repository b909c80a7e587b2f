"""Scaled Schoenfeld residuals against cox.zph of R (tests/reference/robustness.R)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from cox_cases import REFERENCE, fit_of

from mibg.survival import survival_times
from mibg.survival.cox import cox, scaled_schoenfeld

RESIDUALS = pd.read_csv(REFERENCE / "schoenfeld.csv")
CASES = [tuple(case) for case in RESIDUALS[["set", "ties"]].drop_duplicates().itertuples(index=False)]


def in_order(rows: np.ndarray) -> np.ndarray:
    """Sorted by time, then by the residuals, since events tied at a time have no order."""
    return rows[np.lexsort(rows.round(9).T[::-1])]


@pytest.mark.parametrize(("name", "ties"), CASES)
def test_residuals_are_those_of_r(name: str, ties: Any) -> None:
    expected = RESIDUALS[(RESIDUALS["set"] == name) & (RESIDUALS["ties"] == ties)]
    found = scaled_schoenfeld(fit_of(name, ties, False))
    rows = np.column_stack([found.days, found.coefficients])
    assert np.allclose(in_order(rows), in_order(expected[["time", "a", "b"]].to_numpy()), rtol=1e-7, atol=1e-7)


def test_their_average_is_the_coefficient_by_breslows_ties() -> None:
    # The score is zero at the maximum, and with Breslow's ties it is the sum of the residuals.
    fit = fit_of("veteran", "breslow", False)
    assert scaled_schoenfeld(fit).coefficients.mean(axis=0) == pytest.approx(fit.coef)


def test_a_regression_without_coefficients_has_none() -> None:
    fit = cox(survival_times([1, 2], [0, 0]), pd.DataFrame({"a": [0, 1]}))
    assert scaled_schoenfeld(fit).coefficients.shape == (0, 1)
