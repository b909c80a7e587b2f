"""Logistic regression with a weak prior, so that it has an answer however few the patients are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

PRIOR_SD: Final = 2.5
_STEPS: Final = 100
_LARGEST_STEP: Final = 2.0
_CONVERGED: Final = 1e-10


@dataclass(frozen=True, eq=False)
class LogisticFit:
    """A fitted regression on columns of mean 0 and spread 1.

    Parameters
    ----------
    coef : ndarray of float, shape (p + 1,)
        Log odds: the intercept, then one for a spread of each column.
    vcov : ndarray of float, shape (p + 1, p + 1)
        Their covariance, the inverse of the information with the prior.
    centre, spread : ndarray of float, shape (p,)
        Of the columns; the spread of a constant one is infinite, so that it carries nothing.
    """

    coef: Floats
    vcov: Floats
    centre: Floats
    spread: Floats

    def design(self, x: Floats) -> Floats:
        """Rows as the regression sees them, shape (m, p + 1)."""
        return np.column_stack([np.ones(len(x)), (x - self.centre) / self.spread])

    def log_odds(self, x: Floats) -> Floats:
        """Log odds of rows of shape (m, p), shape (m,)."""
        found: Floats = self.design(x) @ self.coef
        return found


def logistic(x: Floats, y: Bools, prior_sd: float = PRIOR_SD) -> LogisticFit:
    """Regress a yes or no on columns.

    Parameters
    ----------
    x : ndarray of float, shape (n, p)
        Columns; a constant one carries nothing, for these rows and for any others.
    y : ndarray of bool, shape (n,)
        Outcomes, at least one.
    prior_sd : float
        Spread of the normal prior of each coefficient about 0, the intercept's included, for a spread of its column.
        The default does little among a hundred patients, and keeps coefficients finite where a column separates yes
        from no, as among very few (Gelman, Jakulin, Pittau and Su 2008 choose the same scale). Infinite for none.

    Returns
    -------
    LogisticFit
        At the mode of the posterior, with the normal approximation to it.
    """
    centre, spread = x.mean(axis=0), np.where(np.ptp(x, axis=0) > 0, x.std(axis=0), np.inf)
    nowhere = LogisticFit(np.zeros(x.shape[1] + 1), np.empty((0, 0)), centre, spread)
    design, coef = nowhere.design(x), nowhere.coef
    precision = np.eye(len(coef)) / prior_sd**2
    for _ in range(_STEPS):
        chance = expit(design @ coef)
        information = (design.T * (chance * (1 - chance))) @ design + precision
        step = np.linalg.solve(information, design.T @ (y - chance) - precision @ coef)
        largest = float(np.abs(step).max())
        coef = coef + step * min(1.0, _LARGEST_STEP / max(largest, _LARGEST_STEP))
        if largest < _CONVERGED:
            break
    return LogisticFit(coef, np.linalg.inv(information).astype(float), centre, nowhere.spread)
