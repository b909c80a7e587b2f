"""Baseline: what was last recorded before first treatment."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mibg.response.windows import BASELINE, Window, since_treatment


def last_before(
    rows: pd.DataFrame,
    date_column: str,
    first_treatment: pd.Series,
    window: Window = BASELINE,
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """Find the baseline: what was recorded on the last day within a window that ends at first treatment.

    Parameters
    ----------
    rows : DataFrame
        With patient_id and a date.
    date_column : str
        The name of the date.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated.
    window : Window
        By default from 6 months before first treatment to the day itself, which is day -183 to day 0.
    by : sequence of str
        Columns within which each patient has a baseline of his own, such as the analyte.

    Returns
    -------
    DataFrame
        All rows of that day, with their index, in the order given, with ``days`` since first treatment (at most 0).

    Raises
    ------
    InvalidFindings
        When a patient is none of the cohort, or a row has no date.
    """
    dated = since_treatment(rows, date_column, first_treatment)
    inside = dated[dated["days"].between(window.first_day, min(window.last_day, 0))]
    last = inside.groupby(["patient_id", *by], observed=True)["days"].transform("max")
    return inside[inside["days"] == last]
