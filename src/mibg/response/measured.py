"""Assessments by RECIST of the exams at which lesions were measured, each held against the baseline of its modality."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.response.baseline import last_before
from mibg.response.gate import refuse_malformed
from mibg.response.recist import assess_lesions
from mibg.response.statements import EXAM, statements
from mibg.response.windows import BASELINE, Window, since_treatment

_SERIES: Final = ["patient_id", "modality"]


def assess_measured(
    exams: pd.DataFrame,
    findings: pd.DataFrame,
    lesions: pd.DataFrame,
    first_treatment: pd.Series,
    window: Window = BASELINE,
) -> pd.DataFrame:
    """Judge the exams after treatment at which lesions were measured.

    An exam is among them when at least one lesion was judged at it and the patient has a baseline of the same modality:
    the last exam within the window before first treatment at which a lesion was judged. A new lesion that the report of
    an exam states is one for RECIST too.

    Parameters
    ----------
    exams, findings, lesions : DataFrame
        Of the contract. Whether measurements come from images or from a report makes no difference.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated.
    window : Window
        Where the baseline is looked for; by default from 6 months before first treatment to the day itself.

    Returns
    -------
    DataFrame
        One row an exam, with the columns of `assess_lesions`.

    Raises
    ------
    InvalidFindings
        As `assess_lesions`, and when an exam is of none of the cohort.
    """
    refuse_malformed(exams=exams, findings=findings, lesions=lesions)
    judged = lesions.loc[lesions["state"] != "not_evaluable", EXAM]
    dated = since_treatment(exams, "exam_date", first_treatment)
    measured = dated[_keys(dated, EXAM).isin(_keys(judged, EXAM))]
    baselines = last_before(measured[EXAM], "exam_date", first_treatment, window, by=["modality"])
    held = _keys(measured, _SERIES).isin(_keys(baselines, _SERIES)) & (measured["days"] > 0)
    found = assess_lesions(_with_new_lesions(exams, findings), lesions, baselines)
    return found[_keys(found, ["patient_id", "date", "modality"]).isin(_keys(measured[held], EXAM))].reset_index(
        drop=True
    )


def _with_new_lesions(exams: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Exams, with the new lesions that only their reports state."""
    recorded = exams.reindex(columns=["new_lesions"])["new_lesions"].astype(object)
    return exams.assign(new_lesions=recorded.mask(statements(exams, findings)["new_lesion"], "yes"))


def _keys(rows: pd.DataFrame, columns: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[columns])
