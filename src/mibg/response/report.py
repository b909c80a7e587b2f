"""Response from the words of a dictated report, where nothing was measured."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.response.assessments import COMPLETE, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.rules import Rule, decide
from mibg.response.statements import statements

_PAPER = "Paper, Methods"
_CONVENTION = "convention of this book"

REPORT_RULES: Final = (
    Rule(
        "ne.exam",
        "the exam is marked as not evaluable: it says nothing, not even of a new lesion",
        lambda facts: facts["unjudged"],
        NOT_EVALUABLE,
        f"{_CONVENTION}: an exam counts as evaluable unless it is marked otherwise",
    ),
    Rule(
        "pd.new_lesion",
        "a new lesion is stated, whatever else is",
        lambda facts: facts["new_lesion"],
        PROGRESSION,
        f"{_PAPER}: appearance of new lesions",
    ),
    Rule(
        "pd.growth",
        "a reference lesion is larger or other disease has progressed, even where others shrank",
        lambda facts: facts["larger"] | facts["progressed"],
        PROGRESSION,
        f"{_PAPER}: change in size of reference lesions",
    ),
    Rule(
        "ne.contradiction",
        "no change is stated beside shrinkage or disappearance",
        lambda facts: facts["no_change"] & (facts["smaller"] | facts["disappearance"]),
        NOT_EVALUABLE,
        f"{_CONVENTION}: the paper's “no change” speaks of the whole exam",
    ),
    Rule(
        "pr.some_gone",
        "lesions are gone, and others are smaller or persist",
        lambda facts: facts["disappearance"] & (facts["smaller"] | facts["persists"]),
        PARTIAL,
        f"{_CONVENTION}: a complete response leaves no lesion",
    ),
    Rule(
        "cr.gone",
        "the lesions are gone, and nothing else is stated",
        lambda facts: facts["disappearance"],
        COMPLETE,
        f"{_PAPER}: disappearance of lesions",
    ),
    Rule(
        "pr.shrinkage",
        "reference lesions are smaller",
        lambda facts: facts["smaller"],
        PARTIAL,
        f"{_PAPER}: change in size of reference lesions",
    ),
    Rule(
        "sd.no_change",
        "no change is stated",
        lambda facts: facts["no_change"],
        STABLE,
        f"{_PAPER}: no change",
    ),
    Rule(
        "ne.silent",
        "the report says nothing about the size or number of lesions",
        lambda facts: np.ones(len(facts), dtype=bool),
        NOT_EVALUABLE,
        f"{_CONVENTION}: silence is not stability",
    ),
)


def assess_reports(exams: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Judge exams by what their reports state.

    Parameters
    ----------
    exams : DataFrame, n rows
        Of the contract. A new lesion counts where the exam or its report records one; of disease that is not
        measured, progression counts as growth, and what persists rules out a complete response.
    findings : DataFrame
        Of the contract; those of other exams are passed over.

    Returns
    -------
    DataFrame, n rows, indexed as `exams`
        ``response`` and ``rule``, by `REPORT_RULES`.
    """
    return decide(REPORT_RULES, statements(exams, findings))
