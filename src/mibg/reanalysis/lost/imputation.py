"""Multiple imputation of the response of those who were lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from mibg.estimate import Estimate
from mibg.reanalysis.lost.effects import none, ratio
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.logistic import logistic
from mibg.reanalysis.lost.rubin import pool
from mibg.reanalysis.lost.two_groups import log_hazard_ratios
from mibg.survival import SurvivalTimes

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

DATA_SETS: Final = 50
SEED: Final = 211
_HERE: Final = "mibg.reanalysis.lost.imputation.imputed"
CONVENTION: Final = (
    "Cox regression from the landmark on the response, Efron ties, in {m} completed data sets (seed {seed}), pooled by "
    "Rubin's rules; the unknown response is drawn from a logistic regression on the event, the cumulative hazard at "
    "each patient's time and the covariates, its coefficients drawn first"
)


@dataclass(frozen=True, eq=False)
class Imputation:
    """What is drawn once, so that responses under several assumptions differ by the assumption alone.

    Parameters
    ----------
    data : Incomplete
        With at least one response known.
    log_odds : ndarray of float, shape (m, lost)
        Of a favourable response of each patient lost, in each of m data sets.
    luck : ndarray of float, shape (m, lost)
        Uniform numbers between 0 and 1.
    """

    data: Incomplete
    log_odds: Floats
    luck: Floats

    def shifted(self, delta: float = 0.0) -> Bools:
        """Completed responses, shape (m, n), those lost having log odds that are `delta` more than the model's."""
        return self.data.completed(self.luck < expit(self.log_odds + delta))

    def at_random(self, share: float) -> Bools:
        """Completed responses, shape (m, n), a share of those lost having responded, whoever they are."""
        return self.data.completed(self.luck < share)

    @cached_property
    def share(self) -> float:
        """Mean probability of a favourable response among those lost."""
        return float(expit(self.log_odds).mean()) if self.log_odds.size else float("nan")


def imputation(data: Incomplete, data_sets: int = DATA_SETS, seed: int = SEED) -> Imputation:
    """Fit the model of the response to those followed, and draw from it for those lost.

    Parameters
    ----------
    data : Incomplete
        With at least one response known.
    data_sets : int
        How many.
    seed : int
        Of the generator of random numbers.

    Notes
    -----
    The model has the event indicator and the Nelson-Aalen estimate of the cumulative hazard (White and Royston 2009)
    beside the covariates. It is proper: in each data set its coefficients are drawn from the normal approximation to
    their posterior. It supposes that, given all these, the lost responded like the followed (missing at random).
    """
    x = np.column_stack([data.times.event, nelson_aalen(data.times), data.covariates])
    rng = np.random.default_rng(seed)
    fit = logistic(x[data.followed], data.response[data.followed] == 1)
    drawn = rng.multivariate_normal(fit.coef, fit.vcov, size=data_sets, method="cholesky")
    log_odds = drawn @ fit.design(x[~data.followed]).T
    return Imputation(data, log_odds, rng.random(log_odds.shape))


def imputed(data: Incomplete, data_sets: int = DATA_SETS, seed: int = SEED) -> Estimate:
    """Hazard ratio of a favourable response among all who were at risk at the landmark.

    Parameters
    ----------
    data, data_sets, seed
        As for `imputation`.

    Returns
    -------
    Estimate
        Unit ``ratio``; parts ``coef``, ``coef_se``, ``missing_information``. Where nobody is lost, the same as
        `mibg.reanalysis.lost.listwise.listwise`.
    """
    convention = CONVENTION.format(m=data_sets, seed=seed)
    if data.reason is not None:
        return none(data, convention, _HERE, data.reason)
    return pooled_ratio(data, imputation(data, data_sets, seed).shifted(), convention, _HERE)


def pooled_ratio(data: Incomplete, completed: Bools, convention: str, function: str) -> Estimate:
    """Pool the hazard ratios of completed data sets.

    Parameters
    ----------
    data : Incomplete
        The patients.
    completed : ndarray of bool, shape (m, n)
        Their responses, m times.
    convention, function : str
        As of an `Estimate`.
    """
    found = log_hazard_ratios(data.times, completed)
    if lacking := int(np.isnan(found.coef).sum()):
        return none(
            data, convention, function, f"in {lacking} of {len(completed)} data sets no deaths tell the groups apart"
        )
    pooled = pool(found.coef, found.variance)
    parts = {"missing_information": pooled.missing_information}
    return ratio(pooled.value, pooled.variance, data, len(data), convention, function, pooled.df, parts)


def nelson_aalen(times: SurvivalTimes) -> Floats:
    """Cumulative hazard at each patient's own time, shape (n,); everybody at risk from the start.

    Notes
    -----
    Sum of deaths over those at risk up to and including the time; Nelson 1972, Aalen 1978.
    """
    moments, place = np.unique(times.time, return_inverse=True)
    died = np.bincount(place, times.event, len(moments))
    at_risk = len(times) - np.searchsorted(np.sort(times.time), moments, side="left")
    hazard: Floats = np.cumsum(died / at_risk)[place]
    return hazard
