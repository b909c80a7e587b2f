"""Response on a scan with labelled mIBG, from its activity against the scan before treatment."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.response.assessments import COMPLETE, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.rules import Rule, decide
from mibg.response.statements import statements

_PAPER = "Paper, Results"
_CONVENTION = "convention of this book"

SCAN_RULES: Final = (
    Rule(
        "ne.exam",
        "the scan is marked as not evaluable: it says nothing, not even of a new lesion",
        lambda facts: facts["unjudged"],
        NOT_EVALUABLE,
        f"{_CONVENTION}: a scan counts as evaluable unless it is marked otherwise",
    ),
    Rule(
        "pd.new_site",
        "a new lesion is recorded, whatever became of the activity elsewhere",
        lambda facts: facts["new_lesion"],
        PROGRESSION,
        f"{_CONVENTION}: as in a report, a new lesion is progression even beside shrinkage",
    ),
    Rule(
        "ne.contradiction",
        "no residual activity beside uptake, or residual activity without any uptake",
        lambda facts: (
            ((facts["activity"] == "none") & (facts["uptake"] == "positive"))
            | (facts["activity"].isin(["decreased", "unchanged", "increased"]) & (facts["uptake"] == "negative"))
        ),
        NOT_EVALUABLE,
        f"{_CONVENTION}: neither statement is preferred",
    ),
    Rule(
        "pd.activity",
        "abnormal activity is increased",
        lambda facts: facts["activity"] == "increased",
        PROGRESSION,
        f"{_PAPER}: increased abnormal activity",
    ),
    Rule(
        "cr.activity",
        "no residual abnormal activity, or no uptake at any site of disease",
        lambda facts: (facts["activity"] == "none") | (facts["uptake"] == "negative"),
        COMPLETE,
        f"{_PAPER}: no residual abnormal activity",
    ),
    Rule(
        "pr.activity",
        "abnormal activity is decreased",
        lambda facts: facts["activity"] == "decreased",
        PARTIAL,
        f"{_PAPER}: decreased activity",
    ),
    Rule(
        "sd.activity",
        "abnormal activity is unchanged",
        lambda facts: facts["activity"] == "unchanged",
        STABLE,
        f"{_PAPER}: stable",
    ),
    Rule(
        "ne.silent",
        "nothing is recorded of the activity",
        lambda facts: np.ones(len(facts), dtype=bool),
        NOT_EVALUABLE,
        f"{_CONVENTION}: silence is not stability",
    ),
)


def assess_scans(exams: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """Judge scans by their abnormal activity against the scan before treatment.

    Parameters
    ----------
    exams : DataFrame, n rows
        Of the contract.
    findings : DataFrame
        Of the contract; of a scan's report only a new lesion counts, since its size says nothing of activity.

    Returns
    -------
    DataFrame, n rows, indexed as `exams`
        ``response`` and ``rule``, by `SCAN_RULES`.
    """
    return decide(SCAN_RULES, statements(exams, findings))
