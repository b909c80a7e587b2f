"""Covariates of a regression: checked once, with names that a reader understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from mibg.survival.times import Floats, InvalidSurvivalData

_SHOWN = 5


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


def covariates(frame: pd.DataFrame) -> Covariates:
    """Check covariates and make them ready for a regression.

    Parameters
    ----------
    frame : DataFrame, shape (n, p)
        Numbers, or true and false, which count as 1 and 0. A category is made into such columns by `dummies`.

    Raises
    ------
    InvalidSurvivalData
        When there is no column, a name stands twice, a column holds no numbers, or a number is missing or infinite.
        Names column and rows, rows counted from 0.
    """
    names = tuple(str(name) for name in frame.columns)
    if not names or len(set(names)) < len(names):
        raise InvalidSurvivalData("a regression needs covariates, each with a name of its own")
    columns = [_numbers(name, frame.iloc[:, place]) for place, name in enumerate(names)]
    return Covariates(names, np.asfortranarray(np.column_stack(columns)))


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
        When nobody has the reference value, or a value is missing.
    """
    if category.isna().any():
        raise InvalidSurvivalData(f"{category.name} is missing in row {int(np.flatnonzero(category.isna())[0])}")
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
    """
    groups = [names for size in range(2, order + 1) for names in combinations(frame.columns, size)]
    products = {" × ".join(map(str, names)): _product(frame, names) for names in groups}
    return frame.astype(float).assign(**products)


def _product(frame: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    return frame[list(names)].astype(float).prod(axis=1, skipna=False)


def _numbers(name: str, column: pd.Series) -> Floats:
    try:
        values = column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise InvalidSurvivalData(f"covariate {name!r} holds no numbers, but {column.iloc[0]!r}") from None
    wrong = np.flatnonzero(~np.isfinite(values))
    if len(wrong):
        rows = ", ".join(f"row {row}: {values[row]}" for row in wrong[:_SHOWN])
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise InvalidSurvivalData(f"covariate {name!r} must be a finite number; {rows}{more}")
    return values
