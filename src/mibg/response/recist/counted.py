"""Which assessments the best response counts; what cannot be counted is refused."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.limits import OneOf
from mibg.cohort.tables.shared import PATIENT_ID, key_date
from mibg.response.assessments import COMPLETE, NEITHER, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.gate import complaints, of_kind
from mibg.response.invalid import raise_if_any, refuse_all

_WORDS: Final = (COMPLETE, PARTIAL, STABLE, NEITHER, PROGRESSION, NOT_EVALUABLE)

ASSESSMENTS: Final = Table(
    "assessments",
    "an assessment by RECIST",
    (
        PATIENT_ID,
        key_date("date", "Day of the assessment"),
        Column(
            "response",
            Kind.TEXT,
            "Overall response",
            OneOf(dict.fromkeys(_WORDS, "")),
            required=True,
            filled=True,
        ),
    ),
    key=("patient_id", "date"),
)


def counted(assessments: pd.DataFrame, reference: pd.Series) -> pd.DataFrame:
    """Keep the assessments from the reference date on, up to the first progression after it.

    Parameters
    ----------
    assessments, reference
        As for `best_overall_response`.

    Returns
    -------
    DataFrame
        patient_id, date and response, in the order of patient and date, numbered from 0.

    Raises
    ------
    InvalidFindings
        As `best_overall_response`.
    """
    _refuse_malformed(assessments, reference)
    rows = assessments[list(ASSESSMENTS.names)].astype({"date": "datetime64[ns]"})
    rows = rows[rows["date"] >= rows["patient_id"].map(reference)].sort_values(list(ASSESSMENTS.key))
    first = rows["patient_id"].map(rows[rows["response"] == PROGRESSION].groupby("patient_id")["date"].min())
    return rows[~(rows["date"] > first)].reset_index(drop=True)


def _refuse_malformed(assessments: pd.DataFrame, reference: pd.Series) -> None:
    """Refuse assessments that no rule can count, and reference dates that name nobody for certain."""
    raise_if_any(list(complaints(ASSESSMENTS.name, assessments, ASSESSMENTS)))
    dates = pd.DataFrame({"patient_id": reference.index, "reference": reference.to_numpy()})
    refuse_all(
        dates,
        [
            (
                ~of_kind(reference, Kind.DATE),
                "a reference date is a date; make it one with pandas.to_datetime",
            ),
            (dates["patient_id"].duplicated(), "a patient has one reference date"),
        ],
        ["patient_id", "reference"],
    )
    again = assessments.duplicated(list(ASSESSMENTS.key), keep=False)
    refuse_all(
        assessments,
        [
            (~assessments["patient_id"].isin(reference.index), "an assessment is of a patient with a reference date"),
            (again, "a patient has one assessment a day; keep the one that counts"),
        ],
        ASSESSMENTS.names,
    )
