"""Cox regression where numbers run out, data are thin, or the caller errs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mibg.survival import InvalidSurvivalData, SurvivalTimes, survival_times
from mibg.survival.cox import (
    concordance,
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


@pytest.mark.parametrize("use", [concordance, proportional_hazards])
@pytest.mark.parametrize(
    ("other", "message"),
    [
        (survival_times([1, 2], [1, 1]), "times are given of 2 patients, the regression has 40"),
        (survival_times(ORDER[::-1], np.ones(40)), "other times than the regression was fitted to"),
        (survival_times(ORDER, ORDER > 1), "other times than"),
        (survival_times(ORDER, np.ones(40), entry=np.where(ORDER == 9, 5, 0)), "other times than"),
    ],
    ids=["fewer", "reversed", "other events", "other entries"],
)
def test_other_times_than_those_fitted_are_refused(
    use: Callable[..., object], other: SurvivalTimes, message: str
) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        use(cox(TIMES, WAVE), other)


def test_no_coefficients_leave_no_residuals() -> None:
    fit = cox(TIMES, pd.DataFrame({"x": np.ones(40)}))
    with pytest.raises(InvalidSurvivalData, match="has no score residuals: x is the same for everybody at risk"):
        score_residuals(fit)


def test_a_test_of_nothing_is_refused() -> None:
    fit = cox(TIMES, WAVE)
    with pytest.raises(ValueError, match="nested"):
        likelihood_ratio(fit, fit)
    with pytest.raises(ValueError, match="covariates, at least one and none twice"):
        wald_test(fit, [])


@pytest.mark.parametrize("names", [["x", "x"], [], "x"])
def test_a_covariate_is_tested_once(names: Any) -> None:
    fit = cox(TIMES, WAVE)
    for use in (wald_test, lambda fit, names: proportional_hazards(fit, TIMES, terms={"t": names})):
        with pytest.raises(InvalidSurvivalData, match="a test takes covariates, at least one and none twice, not"):
            use(fit, names)


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        (1e200, "x is too large in scale; give it in other units"),
        (1e307, "x is too large in scale; give it in other units"),
        (1e-200, "x is too small in scale; give it in other units"),
        (1e60, "the hazard ratio for one unit of x cannot be told from 1; give it in other units"),
        (1e-60, "the hazard ratio for one unit of x is beyond the range of numbers; give it in other units"),
    ],
)
def test_a_scale_that_no_ratio_can_be_told_on_is_named(unit: float, why: str) -> None:
    """Warnings are errors here, so that none of the squares may overflow."""
    scaled = WAVE.assign(x=WAVE["x"] * unit)
    assert hazard_ratio(cox(TIMES, scaled), "x").reason == why
    if 1e-70 < unit < 1e70:
        assert wald_test(cox(TIMES, scaled)).value == pytest.approx(wald_test(cox(TIMES, WAVE)).value)
