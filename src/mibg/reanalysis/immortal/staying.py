"""Who stays in an arm of an emulated trial: how probable that was, and the weight of those who did."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import expit

from mibg.survival.times import Bools, Floats

_STEPS: Final = 25
_SMALL: Final = 1e-9
_LEAST: Final = 1e-6
"""Probability of having stayed, below which one patient would have to stand for more than a million."""


class PositivityError(ArithmeticError):
    """Some patients were all but certain to depart from an arm, so that those who stayed cannot stand for them."""


def weights_of(often: Floats, stayed: Floats) -> Floats:
    """Give each patient the inverse probability of having stayed, times how often he counts.

    Parameters
    ----------
    often, stayed : ndarray of float, shape (n,)
        How often he counts, and the probability; who does not count weighs nothing, whatever that is.

    Raises
    ------
    PositivityError
        When somebody who counts stayed where one in a million would.
    """
    if ((often > 0) & (stayed < _LEAST)).any():
        raise PositivityError
    found: Floats = np.divide(often, stayed, out=np.zeros(len(often)), where=often > 0)
    return found


def design(matrix: Floats, *columns: Floats) -> Floats:
    """Put a column of ones, and further columns, beside a matrix of covariates."""
    return np.column_stack([np.ones(len(matrix)), matrix, *columns])


def probability(x: Floats, y: Bools, often: Floats) -> Floats:
    """Fit a logistic regression by Newton's method, and give the probability of each row.

    Parameters
    ----------
    x : ndarray of float, shape (n, p)
        Columns, a constant among them.
    y : ndarray of bool, shape (n,)
        What happened.
    often : ndarray of float, shape (n,)
        How often each row counts.
    """
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = expit(x @ beta)
        information = (x * (often * p * (1 - p))[:, None]).T @ x + _SMALL * np.eye(len(beta))
        step = np.linalg.solve(information, x.T @ (often * (y - p)))
        beta += np.clip(step, -2, 2)
        if np.abs(step).max() < _SMALL:
            break
    fitted: Floats = expit(x @ beta)
    return fitted
