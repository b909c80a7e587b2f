"""What became of one complaint by one visit, against the state before treatment."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.response.assessments import IMPROVED, NOT_EVALUABLE, UNCHANGED, WORSE
from mibg.response.baseline import last_before
from mibg.response.gate import refuse_malformed
from mibg.response.invalid import refuse
from mibg.response.rules import Rule, decide
from mibg.response.windows import BASELINE, Window, since_treatment

OVERALL: Final = "overall"

_PAPER = "Paper, Methods"
_CONVENTION = "convention of this book"
_KEY: Final = ["patient_id", "visit_date", "symptom"]
_READ: Final = [*_KEY, "present", "change"]

COMPLAINT_RULES: Final = (
    Rule(
        "ne.contradiction",
        "worse and absent; or improved, though absent before treatment; or unchanged, though it came or went",
        lambda facts: (
            ((facts["change"] == WORSE) & facts["absent"])
            | ((facts["change"] == IMPROVED) & facts["absent_before"])
            | ((facts["change"] == UNCHANGED) & (facts["gone"] | facts["new"]))
        ),
        NOT_EVALUABLE,
        f"{_CONVENTION}: neither statement is preferred",
    ),
    Rule(
        "worse.stated",
        "it is stated to be worse than before treatment",
        lambda facts: facts["change"] == WORSE,
        WORSE,
        f"{_PAPER}: worsening symptoms",
    ),
    Rule(
        "improved.stated",
        "it is stated to be improved",
        lambda facts: facts["change"] == IMPROVED,
        IMPROVED,
        f"{_PAPER}: symptomatic response by oncologist and patient",
    ),
    Rule(
        "ne.never",
        "absent before treatment and not present now",
        lambda facts: facts["absent_before"] & ~facts["present"],
        NOT_EVALUABLE,
        f"{_CONVENTION}: what the patient does not have cannot respond",
    ),
    Rule(
        "unchanged.stated",
        "it is stated to be unchanged",
        lambda facts: facts["change"] == UNCHANGED,
        UNCHANGED,
        f"{_PAPER}: no change in symptoms",
    ),
    Rule(
        "worse.new",
        "nothing is stated; absent before treatment, present now",
        lambda facts: facts["new"],
        WORSE,
        f"{_CONVENTION}: a new complaint is worse than none",
    ),
    Rule(
        "improved.gone",
        "nothing is stated; present before treatment, absent now",
        lambda facts: facts["gone"],
        IMPROVED,
        f"{_CONVENTION}: a complaint that is gone has improved",
    ),
    Rule(
        "unchanged.persists",
        "nothing is stated; present before treatment and now",
        lambda facts: facts["present_before"] & facts["present"],
        UNCHANGED,
        f"{_CONVENTION}: improvement counts only where it is recorded",
    ),
    Rule(
        "ne.silent",
        "nothing is stated, and its presence is not known at both times",
        lambda facts: np.ones(len(facts), dtype=bool),
        NOT_EVALUABLE,
        f"{_CONVENTION}: silence is not stability",
    ),
)


def assess_complaints(
    symptoms: pd.DataFrame, first_treatment: pd.Series, baseline_window: Window = BASELINE
) -> pd.DataFrame:
    """Judge each complaint at each visit after first treatment; ``overall`` is judged like any other.

    Parameters
    ----------
    symptoms : DataFrame
        Of the contract: patient_id, visit_date, symptom, present (yes, no or missing), change (improved, unchanged,
        worse or missing; against the state before treatment).
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated, whose visits are passed over.
    baseline_window : Window
        In which a complaint recorded as present or absent is its baseline; the last such day counts.

    Returns
    -------
    DataFrame, a row for each complaint and visit after treatment, in the order and with the index of `symptoms`
        patient_id, date, symptom, response and rule, by `COMPLAINT_RULES`.

    Raises
    ------
    InvalidFindings
        When the table does not keep to the contract, a complaint has two rows at a visit, or a patient is none of the
        cohort.
    """
    _refuse_malformed(symptoms)
    rows = since_treatment(symptoms.reindex(columns=_READ), "visit_date", first_treatment)
    rows = rows[rows["days"] > 0]
    decided = decide(COMPLAINT_RULES, _facts(rows, complaint_baseline(symptoms, first_treatment, baseline_window)))
    return pd.concat([rows[_KEY].rename(columns={"visit_date": "date"}), decided], axis=1)


def complaint_baseline(symptoms: pd.DataFrame, first_treatment: pd.Series, window: Window = BASELINE) -> pd.Series:
    """Whether a complaint was there before treatment.

    Parameters
    ----------
    symptoms, first_treatment, window
        As for `assess_complaints`.

    Returns
    -------
    Series of boolean, by patient_id and symptom
        Present on the last day on which presence or absence is recorded; no entry where neither is.
    """
    read = symptoms.reindex(columns=_READ)
    recorded = read[read["present"].notna()]
    last = last_before(recorded, "visit_date", first_treatment, window, by=["symptom"])
    return last.set_index(["patient_id", "symptom"])["present"].astype(bool)


def _facts(rows: pd.DataFrame, before: pd.Series) -> pd.DataFrame:
    """What the rules look at: the change in words, and presence at the visit and before treatment."""
    known = before.reindex(pd.MultiIndex.from_frame(rows[["patient_id", "symptom"]]))
    present_before, absent_before = known.isin([True]).to_numpy(), known.isin([False]).to_numpy()
    present, absent = rows["present"].isin([True]), rows["present"].isin([False])
    return pd.DataFrame(
        {
            "change": rows["change"].astype(object).fillna(""),
            "present": present,
            "absent": absent,
            "present_before": present_before,
            "absent_before": absent_before,
            "new": present & absent_before,
            "gone": absent & present_before,
        },
        index=rows.index,
    )


def _refuse_malformed(symptoms: pd.DataFrame) -> None:
    """Refuse rows that no rule can judge."""
    refuse_malformed(symptoms=symptoms)
    refuse(symptoms[_KEY], symptoms.duplicated(_KEY), "a complaint has one row a visit")
