"""Imaging tables of the contract and assessments, typed, from short texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from mibg.cohort import TABLES

TREATED = pd.Timestamp("2000-01-01")

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


def first_treatment(patients: Iterable[str]) -> pd.Series:
    """Everybody was treated on the same day; who is named ``not treated`` never was."""
    names = pd.Index(list(patients), name="patient_id", dtype=object)
    return pd.Series(TREATED, index=names, dtype="datetime64[ns]").mask(names == "not treated")


def assessed(timelines: Mapping[str, str]) -> pd.DataFrame:
    """Assessments from timelines such as ``91:SD 200:PD``, by patient; days since treatment."""
    rows = [(name, *mark.split(":")) for name, line in timelines.items() for mark in line.split()]
    frame = pd.DataFrame(rows, columns=["patient_id", "days", "response"])
    dates = TREATED + pd.to_timedelta(frame["days"].astype(int), unit="D")
    return frame.assign(date=dates, rule="made up").drop(columns="days")
