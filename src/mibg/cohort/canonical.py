"""The one way to write a table, whatever the file it was read from looked like."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd

from mibg.cohort.cells import format_number
from mibg.cohort.columns import Column, Kind, Table, precision_of
from mibg.cohort.contract import TABLES
from mibg.cohort.dates import format_date
from mibg.cohort.study import Study
from mibg.cohort.study_file import study_text


def table_text(table: Table, frame: pd.DataFrame) -> str:
    """Write a table as CSV.

    Parameters
    ----------
    table : Table
        Its declaration.
    frame : pandas.DataFrame
        Typed columns. Optional ones without any value are left out; a date is written as precisely as its
        ``<date>_precision`` says, as a whole date where there is none.

    Returns
    -------
    str
        Lines that end in a line feed: the header, then the rows by their key.
    """
    columns = [column for column in table.columns if column.required or _has_values(column, frame)]
    texts = {column.name: _column_text(column, frame) for column in columns}
    by_key = sorted(zip(*texts.values(), strict=True), key=lambda row: _key(table, list(texts), row))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([list(texts), *by_key])
    return out.getvalue()


def digest(study: Study, frames: Mapping[str, pd.DataFrame]) -> str:
    """Hash the content of a cohort: the same for the same content, however its files were written.

    Returns
    -------
    str
        SHA-256 in hexadecimal digits.
    """
    parts = {"study": study_text(study)}
    parts |= {table.name: table_text(table, frames[table.name]) for table in TABLES if table.name in frames}
    hashed = hashlib.sha256()
    for name, text in parts.items():
        hashed.update(f"{name} {len(text)}\n{text}".encode())
    return hashed.hexdigest()


def _has_values(column: Column, frame: pd.DataFrame) -> bool:
    return column.name in frame and bool(frame[column.name].notna().any())


def _key(table: Table, names: list[str], row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row[names.index(name)] for name in table.key if name in names)


def _column_text(column: Column, frame: pd.DataFrame) -> list[str]:
    if column.name not in frame:
        return [""] * len(frame)
    if column.kind is Kind.DATE:
        return _date_text(column.name, frame)
    return ["" if pd.isna(value) else _text(column.kind, value) for value in frame[column.name]]


def _text(kind: Kind, value: Any) -> str:  # noqa: ANN401 - a cell of any kind
    if kind is Kind.YES_NO:
        return "yes" if value else "no"
    return format_number(float(value)) if kind in {Kind.NUMBER, Kind.WHOLE} else str(value)


def _date_text(name: str, frame: pd.DataFrame) -> list[str]:
    days: list[Any] = list(frame[name])
    known = frame.get(precision_of(name), pd.Series("day", frame.index)).fillna("day")
    return [
        "" if pd.isna(day) else format_date(day.date(), precision) for day, precision in zip(days, known, strict=True)
    ]
