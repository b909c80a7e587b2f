"""Laboratory values and symptoms of the contract, typed, from short timelines in days since first treatment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from imaging_tables import TREATED

from mibg.cohort import TABLES

_DTYPES = {
    table.name: {column.name: column.kind.dtype for column in table.columns}
    for table in TABLES
    if table.name in {"labs", "symptoms"}
}
_CHANGES = {"better": "improved", "same": "unchanged", "worse": "worse"}
_PRESENT = {"yes": True, "no": False}


def typed(table: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Make a table with every column of the contract; what is not given is missing."""
    dtypes = _DTYPES[table]
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in dtypes.items()})


def day(number: str | int) -> pd.Timestamp:
    return TREATED + pd.Timedelta(days=int(number))


def labs(timelines: Mapping[str, str], **columns: object) -> pd.DataFrame:
    """Values from timelines such as ``-10:100 91:125``; a name that ends in ``5-HIAA`` is that analyte."""
    rows = [
        {
            "patient_id": name.removesuffix(" 5-HIAA"),
            "lab_date": day(mark.split(":")[0]),
            "analyte": "5-HIAA" if name.endswith("5-HIAA") else "CgA",
            "value": float(mark.split(":")[1]),
            "unit": "ng/mL",
            **columns,
        }
        for name, line in timelines.items()
        for mark in line.split()
    ]
    return typed("labs", rows)


def symptoms(timelines: Mapping[str, str]) -> pd.DataFrame:
    """Rows from timelines such as ``-5:pain=yes 91:pain=better 91:overall=same,no``, a change or a presence or both."""
    rows = []
    for name, line in timelines.items():
        for mark in line.split():
            when, said = mark.split(":")
            symptom, words = said.split("=")
            told = words.split(",")
            rows.append(
                {
                    "patient_id": name,
                    "visit_date": day(when),
                    "symptom": symptom,
                    "present": next((_PRESENT[word] for word in told if word in _PRESENT), None),
                    "change": next((_CHANGES[word] for word in told if word in _CHANGES), None),
                }
            )
    return typed("symptoms", rows)
