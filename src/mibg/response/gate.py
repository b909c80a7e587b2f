"""The gate of the rules: every table is held against the contract before anything is judged by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from numbers import Real
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.contract import TABLES
from mibg.cohort.limits import OneOf
from mibg.response.invalid import complaint, raise_if_any

Bools = npt.NDArray[np.bool_]

_CONTRACT: Final = {table.name: table for table in TABLES}
_DECLARED: Final = {**_CONTRACT, "baselines": _CONTRACT["exams"]}
_TEXTS: Final = {"string", "empty"}
_NUMBERED: Final = {"integer"}
_DAY: Final = "a date is a day, without a time of day; take the time off with dt.normalize()"
_KINDS: Final = {
    Kind.TEXT: "a value is text; make it so with astype(str), in every table alike",
    Kind.NUMBER: "a value is a number; turn text into numbers with pandas.to_numeric",
    Kind.WHOLE: "a value is a number; turn text into numbers with pandas.to_numeric",
    Kind.DATE: "a value is a date; turn the column into dates with pandas.to_datetime",
    Kind.YES_NO: "a value is True or False; replace words such as yes and no by them",
}


def refuse_malformed(**tables: pd.DataFrame) -> None:
    """Refuse tables that do not keep to the contract, however they were made.

    Parameters
    ----------
    **tables : DataFrame
        By their names in the contract; ``baselines`` has the key of ``exams``. Columns that the contract does not ask
        for may be absent, and others may stand beside them.

    Raises
    ------
    InvalidFindings
        When a column is absent or stands twice; a cell is empty that must be filled; or a value is of another kind
        than its column, or none of its codes. A line for each such column, with what must hold and how to mend it, and
        the first five rows at fault, by their label, their key and the value. Also when patients are text in one table
        and numbers in another.
    """
    raise_if_any([line for name, table in tables.items() for line in complaints(name, table, _DECLARED[name])])
    raise_if_any(list(_ids_at_odds(tables)))


def _ids_at_odds(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Tell of patients that are text in one table and numbers in another: 1 is not "1"."""
    filled = {name: table["patient_id"] for name, table in tables.items() if "patient_id" in table and len(table)}
    kinds = {name: "text" if _kind(ids) in _TEXTS else "a number" for name, ids in filled.items()}
    if len(set(kinds.values())) > 1:
        told = ", ".join(f"{kind} in {name}" for name, kind in kinds.items())
        yield f"patient_id is {told}; make it text in each with astype(str)"


def complaints(name: str, table: pd.DataFrame, declared: Table) -> Iterator[str]:
    """Tell what is wrong with one table, held against its declaration; of columns absent or there twice, that alone."""
    absent = [column.name for column in declared.columns if column.required and column.name not in table]
    if absent:
        yield f"{name} lacks the columns {', '.join(absent)}; add them, to a table without rows too"
        return
    twice = table.columns[table.columns.duplicated()]
    if len(twice):
        yield f"{name} has columns that stand twice: {', '.join(map(str, twice))}; keep one of each"
        return
    for column in declared.columns:
        for wrong, rule in _rules(column, table[column.name]) if column.name in table and len(table) else ():
            if wrong.any():
                found = table[wrong].assign(row=table.index[wrong])
                shown = dict.fromkeys(["row", *(key for key in declared.key if key in table), column.name])
                yield complaint(found[list(shown)], f"{name}, column {column.name}: {rule}")


def _rules(column: Column, values: pd.Series[Any]) -> Iterator[tuple[Bools, str]]:
    """Which values break what is declared of their column, and what that is."""
    if column.filled:
        yield values.isna().to_numpy(dtype=bool), "no cell is empty; fill it in, or leave the row out"
    kept = of_kind(values, column.kind)
    yield _filled(values, ~kept), _KINDS[column.kind]
    if column.kind is Kind.DATE and kept.all():
        yield _filled(values, (values != values.dt.normalize()).to_numpy()), _DAY
    if isinstance(column.constraint, OneOf):
        unknown = ~column.constraint.holds(values).to_numpy(dtype=bool)
        yield _filled(values, unknown), f"a value is one of {', '.join(column.constraint.codes)}; correct it"


def _filled(values: pd.Series[Any], wrong: Bools) -> Bools:
    """Those of the wrong cells that hold a value."""
    return wrong & values.notna().to_numpy(dtype=bool) if wrong.any() else wrong


def of_kind(values: pd.Series[Any], kind: Kind) -> Bools:
    """Whether each value, unless it is missing, is of a kind."""
    if kind is Kind.TEXT:
        return _are_texts(values)
    if kind is Kind.DATE:
        return np.full(len(values), isinstance(values.dtype, np.dtype) and values.dtype.kind == "M")
    if pd.api.types.is_bool_dtype(values.dtype):
        return np.full(len(values), kind is Kind.YES_NO)
    if kind is Kind.YES_NO:
        return values.isin([True, False]).to_numpy(dtype=bool)
    if pd.api.types.is_numeric_dtype(values.dtype):
        return np.ones(len(values), dtype=bool)
    return np.array([isinstance(value, Real) and not isinstance(value, bool) for value in values], dtype=bool)


def _are_texts(values: pd.Series[Any]) -> Bools:
    """Whether each value is text; a column of whole numbers alone does as well, of patients who are numbered."""
    if _kind(values) in _TEXTS | _NUMBERED:
        return np.ones(len(values), dtype=bool)
    return np.array([isinstance(value, str) for value in values], dtype=bool)


def _kind(values: pd.Series[Any]) -> str:
    return pd.api.types.infer_dtype(values.astype(object) if values.dtype == "category" else values, skipna=True)
