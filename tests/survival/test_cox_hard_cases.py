"""Cox regression where numbers run out, data are thin, or the caller errs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from mibg.survival import InvalidSurvivalData, survival_times
from mibg.survival.cox import (
    cox,
    firth,
    firth_hazard_ratio,
    hazard_ratio,
    likelihood_ratio,
    proportional_hazards,
    robust,
    score_residuals,
    wald_test,
)

ORDER = np.arange(1, 41)
TIMES = survival_times(ORDER, np.ones(40))
WAVE = pd.DataFrame({"x": np.sin(ORDER * 1.7), "z": np.cos(ORDER * 0.9)})
SEPARATION = "the likelihood grows without end with the coefficient of {} (separation; Firth's penalty keeps it finite)"


@pytest.mark.parametrize(
    ("event", "by", "away"),
    [
        # Who has less of x has the event later: the hazard ratio outgrows a double before the likelihood is flat.
        (np.ones(40), {"x": -ORDER, "z": WAVE["z"]}, "x"),
        # One event, by the patient with the most of x: the likelihood reaches its bound exactly.
        (ORDER == 1, {"x": 41 - ORDER}, "x"),
        # Nobody in g has an event.
        (ORDER % 2 == 1, {"z": WAVE["z"], "g": ORDER % 2 == 0}, "g"),
        # Nor has the one patient of g among 39 others.
        (ORDER < 40, {"z": WAVE["z"], "g": ORDER == 40}, "g"),
    ],
)
def test_separation_is_seen_and_firth_is_finite(event: Any, by: dict[str, Any], away: str) -> None:
    times, frame = survival_times(ORDER, event), pd.DataFrame(by)
    assert hazard_ratio(cox(times, frame), away).reason == SEPARATION.format(away)
    penalised = firth_hazard_ratio(firth(times, frame), away)
    assert penalised.value is not None
    assert np.isfinite(penalised.value)


def test_separation_is_seen_where_patients_enter_late() -> None:
    """Whoever enters late has the event next, and only they have g."""
    late = ORDER % 2 == 0
    times = survival_times(ORDER, late, np.where(late, ORDER - 1.5, -1))
    assert cox(times, pd.DataFrame({"g": late})).reason == SEPARATION.format("g")


def test_far_origins_and_units_lose_nothing() -> None:
    """The same regression with x moved by 1e8, or in other units."""
    plain = cox(TIMES, WAVE)
    np.testing.assert_allclose(cox(TIMES, WAVE + 1e8).coef, plain.coef, rtol=1e-6)
    np.testing.assert_allclose(cox(TIMES, WAVE * 1e9).coef * 1e9, plain.coef, rtol=1e-9)


def test_strong_effects_are_fitted_not_called_separation() -> None:
    """Hazards more than a thousandfold apart; the likelihood is that of the definition and falls on either side."""
    frame = pd.DataFrame({"x": -ORDER + 5 * WAVE["x"]})
    fit = cox(TIMES, frame)
    x, at_risk = frame["x"].to_numpy(), ORDER[:, None] <= ORDER

    def log_likelihood(coef: float) -> float:
        return float((coef * x - np.log((at_risk * np.exp(coef * x)).sum(axis=1))).sum())

    best = float(fit.coef[0])
    assert np.ptp(best * x) > np.log(1000)
    assert fit.model.value == pytest.approx(log_likelihood(best), rel=1e-10)
    assert max(log_likelihood(best - 1e-3), log_likelihood(best + 1e-3)) < log_likelihood(best)


def test_coefficients_cannot_change_over_one_time() -> None:
    times = survival_times([1, 1, 2, 3], [1, 1, 0, 0])
    found = proportional_hazards(cox(times, pd.DataFrame({"x": [1, 0, 1, 0.5]})), times).estimate()
    assert found.reason == "there are too few events to let coefficients change with time"


@pytest.mark.parametrize("missing", [np.nan, None])
def test_rows_without_a_stratum_or_cluster_are_refused(missing: object) -> None:
    labels = ["a"] * 37 + [missing] + ["b"] * 2
    with pytest.raises(InvalidSurvivalData, match="1 patients have no stratum, the first in row 37"):
        cox(TIMES, WAVE, strata=labels)
    with pytest.raises(InvalidSurvivalData, match="1 patients have no cluster, the first in row 37"):
        robust(cox(TIMES, WAVE), labels)


def test_weights_are_refused() -> None:
    with pytest.raises(InvalidSurvivalData, match="takes no weights"):
        cox(survival_times([1, 2, 3], [1, 1, 0], weight=[1, 2, 1]), pd.DataFrame({"x": [1, 2, 0]}))


def test_words_that_name_no_convention_are_refused() -> None:
    unknown: Any = "exact"
    with pytest.raises(InvalidSurvivalData, match="the way with ties is one of efron, breslow, not 'exact'"):
        cox(TIMES, WAVE, ties=unknown)
    fit = cox(TIMES, WAVE)
    with pytest.raises(InvalidSurvivalData, match="one of km, rank, identity, log, not 'exact'"):
        proportional_hazards(fit, TIMES, unknown)
    with pytest.raises(KeyError, match="no covariate nope"):
        proportional_hazards(fit, TIMES, terms={"both": ["x", "nope"]})
    with pytest.raises(KeyError, match="there is no term 'nope'; the terms are x, z, all"):
        proportional_hazards(fit, TIMES).estimate("nope")
    with pytest.raises(InvalidSurvivalData, match="times are given of 2 patients"):
        proportional_hazards(fit, survival_times([1, 2], [1, 1]))


def test_no_coefficients_leave_no_residuals() -> None:
    fit = cox(TIMES, pd.DataFrame({"x": np.ones(40)}))
    with pytest.raises(InvalidSurvivalData, match="has no score residuals: x is the same for everybody at risk"):
        score_residuals(fit)


def test_a_test_of_nothing_is_refused() -> None:
    fit = cox(TIMES, WAVE)
    with pytest.raises(ValueError, match="nested"):
        likelihood_ratio(fit, fit)
    with pytest.raises(ValueError, match="needs a covariate"):
        wald_test(fit, [])
