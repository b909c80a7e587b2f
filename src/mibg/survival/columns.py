"""Columns of numbers, read the same way at every gate: text and dates are refused, with their rows."""

from __future__ import annotations

import sys
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

_SHOWN: Final = 5
_LARGEST: Final = sys.float_info.max


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
        When the column is no plain row, holds text, dates or spans of time, or a whole number beyond the range of
        floating point. Names the rows, counted from 0.
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
    too_large = np.array([isinstance(value, int) and abs(value) > _LARGEST for value in told], dtype=bool)
    refuse_rows(too_large, np.full(len(told), "beyond 1e308"), f"{what} must be a number that a computer holds")
    return np.array([np.nan if gone else float(value) for value, gone in zip(told, missing, strict=True)])


def known_numbers(values: Any, what: str) -> Floats:  # noqa: ANN401 - whatever a caller has at hand
    """Read numbers of any shape, none of them missing; `what` is one of them, as the subject of a sentence.

    Raises
    ------
    InvalidSurvivalData
        As `numbers`, and where one is missing. Names the places, counted from 0.
    """
    found = numbers(np.ravel(values), what)
    refuse_rows(np.isnan(found), found, f"{what} must not be missing")
    return found.reshape(np.shape(values))


def rows_chosen(chosen: npt.ArrayLike, n: int) -> npt.NDArray[np.bool_]:
    """Read a choice among n patients.

    Raises
    ------
    InvalidSurvivalData
        When there are not n truths.
    """
    kept = np.asarray(chosen, dtype=bool)
    if kept.shape != (n,):
        raise InvalidSurvivalData(f"a choice of shape {kept.shape} was made among {n} patients")
    return kept


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
