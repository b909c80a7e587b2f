"""Covariates of a regression: checked once, with names that a reader understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd

from mibg.survival.columns import numbers, refuse_rows
from mibg.survival.known_later import KnownLater
from mibg.survival.times import Bools, Floats, InvalidSurvivalData

_WIDEST: Final = 1e70


@dataclass(frozen=True, eq=False)
class Covariates:
    """Numbers by which hazards may differ; made by `covariates` alone.

    Parameters
    ----------
    names : tuple of str
        Of the p columns.
    matrix : ndarray of float, shape (n, p)
        Finite, in column-major order.
    """

    names: tuple[str, ...]
    matrix: Floats

    def standard(self) -> tuple[Floats, Floats]:
        """Covariates of mean 0 and spread 1, shape (n, p), and their spread, shape (p,): 1 where there is none."""
        if not len(self.matrix):
            return self.matrix, np.ones(self.matrix.shape[1])
        # A power of two changes no digit, and keeps the squares of very large or small numbers within range.
        _, power = np.frexp(np.abs(self.matrix).max(axis=0))
        near = np.ldexp(self.matrix, -power)
        spread = near.std(axis=0)
        varies = spread > 0
        standard = (near - near.mean(axis=0)) / np.where(varies, spread, 1.0)
        return standard, np.where(varies, np.ldexp(spread, power), 1.0)


def covariates(frame: pd.DataFrame) -> Covariates:
    """Check covariates and make them ready for a regression.

    Parameters
    ----------
    frame : DataFrame, shape (n, p)
        Numbers, or true and false, which count as 1 and 0. A category is made into such columns by `dummies`.

    Raises
    ------
    InvalidSurvivalData
        When there is no table or no column, a name stands twice, a column holds text, dates or spans of time, or a
        number is missing or infinite. Names column and rows, rows counted from 0.
    GuaranteeTimeError
        When a covariate is known only later.
    """
    names = tuple(str(name) for name in _table(frame).columns)
    if not names or len(set(names)) < len(names):
        raise InvalidSurvivalData("a regression needs covariates, each with a name of its own")
    columns = [_finite(name, frame.iloc[:, place]) for place, name in enumerate(names)]
    return Covariates(names, np.asfortranarray(np.column_stack(columns)))


def in_scale(spread: Floats) -> Bools:
    """Whether the squares and products of spreads are numbers that a double holds."""
    inside: Bools = (spread > 1 / _WIDEST) & (spread < _WIDEST)
    return inside


def out_of_scale(names: Sequence[str], spread: Floats) -> str | None:
    """Give the reason why there is no regression where a covariate is on a scale that no double can square."""
    for name, wide, fits in zip(names, spread, in_scale(spread), strict=True):
        if not fits:
            return f"{name} is too {'large' if wide > 1 else 'small'} in scale; give it in other units"
    return None


def dummies(category: pd.Series, reference: str) -> pd.DataFrame:
    """Make a category into one 0/1 column for each value but the reference.

    Parameters
    ----------
    category : Series, n rows
        Its name begins the names of the columns.
    reference : str
        The value that the others are compared with.

    Raises
    ------
    InvalidSurvivalData
        When nobody has the reference value, or a value is missing. Names the rows.
    GuaranteeTimeError
        When the category is known only later.
    """
    if isinstance(category, KnownLater):
        raise category.unasked()
    refuse_rows(category.isna().to_numpy(), category.to_numpy(), f"{category.name} must have a value")
    texts = category.astype(str)
    if not (texts == reference).any():
        raise InvalidSurvivalData(f"nobody has the reference value {reference!r} of {category.name}")
    values = [value for value in sorted(texts.unique()) if value != reference]
    return pd.DataFrame({f"{category.name}: {value}": (texts == value).astype(float) for value in values})


def interactions(frame: pd.DataFrame, order: int = 2) -> pd.DataFrame:
    """Add the products of covariates up to an order.

    Parameters
    ----------
    frame : DataFrame, shape (n, p)
        Main effects.
    order : int
        2 for all products of two columns, 3 for those of three as well.

    Returns
    -------
    DataFrame
        The columns of `frame`, then the products, named ``a × b``.

    Raises
    ------
    InvalidSurvivalData, GuaranteeTimeError
        As `covariates`.
    """
    checked = covariates(frame)
    mains = pd.DataFrame(checked.matrix, frame.index, list(checked.names))
    groups = [names for size in range(2, order + 1) for names in combinations(checked.names, size)]
    return mains.assign(**{" × ".join(names): mains[list(names)].prod(axis=1) for names in groups})


def _table(given: object) -> pd.DataFrame:
    """Refuse what is no table of covariates, and what is known only later with the reason why."""
    if isinstance(given, KnownLater):
        raise given.unasked()
    if not isinstance(given, pd.DataFrame):
        raise InvalidSurvivalData(f"covariates stand in a DataFrame, one column each, not in a {type(given).__name__}")
    return given


def _finite(name: str, column: pd.Series) -> Floats:
    values = numbers(column, f"covariate {name!r}")
    refuse_rows(~np.isfinite(values), values, f"covariate {name!r} must be a finite number")
    return values
