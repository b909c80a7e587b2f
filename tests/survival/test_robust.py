"""Robust errors where clusters are too few to carry them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mibg.survival import survival_times
from mibg.survival.cox import cox, hazard_ratio, robust, wald_test

ORDER = np.arange(1, 41)
WAVE = pd.DataFrame({"x": np.sin(ORDER * 1.7), "z": np.cos(ORDER * 0.9)})
FIT = cox(survival_times(ORDER, ORDER > 5), WAVE)
FEW = "clusters ({}) are too few for robust errors of 2 coefficient(s)"


@pytest.mark.parametrize(
    ("cluster", "why"),
    [
        (np.zeros(40), FEW.format(1)),
        (ORDER % 2, FEW.format(2)),
        # Who is censored before the first event moves no coefficient: of three clusters two remain.
        (np.where(ORDER <= 5, 2, ORDER % 2), "the robust covariance is not of full rank"),
    ],
    ids=["one", "two", "three, of which one is silent"],
)
def test_too_few_clusters_carry_no_errors(cluster: np.ndarray, why: str) -> None:
    clustered = robust(FIT, cluster)
    for found in (hazard_ratio(clustered, "x"), wald_test(clustered), wald_test(clustered, ["z"])):
        assert (found.value, found.se, found.ci) == (None, None, None)
        assert found.reason is not None
        assert found.reason.startswith(why)


@pytest.mark.parametrize("unit", [1e-6, 1, 1e6])
def test_one_cluster_more_than_coefficients_is_enough_in_any_unit(unit: float) -> None:
    fit = cox(survival_times(ORDER, ORDER > 5), WAVE.assign(x=WAVE["x"] * unit))
    assert wald_test(robust(fit, ORDER % 3)).parts["chi2"] > 0
