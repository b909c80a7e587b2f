"""Cox regression against R, to 1e-8; expected values from tests/reference/cox.R."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest
from cox_cases import CASES, PROPORTIONAL, expected_of, fit_of, rows_of, times_of
from statsmodels.duration.hazard_regression import PHReg

from mibg.survival import Disagreement, confirm
from mibg.survival.cox import (
    concordance,
    cox,
    hazard_ratio,
    likelihood_ratio,
    proportional_hazards,
    robust,
    score_residuals,
    score_test,
    wald_test,
)
from mibg.survival.cox.time_scale import Transform

EXACT: dict[str, Any] = {"rtol": 1e-8, "atol": 1e-10}


@pytest.mark.parametrize(("name", "ties", "by_strata"), CASES)
def test_coefficients_errors_and_likelihoods(name: str, ties: str, by_strata: bool) -> None:
    fit, expected = fit_of(name, ties, by_strata), expected_of(name, ties, by_strata)
    np.testing.assert_allclose(fit.coef, expected["coef"], **EXACT)
    np.testing.assert_allclose(fit.se, expected["se"], **EXACT)
    np.testing.assert_allclose(fit.vcov[0, 1], expected["covariance"].iloc[0], **EXACT)
    np.testing.assert_allclose([fit.null.value, fit.model.value], expected[["null", "model"]].iloc[0], **EXACT)


@pytest.mark.parametrize(("name", "ties", "by_strata"), CASES)
def test_the_three_tests(name: str, ties: str, by_strata: bool) -> None:
    """R: score as printed; likelihood ratio and Wald from the coefficients and likelihoods of the same fit."""
    fit, expected = fit_of(name, ties, by_strata), expected_of(name, ties, by_strata)
    one, other = expected.iloc[0], expected.iloc[1]
    vcov = np.array([[one["se"] ** 2, one["covariance"]], [one["covariance"], other["se"] ** 2]])
    coef = expected["coef"].to_numpy()
    found = [test(fit).parts["chi2"] for test in (score_test, likelihood_ratio, wald_test)]
    by_r = [one["score"], 2 * (one["model"] - one["null"]), coef @ np.linalg.inv(vcov) @ coef]
    np.testing.assert_allclose(found, by_r, rtol=1e-7)


@pytest.mark.parametrize(("name", "ties", "by_strata"), CASES)
def test_concordance(name: str, ties: str, by_strata: bool) -> None:
    found = concordance(fit_of(name, ties, by_strata), times_of(name))
    expected = expected_of(name, ties, by_strata)[["concordance", "concordance_se"]].iloc[0]
    np.testing.assert_allclose(np.array([found.value, found.se], dtype=float), expected.astype(float), **EXACT)


@pytest.mark.parametrize(("name", "ties", "by_strata"), CASES)
def test_robust_errors(name: str, ties: str, by_strata: bool) -> None:
    fit, expected = fit_of(name, ties, by_strata), expected_of(name, ties, by_strata)
    np.testing.assert_allclose(robust(fit).se, expected["robust"], **EXACT)
    np.testing.assert_allclose(score_residuals(fit).sum(axis=0), 0, atol=1e-7)
    if expected["clustered"].notna().all():
        clustered = robust(fit, rows_of(name)["cluster"])
        np.testing.assert_allclose(clustered.se, expected["clustered"], **EXACT)
        assert "clustered" in hazard_ratio(clustered, "a").convention


@pytest.mark.parametrize(("name", "ties", "by_strata"), CASES)
@pytest.mark.parametrize("transform", get_args(Transform))
def test_proportional_hazards(name: str, ties: str, by_strata: bool, transform: Transform) -> None:
    table = PROPORTIONAL[(PROPORTIONAL["set"] == name) & (PROPORTIONAL["ties"] == ties)]
    expected = table[(table["by_strata"] == by_strata) & (table["scale"] == transform)].set_index("term")
    found = proportional_hazards(fit_of(name, ties, by_strata), times_of(name), transform)
    if expected.empty:
        assert found.estimate().reason == "an event at time zero has no logarithm"
        return
    np.testing.assert_allclose([found.chi2[term] for term in expected.index], expected["chi2"], rtol=1e-7)
    assert [found.df[term] for term in expected.index] == expected["df"].tolist()


def test_covariates_can_be_tested_together() -> None:
    """Both covariates of lung as one term are all of them."""
    fit, times = fit_of("lung", "efron", False), times_of("lung")
    found = proportional_hazards(fit, times, terms={"both": ["a", "b"]})
    assert found.chi2["both"] == found.chi2["all"]
    assert found.df == {"both": 2, "all": 2}


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_the_second_opinion_agrees(ties: str) -> None:
    times, rows = times_of("lung"), rows_of("lung")
    by, strata = rows[["a", "b"]], rows["stratum"]
    fit = fit_of("lung", ties, True)
    for estimate, data in (
        (hazard_ratio(fit, "a"), (times, by, "a", ties, strata)),
        (wald_test(fit), (times, by, ties, strata)),
        (score_test(fit), (times, by, ties, strata)),
        (likelihood_ratio(fit), (times, by, None, ties, strata)),
    ):
        confirmed = confirm(estimate, *data)
        assert confirmed.second is not None
        assert confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)


def test_the_second_opinion_agrees_on_late_entry() -> None:
    times, by = times_of("heart"), rows_of("heart")[["a", "b"]]
    fit = cox(times, by)
    for confirmed in (confirm(hazard_ratio(fit, "a"), times, by, "a"), confirm(score_test(fit), times, by)):
        assert confirmed.second is not None and confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)


def test_the_peer_counts_the_day_of_entry() -> None:
    """Why they are handed to it just after their day: of survival::heart R gives 1.0312 for age beside transplant."""
    times, by = times_of("heart"), rows_of("heart")[["a", "b"]]
    given = {"status": times.event.astype(int), "entry": np.maximum(times.entry, 0), "ties": "efron"}
    itself = PHReg(times.time, by.to_numpy(dtype=float), **given).fit(method="newton", disp=0)
    ours = hazard_ratio(cox(times, by), "a").value
    assert (f"{np.exp(itself.params[0]):.4f}", f"{ours:.4f}") == ("1.0315", "1.0312")


def test_one_coefficient_tested_alone_has_a_second_opinion() -> None:
    """By definition Wald's statistic of one coefficient is its square over that of its error."""
    times, by = times_of("lung"), rows_of("lung")[["a", "b"]]
    fit = cox(times, by)
    confirmed = confirm(wald_test(fit, ["b"]), times, by, names=["b"])
    assert confirmed.parts["chi2"] == pytest.approx((fit.coef[1] / fit.se[1]) ** 2)
    assert confirmed.second is not None and confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)
    with pytest.raises(Disagreement):
        confirm(wald_test(fit, ["b"]), times, by)


def test_there_is_no_second_opinion_on_robust_errors() -> None:
    lung = rows_of("lung")[["a", "b"]]
    confirmed = confirm(wald_test(robust(cox(times_of("lung"), lung))), times_of("lung"), lung)
    assert confirmed.parts["robust"] == 1
    assert confirmed.second is not None and confirmed.second.value is None


def test_a_nested_regression() -> None:
    """R: anova(coxph(Surv(time, status) ~ age), coxph(... ~ age + ph.ecog)) is the difference of their likelihoods."""
    times, rows = times_of("lung"), rows_of("lung")
    larger, smaller = cox(times, rows[["a", "b"]]), cox(times, rows[["a"]])
    found = likelihood_ratio(larger, smaller)
    assert found.parts["chi2"] == pytest.approx(2 * (larger.model.value - smaller.model.value))
    assert found.parts["df"] == 1
    confirmed = confirm(found, times, rows[["a", "b"]], rows[["a"]])
    assert confirmed.second is not None and confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)
    with pytest.raises(ValueError, match="nested"):
        likelihood_ratio(smaller, cox(times, pd.DataFrame({"c": rows["b"]})))
