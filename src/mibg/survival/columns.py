"""Columns of numbers, read the same way at every gate: text and dates are refused, with their rows."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

_SHOWN: Final = 5


class InvalidSurvivalData(ValueError):  # noqa: N818 - named for the data it refuses
    """Times or events that no estimate can be made from, with the rows at fault."""


def numbers(column: Any, what: str) -> Floats:  # noqa: ANN401 - whatever a caller has at hand
    """Read a column of numbers.

    Parameters
    ----------
    column : array_like, shape (n,)
        Numbers or truths; what is missing becomes NaN.
    what : str
        One of them, as the subject of a sentence.

    Returns
    -------
    ndarray of float, shape (n,)
        A copy.

    Raises
    ------
    InvalidSurvivalData
        When the column is no plain row, or holds text, dates or spans of time. Names the rows, counted from 0.
    """
    try:
        given = np.array(column, ndmin=1)
    except ValueError:
        given = np.empty((0, 0))
    if given.ndim != 1:
        raise InvalidSurvivalData(f"{what} stands in a plain row of numbers, one a patient")
    if given.dtype.kind in "biuf":
        return given.astype(float, copy=False)
    if given.dtype.kind in "mM":
        raise InvalidSurvivalData(f"{what} must be a number of days, not a date or a span of time")
    told = given.astype(object)
    missing = pd.isna(told)
    number = np.array([isinstance(value, int | float | np.number | np.bool_) for value in told], dtype=bool)
    refuse_rows(~(number | missing), told, f"{what} must be a number")
    return np.array([np.nan if gone else float(value) for value, gone in zip(told, missing, strict=True)])


def refuse_rows(wrong: npt.NDArray[np.bool_], values: npt.NDArray[Any], rule: str) -> None:
    """Refuse rows that break a rule; the first five are shown.

    Raises
    ------
    InvalidSurvivalData
        When at least one row is wrong.
    """
    if wrong.any():
        rows = np.flatnonzero(wrong)
        shown = ", ".join(f"row {row}: {values[row]}" for row in rows[:_SHOWN])
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        raise InvalidSurvivalData(f"{rule}; {shown}{more}")
