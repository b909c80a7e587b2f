"""Imaging at first follow-up: CT, or MRI in its stead, together with the mIBG scan."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Final, Literal

import pandas as pd

from mibg.response.assessments import (
    COMPLETE,
    NEITHER,
    NOT_EVALUABLE,
    PARTIAL,
    PROGRESSED,
    PROGRESSION,
    RESPONDED,
    STABLE,
)
from mibg.response.choices import check_choice
from mibg.response.followup import ASSESSED, UNTREATED, fates, first_followup
from mibg.response.rules import Rule, decide
from mibg.response.windows import FOLLOW_UP, Window

Conflict = Literal["progression", "response", "not evaluable"]

_PAPER = "Paper, Results"
_CONVENTION = "convention of this book"
_BOTH: Final = ["ct", "scan"]
_COUNTS: Final = ["before", "within", "after"]


def _either(facts: pd.DataFrame, responses: Set[str]) -> pd.Series:
    """Whether at least one modality gave one of the responses."""
    return facts[_BOTH].isin(responses).any(axis=1)


def _judged(facts: pd.DataFrame) -> pd.DataFrame:
    """Whether each modality could be judged."""
    return facts[_BOTH].notna() & ~facts[_BOTH].isin([NOT_EVALUABLE])


def _only(facts: pd.DataFrame, response: str) -> pd.Series:
    """Whether every evaluable modality gave a response, and at least one did."""
    agree = facts[_BOTH].isin([response])
    return agree.any(axis=1) & (agree | ~_judged(facts)).all(axis=1)


IMAGING_RULES: Final = (
    Rule(
        "pd.conflict",
        "progression on one modality, a response on the other; the patient is flagged",
        lambda facts: _either(facts, PROGRESSED) & _either(facts, RESPONDED),
        PROGRESSION,
        f"{_CONVENTION}: the paper met no such case; progression anywhere is progression",
    ),
    Rule(
        "pd.either",
        "progression on either modality",
        lambda facts: _either(facts, PROGRESSED),
        PROGRESSION,
        f"{_PAPER}: progressed on either modality",
    ),
    Rule(
        "cr.all",
        "a complete response on each modality that could be judged",
        lambda facts: _only(facts, COMPLETE),
        COMPLETE,
        f"{_CONVENTION}: disease left on one modality is left",
    ),
    Rule(
        "pr.either",
        "any other response on either modality",
        lambda facts: _either(facts, RESPONDED),
        PARTIAL,
        f"{_PAPER}: responded on either modality",
    ),
    Rule(
        "sd.either",
        "stable on either modality, which includes non-CR/non-PD",
        lambda facts: _either(facts, {STABLE, NEITHER}),
        STABLE,
        f"{_PAPER}: what has neither progressed nor responded",
    ),
    Rule(
        "ne.all",
        "no modality could be judged",
        lambda facts: facts[_BOTH].notna().any(axis=1),
        NOT_EVALUABLE,
        f"{_CONVENTION}: not evaluable differs from never seen",
    ),
)


_OF_CONFLICT: Final[dict[Conflict, tuple[str, str]]] = {
    "progression": ("pd.conflict", PROGRESSION),
    "response": ("pr.conflict", PARTIAL),
    "not evaluable": ("ne.conflict", NOT_EVALUABLE),
}


def imaging_rules(conflict: Conflict = "progression") -> tuple[Rule, ...]:
    """Rules for both modalities together, in order of precedence: `IMAGING_RULES` by default.

    Parameters
    ----------
    conflict : {"progression", "response", "not evaluable"}
        What progression on one modality beside a response on the other is.

    Raises
    ------
    InvalidCriteria
        When `conflict` is none of these.
    """
    check_choice(conflict, _OF_CONFLICT, "a conflict")
    name, response = _OF_CONFLICT[conflict]
    return (replace(IMAGING_RULES[0], name=name, response=response), *IMAGING_RULES[1:])


def imaging_followup(
    assessments: pd.DataFrame,
    first_treatment: pd.Series,
    window: Window = FOLLOW_UP,
    conflict: Conflict = "progression",
) -> pd.DataFrame:
    """Judge all imaging at first follow-up, a patient a row.

    Each modality has its own first follow-up. An MRI stands in for a CT where no CT within the window could be judged;
    it was judged against earlier MRI, never against CT.

    Parameters
    ----------
    assessments : DataFrame
        Of `assess_exams`: patient_id, date, modality (CT, MRI, scan), response, rule.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated.
    window : Window
        By default 3 to 9 months, which is day 91 to day 274.
    conflict : {"progression", "response", "not evaluable"}
        As for `imaging_rules`.

    Returns
    -------
    DataFrame, one row a patient, in the order of `first_treatment`
        patient_id; ``date`` and ``days`` of the exam by which the response is known: the first that shows progression,
        else the later of those that count; ``response`` and ``rule`` by `imaging_rules`; ``ct`` and ``scan``, the
        response on each; the exams after treatment ``before``, ``within`` and ``after`` the window, of all modalities;
        ``by_mri``, whether ``ct`` is an MRI; ``conflict``, progression on one and a response on the other; ``fate``,
        as `first_followup` has it.

    Raises
    ------
    InvalidFindings
        As `first_followup`.
    InvalidCriteria
        As `imaging_rules`.
    """
    ct, mri, scan = (
        first_followup(assessments[assessments["modality"] == modality], first_treatment, window)
        for modality in ("CT", "MRI", "scan")
    )
    return join_modalities(ct, mri, scan, first_treatment, conflict)


def join_modalities(
    ct: pd.DataFrame,
    mri: pd.DataFrame,
    scan: pd.DataFrame,
    first_treatment: pd.Series,
    conflict: Conflict = "progression",
) -> pd.DataFrame:
    """Judge all imaging at first follow-up from that by each modality.

    Parameters
    ----------
    ct, mri, scan : DataFrame
        Of `first_followup`, of the assessments by each modality alone.
    first_treatment, conflict
        As for `imaging_followup`.

    Returns
    -------
    DataFrame
        Of `imaging_followup`.
    """
    by_mri = ct["fate"].ne(ASSESSED) & mri["response"].notna()
    size = ct.mask(by_mri, mri)
    facts = pd.DataFrame({"ct": size["response"], "scan": scan["response"]}).astype(object)
    decided = decide(imaging_rules(conflict), facts[facts.notna().any(axis=1)]).reindex(facts.index)
    dates = pd.DataFrame({"ct": size["date"], "scan": scan["date"]})
    progressed = decided["response"].eq(PROGRESSION)
    found = pd.concat([_known(dates, facts, progressed, first_treatment), decided, facts], axis=1)
    found[_COUNTS] = ct[_COUNTS] + mri[_COUNTS] + scan[_COUNTS]
    found["by_mri"], found["conflict"] = by_mri, found["rule"].eq(_OF_CONFLICT[conflict][0])
    found["fate"] = fates(found, ct["fate"].eq(UNTREATED))
    return found


def _known(dates: pd.DataFrame, facts: pd.DataFrame, progressed: pd.Series, first_treatment: pd.Series) -> pd.DataFrame:
    """Patient, day on which the response is known, and days since first treatment."""
    shown = dates.where(facts.isin(PROGRESSED)).min(axis=1).where(progressed)
    judged = dates.where(_judged(facts)).max(axis=1)
    date = shown.fillna(judged).fillna(dates.max(axis=1))
    days = (date - first_treatment.reset_index(drop=True)).dt.days.astype("Int64")
    return pd.DataFrame({"patient_id": first_treatment.index, "date": date, "days": days})
