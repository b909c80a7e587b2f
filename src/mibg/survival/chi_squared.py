"""Chi-squared of a vector whose covariance need not be of full rank, as of groups whose scores add up to zero."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mibg.survival.times import Floats

RANK_TOLERANCE: Final = 1e-10


def chi_squared(difference: Floats, variance: Floats) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Form d' V^- d of one vector or of many.

    Parameters
    ----------
    difference : ndarray of float, shape (..., g)
        Observed minus expected.
    variance : ndarray of float, shape (..., g, g)
        Its covariance, symmetric.

    Returns
    -------
    statistic : ndarray of float, shape (...)
        With the generalised inverse of the covariance.
    df : ndarray of int, shape (...)
        Degrees of freedom: the rank of the covariance, counting eigenvalues above 1e-10 of the largest.
    """
    values, vectors = np.linalg.eigh(variance)
    carried = values > RANK_TOLERANCE * values.max(axis=-1, keepdims=True, initial=0)
    along = np.einsum("...gk,...g->...k", vectors, difference)
    return (along**2 * carried / np.where(carried, values, 1)).sum(axis=-1), carried.sum(axis=-1)
