"""Who is listed in a table that has several rows a patient."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def listed(patients: pd.DataFrame, table: pd.DataFrame, column: str, code: str) -> pd.Series:
    """For each patient, in the order of `patients`, whether `table` lists him with `code` in `column`.

    Returns
    -------
    Series of boolean
        All missing where the table has no rows, since nothing is known then.
    """
    return _named(patients, table, table[column] == code)


def followed(patients: pd.DataFrame, table: pd.DataFrame, seen: pd.DataFrame) -> pd.Series:
    """For each patient, in the order of `patients`, whether he is among those in whom a table showed something.

    Parameters
    ----------
    patients : DataFrame
        Of the contract.
    table : DataFrame
        What was looked at: exams, symptoms or laboratory values.
    seen : DataFrame
        A row for each patient of whom it told, with ``patient_id``.

    Returns
    -------
    Series of boolean
        All missing where the table has no rows, since nothing is known then.
    """
    return _named(patients, table, table["patient_id"].isin(seen["patient_id"]))


def had_therapy(patients: pd.DataFrame, therapies: pd.DataFrame, timing: str, any_of: Sequence[str]) -> pd.Series:
    """For each patient, in the order of `patients`, whether he had any of some therapies at a timing.

    Returns
    -------
    Series of boolean
        All missing where the table has no rows, since nothing is known then.
    """
    return _named(patients, therapies, (therapies["timing"] == timing) & therapies["therapy"].isin(any_of))


def _named(patients: pd.DataFrame, table: pd.DataFrame, rows: pd.Series) -> pd.Series:
    if table.empty:
        return pd.Series(pd.NA, index=patients.index, dtype="boolean")
    return patients["patient_id"].isin(table.loc[rows.fillna(False), "patient_id"]).astype("boolean")
