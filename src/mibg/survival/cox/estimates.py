"""What a fitted regression says, as estimates: hazard ratios, and tests of one or several coefficients."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from scipy.stats import chi2, norm

from mibg.estimate import Estimate
from mibg.survival.arguments import check_share
from mibg.survival.cox.fit import CoxFit
from mibg.survival.times import Floats

_HERE: Final = "mibg.survival.cox.estimates"
LARGEST_LOGARITHM: Final = 700.0
ROBUST: Final = "robust"
"""Part of a Wald test that has it, with the value 1, where its errors are robust."""


def hazard_ratio(fit: CoxFit, name: str, level: float = 0.95) -> Estimate:
    """Hazard ratio for one unit of a covariate.

    Parameters
    ----------
    fit : CoxFit
        The regression.
    name : str
        One of its covariates.
    level : float
        Confidence level.

    Returns
    -------
    Estimate
        Unit ``ratio``; parts ``coef`` and ``coef_se`` (the log hazard ratio and its standard error) and
        ``events_per_parameter``. The interval is Wald's, symmetric on the log scale. Not estimable where the ratio or
        a limit is beyond e^700 or its inverse, as with a covariate in tiny units, or cannot be told from 1.

    Raises
    ------
    KeyError
        When the regression has no such covariate; says which it has.
    InvalidSurvivalData
        When `level` is not between 0 and 1.
    """
    place = fit.place(name)
    check_share(level, "a confidence level")
    function, convention = f"{_HERE}.hazard_ratio", _convention(fit)
    if fit.reason is not None:
        return Estimate(None, "ratio", fit.n, convention, function, fit.events, reason=fit.reason)
    coef, se = float(fit.coef[place]), float(fit.se[place])
    half = float(norm.ppf((1 + level) / 2)) * se
    reason = beyond_numbers(name, coef - half, coef + half)
    if reason is None and math.exp(coef - half) == math.exp(coef + half):
        reason = f"the hazard ratio for one unit of {name} cannot be told from 1; give it in other units"
    if reason is not None:
        return Estimate(None, "ratio", fit.n, convention, function, fit.events, reason=reason)
    return Estimate(
        math.exp(coef), "ratio", fit.n, f"{convention}; Wald interval", function, fit.events,
        ci=(math.exp(coef - half), math.exp(coef + half)), ci_level=level,
        parts={"coef": coef, "coef_se": se, "events_per_parameter": fit.events_per_parameter}, smallest=fit.smallest,
    )  # fmt: skip


def beyond_numbers(name: str, *logarithms: float | None) -> str | None:
    """Give the reason why there is no hazard ratio where one of its logarithms is too far from zero for a double."""
    if all(abs(logarithm) < LARGEST_LOGARITHM for logarithm in logarithms if logarithm is not None):
        return None
    return f"the hazard ratio for one unit of {name} is beyond the range of numbers; give it in other units"


def wald_test(fit: CoxFit, names: Sequence[str] | None = None) -> Estimate:
    """Test of Wald that some coefficients are zero.

    Parameters
    ----------
    fit : CoxFit
        The regression; with robust errors the test is robust.
    names : sequence of str, optional
        Covariates, at least one; all by default.

    Returns
    -------
    Estimate
        Unit ``p``; parts ``chi2``, ``df``, ``events_per_parameter``, and ``robust`` where the errors are.

    Raises
    ------
    KeyError
        When the regression has no such covariate.
    InvalidSurvivalData
        When there is no covariate to test, or one is named twice.
    """
    places = fit.places(fit.names if names is None else names)
    if fit.reason is not None:
        return _not_estimable(fit, "Wald test", "wald_test")
    coef, vcov = fit.coef[places], fit.vcov[np.ix_(places, places)]
    found = _test(fit, "Wald test", "wald_test", _quadratic(coef, vcov), len(places))
    return replace(found, parts={**found.parts, ROBUST: 1.0}) if fit.robust else found


def score_test(fit: CoxFit) -> Estimate:
    """Score test that all coefficients are zero; without ties and with one group indicator it is the log-rank test."""
    if fit.reason is not None:
        return _not_estimable(fit, "Score test", "score_test")
    statistic = float(fit.null.score @ np.linalg.solve(fit.null.information, fit.null.score))
    return _test(fit, "Score test", "score_test", statistic, len(fit.names))


def likelihood_ratio(larger: CoxFit, smaller: CoxFit | None = None) -> Estimate:
    """Likelihood-ratio test of a regression against one nested in it.

    Parameters
    ----------
    larger : CoxFit
        With all coefficients.
    smaller : CoxFit, optional
        With some of them, on the same patients; by default none, so that all are tested at once.

    Raises
    ------
    ValueError
        When the two are not nested: other patients, other ties, a covariate that the larger lacks, or none that the
        larger adds.
    """
    for fit in (larger, smaller):
        if fit is not None and fit.reason is not None:
            return _not_estimable(fit, "Likelihood-ratio test", "likelihood_ratio")
    names, value = () if smaller is None else smaller.names, larger.null.value
    if smaller is not None:
        same = (smaller.n, smaller.events, smaller.ties) == (larger.n, larger.events, larger.ties)
        if (
            not same
            or not math.isclose(smaller.null.value, larger.null.value, rel_tol=1e-9)
            or not set(names) < set(larger.names)
        ):
            raise ValueError("a likelihood-ratio test takes a regression and one nested in it, on the same patients")
        value = smaller.model.value
    statistic = max(0.0, 2 * (larger.model.value - value))
    return _test(larger, "Likelihood-ratio test", "likelihood_ratio", statistic, len(larger.names) - len(names))


def _test(fit: CoxFit, name: str, function: str, statistic: float, df: int) -> Estimate:
    convention = f"{name}, {df} degree(s) of freedom; {_convention(fit)}"
    parts = {"chi2": statistic, "df": float(df), "events_per_parameter": fit.events_per_parameter}
    about = ("p", fit.n, convention, f"{_HERE}.{function}", fit.events)
    return Estimate(float(chi2.sf(statistic, df)), *about, parts=parts, smallest=fit.smallest)


def _not_estimable(fit: CoxFit, name: str, function: str) -> Estimate:
    convention = f"{name}; {_convention(fit)}"
    return Estimate(None, "p", fit.n, convention, f"{_HERE}.{function}", fit.events, reason=fit.reason)


def _convention(fit: CoxFit) -> str:
    return f"Cox regression on {', '.join(fit.names)}; {fit.ties.capitalize()} ties; {fit.errors}"


def _quadratic(vector: Floats, matrix: Floats) -> float:
    return float(vector @ np.linalg.solve(matrix, vector))
