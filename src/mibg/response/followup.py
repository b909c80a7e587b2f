"""First follow-up: which assessment counts, and what became of the patients without one."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.response.assessments import COLUMNS, WORDS, evaluable
from mibg.response.invalid import refuse_all
from mibg.response.windows import FOLLOW_UP, Window, since_treatment

ASSESSED: Final = "assessed"
UNJUDGED: Final = "not evaluable"
BEFORE_AND_AFTER: Final = "before and after"
ONLY_BEFORE: Final = "only before"
ONLY_AFTER: Final = "only after"
NEVER: Final = "none"
UNTREATED: Final = "not treated"

FATES: Final = {
    ASSESSED: "an evaluable assessment within the window; the earliest such counts",
    UNJUDGED: "assessed within the window, but never evaluably",
    BEFORE_AND_AFTER: "assessed between treatment and the window, and after the window, never within it",
    ONLY_BEFORE: "last assessed between treatment and the window",
    ONLY_AFTER: "first assessed after the window",
    NEVER: "never assessed after first treatment",
    UNTREATED: "no day of first treatment is recorded",
}


def first_followup(assessments: pd.DataFrame, first_treatment: pd.Series, window: Window = FOLLOW_UP) -> pd.DataFrame:
    """Find the assessment at first follow-up of every patient.

    It is the earliest evaluable one within the window; where none there is evaluable, the earliest. Assessments on
    the day of treatment or earlier are no follow-up.

    Parameters
    ----------
    assessments : DataFrame
        At most one a patient and day: patient_id, date, response, rule; other columns are passed over.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated.
    window : Window
        By default 3 to 9 months, which is day 91 to day 274.

    Returns
    -------
    DataFrame, one row a patient, in the order of `first_treatment`
        patient_id; date, days since first treatment, response and rule (missing unless the fate is ``assessed`` or
        ``not evaluable``); the number of assessments after treatment ``before``, ``within`` and ``after`` the window;
        and ``fate``, a key of `FATES`, categorical with every fate as a category.

    Raises
    ------
    InvalidFindings
        When a patient has two assessments on one day, or is none of the cohort, or an assessment has no date or no
        known response.
    """
    rows = since_treatment(assessments[list(COLUMNS)], "date", first_treatment)
    refuse_all(
        rows,
        [
            (rows.duplicated(["patient_id", "date"]), "a patient has one assessment a day"),
            (~rows["response"].isin(WORDS), f"a response is one of {', '.join(WORDS)}"),
        ],
        ["patient_id", "date", "response"],
    )
    rows = rows[rows["days"] > 0]
    counts = _counts(rows, first_treatment.index, window)
    within = rows[rows["days"].between(window.first_day, window.last_day)]
    order = within.assign(unjudged=~evaluable(within)).sort_values(["unjudged", "days"], kind="stable")
    chosen = order.drop_duplicates("patient_id").set_index("patient_id").drop(columns="unjudged")
    found = chosen.reindex(first_treatment.index).astype({"days": "Int64"}).join(counts)
    found["fate"] = fates(found, first_treatment.isna())
    return found.rename_axis("patient_id").reset_index()[
        ["patient_id", "date", "days", "response", "rule", "before", "within", "after", "fate"]
    ]


def fates(found: pd.DataFrame, untreated: pd.Series) -> pd.Categorical:
    """Name what became of each patient.

    Parameters
    ----------
    found : DataFrame, n patients
        Columns response (missing where none is within the window), before, within, after.
    untreated : Series of bool, n patients
        Who has no day of first treatment.

    Returns
    -------
    Categorical, n patients
        Keys of `FATES`.
    """
    before, after = found["before"] > 0, found["after"] > 0
    tests = {
        UNTREATED: untreated,
        ASSESSED: found["response"].notna() & evaluable(found),
        UNJUDGED: found["within"] > 0,
        BEFORE_AND_AFTER: before & after,
        ONLY_BEFORE: before,
        ONLY_AFTER: after,
    }
    return pd.Categorical(np.select(list(tests.values()), list(tests), NEVER), categories=list(FATES))


def fate_counts(followup: pd.DataFrame) -> pd.Series:
    """Count the patients of each fate, those without any included; they add up to the cohort."""
    return followup["fate"].value_counts().reindex(list(FATES)).rename("patients")


def retreated(followup: pd.DataFrame, treatments: pd.DataFrame) -> pd.Series:
    """Whether a further dose came before the day of first follow-up.

    Parameters
    ----------
    followup : DataFrame
        Of `first_followup`.
    treatments : DataFrame
        Of the contract.

    Returns
    -------
    Series of bool, indexed as `followup`
        A dose on the day of the follow-up itself does not count; who has no follow-up has no dose before it.
    """
    rows = treatments.sort_values(["patient_id", "treatment_date"])
    second = rows[rows.groupby("patient_id").cumcount() == 1].set_index("patient_id")["treatment_date"]
    return (followup["patient_id"].map(second) < followup["date"]).rename("retreated")


def _counts(rows: pd.DataFrame, patients: pd.Index, window: Window) -> pd.DataFrame:
    """How many assessments each patient has before, within and after the window."""
    place = np.select([rows["days"] < window.first_day, rows["days"] > window.last_day], [0, 2], 1)
    cell = 3 * patients.get_indexer(pd.Index(rows["patient_id"])) + place
    counted = np.bincount(cell, minlength=3 * len(patients)).reshape(-1, 3)
    return pd.DataFrame(counted, index=patients, columns=["before", "within", "after"])
