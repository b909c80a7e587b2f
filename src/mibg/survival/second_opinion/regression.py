"""Peers of the Cox regression: statsmodels, which takes the same ties and strata.

It counts a row as at risk on the day of entry, where this book and R do not (survival::heart, age beside transplant: a
hazard ratio of 1.0315 there, 1.0312 here and in R), so that entries are handed to it just after their day. There is no
second opinion where its steps, which it does not halve, run past the maximum and do not come back.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.cox.estimates import ROBUST
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.second_opinion.agreement import Peer
from mibg.survival.second_opinion.curves import just_after
from mibg.survival.times import Floats, SurvivalTimes

_SUMMIT: Final = 1e-12
"""What another step could still gain in twice the log-likelihood where statsmodels has arrived."""

Strata = Sequence[object] | npt.ArrayLike | None


def _hazard_ratio(
    _: Estimate, times: SurvivalTimes, by: pd.DataFrame, name: str, ties: Ties = "efron", strata: Strata = None
) -> float | None:
    fit = _fit(times, by, ties, strata)
    return None if fit is None else math.exp(float(fit.params[list(by.columns).index(name)]))


def _wald_test(  # noqa: PLR0913, PLR0917 - each is one choice of the test
    estimate: Estimate,
    times: SurvivalTimes,
    by: pd.DataFrame,
    ties: Ties = "efron",
    strata: Strata = None,
    names: Sequence[str] | None = None,
) -> float | None:
    """Of the coefficients named, or of all; robust errors are another test."""
    fit = None if ROBUST in estimate.parts else _fit(times, by, ties, strata)
    if fit is None:
        return None
    places = [list(by.columns).index(name) for name in (by.columns if names is None else names)]
    return _chi_squared(fit.params[places], fit.cov_params()[np.ix_(places, places)])


def _score_test(
    _: Estimate, times: SurvivalTimes, by: pd.DataFrame, ties: Ties = "efron", strata: Strata = None
) -> float | None:
    """From the slope and the curvature at zero, where no step has been made yet."""
    model, zero = _model(times, by, ties, strata), np.zeros(by.shape[1])
    with np.errstate(all="ignore"):
        slope, information = model.score(zero), -model.hessian(zero)
    return _chi_squared(slope, information)


def _likelihood_ratio(
    _: Estimate,
    times: SurvivalTimes,
    larger: pd.DataFrame,
    smaller: pd.DataFrame | None = None,
    ties: Ties = "efron",
    strata: Strata = None,
) -> float | None:
    fit = _fit(times, larger, ties, strata)
    less = fit if smaller is None or fit is None else _fit(times, smaller, ties, strata)
    if fit is None or less is None:
        return None
    if smaller is None:
        base, df = float(fit.model.loglike(np.zeros(len(fit.params)))), len(fit.params)
    else:
        base, df = float(less.llf), larger.shape[1] - smaller.shape[1]
    return float(chi2.sf(max(0.0, 2 * (float(fit.llf) - base)), df))


def _chi_squared(vector: Floats, matrix: Floats) -> float:
    return float(chi2.sf(float(vector @ np.linalg.solve(matrix, vector)), len(vector)))


def _model(times: SurvivalTimes, by: pd.DataFrame, ties: Ties, strata: Strata) -> Any:  # noqa: ANN401 - untyped library
    from statsmodels.duration.hazard_regression import PHReg  # noqa: PLC0415 - slow to import

    names = None if strata is None else pd.factorize(np.asarray(strata))[0]
    event = times.event.astype(int)
    about = {"status": event, "entry": just_after(times.entry), "ties": ties, "strata": names}
    return PHReg(times.time, by.to_numpy(dtype=float), **about)


def _fit(times: SurvivalTimes, by: pd.DataFrame, ties: Ties, strata: Strata) -> Any | None:  # noqa: ANN401 - untyped library
    """Fit by the steps of Newton, to which statsmodels is exact; None where its whole steps lead it astray."""
    model = _model(times, by, ties, strata)
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fit = model.fit(method="newton", disp=0)
            slope = model.score(fit.params)
            left = float(slope @ fit.cov_params() @ slope)
    except np.linalg.LinAlgError:
        return None
    return fit if 0 <= left <= _SUMMIT else None


_STATSMODELS: Final = "statsmodels.duration.hazard_regression.PHReg"

PEERS: Final = (
    Peer(
        "mibg.survival.cox.estimates.hazard_ratio",
        _STATSMODELS,
        _hazard_ratio,
        "The same ties, strata, late entry",
    ),
    Peer("mibg.survival.cox.estimates.wald_test", _STATSMODELS, _wald_test, "Errors of the model; not robust ones"),
    Peer("mibg.survival.cox.estimates.likelihood_ratio", _STATSMODELS, _likelihood_ratio, "Twice the gain"),
    Peer(
        "mibg.survival.cox.estimates.score_test",
        _STATSMODELS,
        _score_test,
        "Slope and curvature at zero; without ties it is the log-rank test",
    ),
    Peer(
        "mibg.survival.cox.proportional_hazards.proportional_hazards",
        None,
        None,
        "Proven against R's cox.zph; lifelines' test is an approximation to it",
    ),
    Peer("mibg.survival.cox.concordance.concordance", None, None, "Proven against R, its standard error included"),
    Peer("mibg.survival.cox.firth.firth_hazard_ratio", None, None, "Proven by closed forms and from the definition"),
)
