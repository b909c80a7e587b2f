"""Imaging tables of the contract, typed, from short texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from mibg.cohort import TABLES

_DTYPES = {
    table.name: {column.name: column.kind.dtype for column in table.columns}
    for table in TABLES
    if table.name in {"exams", "findings", "lesions"}
}


def typed(table: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Make a table with every column of the contract; what is not given is missing."""
    dtypes = _DTYPES[table]
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in dtypes.items()})


def exam_rows(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Exams; each row a mapping by column."""
    return typed("exams", rows)


def finding_rows(exam: str, words: str) -> pd.DataFrame:
    """Findings of one exam, given as ``patient date modality``; its words with spaces between them."""
    patient, day, modality = exam.split()
    key = {"patient_id": patient, "exam_date": day, "modality": modality}
    return typed("findings", [{**key, "finding": word} for word in words.split()])
