"""Schoenfeld residuals: the covariates of who had the event, less those expected of the patients at risk then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mibg.survival.cox.fit import CoxFit
from mibg.survival.cox.terms import Stratum, terms_of
from mibg.survival.times import Floats


@dataclass(frozen=True, eq=False)
class Schoenfeld:
    """Scaled residuals, in the order of time within each stratum.

    Parameters
    ----------
    days : ndarray of float, shape (d,)
        Time of each event.
    coefficients : ndarray of float, shape (d, p)
        What each event by itself says of the log hazard ratios: their average over time is the fitted one.
    """

    days: Floats
    coefficients: Floats


def scaled_schoenfeld(fit: CoxFit) -> Schoenfeld:
    """Scale the residuals of a regression so that they show how its coefficients change with time.

    Parameters
    ----------
    fit : CoxFit
        The regression, with p covariates and d events; without coefficients it has no residuals.

    Returns
    -------
    Schoenfeld

    Notes
    -----
    Schoenfeld 1982; scaled as by Grambsch and Therneau 1994 with the average information, which is ``cox.zph(fit)$y``
    of R where there are no strata. Events tied at a time are compared with the average of Efron's risk sets.
    """
    if fit.reason is not None:
        return Schoenfeld(np.empty(0), np.empty((0, len(fit.names))))
    residuals = np.concatenate([_residuals(stratum, fit.coef) for stratum in fit.strata])
    days = np.concatenate([stratum.sets.moments[stratum.sets.at] for stratum in fit.strata])
    return Schoenfeld(days, fit.coef + fit.events * residuals @ fit.vcov)


def _residuals(stratum: Stratum, coef: Floats) -> Floats:
    sets, terms = stratum.sets, terms_of(stratum, coef)
    shared = np.bincount(sets.moment)
    expected = np.column_stack([np.bincount(sets.moment, column) / shared for column in terms.mean.T])
    return np.asarray(stratum.x[sets.event] - expected[sets.at], dtype=float)
