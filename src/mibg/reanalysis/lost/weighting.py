"""Weights that let those followed stand for the lost who were like them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from mibg.estimate import Estimate
from mibg.reanalysis.lost.effects import none, ratio
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.logistic import logistic
from mibg.reanalysis.lost.two_groups import log_hazard_ratios, robust_variance

Floats = npt.NDArray[np.float64]

_HERE: Final = "mibg.reanalysis.lost.weighting.weighted"
_CONVENTION: Final = (
    "Cox regression from the landmark on the response among those followed, Efron ties, weighted by the stabilised "
    "inverse of the probability of being followed given the covariates; robust error"
)


def weights_of_followed(data: Incomplete) -> Floats:
    """Stabilised weights of those followed, shape (followed,).

    Parameters
    ----------
    data : Incomplete
        With at least one response known.

    Returns
    -------
    ndarray of float
        Share followed over each patient's probability of being followed, by logistic regression on the covariates,
        which are all known before the landmark. Survival after it has no place here: what is to come cannot be
        conditioned on in a comparison of what is to come.

    Notes
    -----
    Robins, Hernán and Brumback 2000.
    """
    chance = expit(logistic(data.covariates, data.followed).log_odds(data.covariates))
    found: Floats = data.followed.mean() / chance[data.followed]
    return found


def weighted(data: Incomplete) -> Estimate:
    """Hazard ratio of a favourable response, those followed standing for the lost who were like them.

    Parameters
    ----------
    data : Incomplete
        From the landmark.

    Returns
    -------
    Estimate
        Unit ``ratio``; parts ``coef``, ``coef_se``, ``largest_weight`` and ``effective_n``, the number of
        patients who would carry as much if weighted alike (Kish). Right where, given the covariates, who is lost has
        nothing to do with response and survival.
    """
    if data.reason is not None:
        return none(data, _CONVENTION, _HERE, data.reason)
    weight, kept = weights_of_followed(data), data.followed
    times, group = replace(data.times.where(kept), weight=weight), data.response[kept] == 1
    seen = Incomplete(times, data.response[kept], data.covariates[kept])
    coef = float(log_hazard_ratios(times, group[None]).coef[0])
    variance = float("nan") if np.isnan(coef) else robust_variance(times, group, coef)
    parts = {"largest_weight": float(weight.max()), "effective_n": float(weight.sum() ** 2 / (weight**2).sum())}
    return ratio(coef, variance, seen, len(seen), _CONVENTION, _HERE, parts=parts)
