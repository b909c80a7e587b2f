"""Both analytes together: of each day."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

import pandas as pd

from mibg.response.assessments import NOT_EVALUABLE, PARTIAL, PROGRESSED, PROGRESSION, RESPONDED, STABLE
from mibg.response.biochemical.analytes import FIRST_OF_TWO, assess_analytes
from mibg.response.biochemical.criteria import DEFAULT_CRITERIA, BiochemicalCriteria
from mibg.response.rules import Rule, decide

_PAPER = "Paper, Methods"
_CONVENTION = "convention of this book"
ANALYTES: Final = {"cga": "CgA", "hiaa": "5-HIAA"}


def _either(facts: pd.DataFrame, responses: Set[str]) -> pd.Series:
    """Whether at least one analyte gave one of the responses."""
    return facts[list(ANALYTES)].isin(responses).any(axis=1)


def _all_judged(facts: pd.DataFrame, response: str) -> pd.Series:
    """Whether every analyte that could be judged gave a response, and at least one did."""
    given = facts[list(ANALYTES)]
    silent = given.isna() | given.isin([NOT_EVALUABLE])
    return given.isin([response]).any(axis=1) & (given.isin([response]) | silent).all(axis=1)


EITHER_ANALYTE_RULES: Final = (
    Rule(
        "pd.either",
        "progression by either analyte",
        lambda facts: _either(facts, PROGRESSED),
        PROGRESSION,
        f"{_PAPER}: a rise of chromogranin A or 5-HIAA",
    ),
    Rule(
        FIRST_OF_TWO,
        "a rise of either that its next value confirms, at which progression is known",
        lambda facts: facts["awaited"],
        NOT_EVALUABLE,
        f"{_CONVENTION}: the other analyte does not clear it",
    ),
    Rule(
        "pr.either",
        "otherwise a response by either",
        lambda facts: _either(facts, RESPONDED),
        PARTIAL,
        f"{_CONVENTION}: as for imaging, a response of either is one",
    ),
    Rule(
        "sd.either",
        "otherwise stable by either",
        lambda facts: _either(facts, {STABLE}),
        STABLE,
        "Paper, Results: neither response nor progression",
    ),
    Rule(
        "ne.all",
        "neither could be judged",
        lambda facts: facts[list(ANALYTES)].notna().any(axis=1),
        NOT_EVALUABLE,
        f"{_CONVENTION}: not evaluable differs from not measured",
    ),
)


_BOTH_ANALYTES_RULES: Final = (
    Rule(
        "pd.all",
        "progression by every analyte that could be judged",
        lambda facts: _all_judged(facts, PROGRESSION),
        PROGRESSION,
        f"{_CONVENTION}: another reading",
    ),
    *EITHER_ANALYTE_RULES[2:],
)


def analyte_pair_rules(criteria: BiochemicalCriteria = DEFAULT_CRITERIA) -> tuple[Rule, ...]:
    """Rules for both analytes together, in order of precedence: `EITHER_ANALYTE_RULES` by default."""
    return EITHER_ANALYTE_RULES if criteria.progression_by == "either" else _BOTH_ANALYTES_RULES


def assess_labs(
    labs: pd.DataFrame, first_treatment: pd.Series, criteria: BiochemicalCriteria = DEFAULT_CRITERIA
) -> pd.DataFrame:
    """Judge each day after first treatment on which an analyte was measured.

    Parameters
    ----------
    labs, first_treatment, criteria
        As for `assess_analytes`.

    Returns
    -------
    DataFrame, one row a patient and day, in their order
        patient_id, date; response and rule, by `analyte_pair_rules`; ``cga`` and ``hiaa``, the response of each
        analyte measured that day; ``last_clear`` and ``first_raised``, the interval in which progression began. A
        patient without a value after treatment has no row: `biochemical_followup` gives every patient a fate.

    Raises
    ------
    InvalidFindings
        As `assess_analytes`.
    """
    return join_days(assess_analytes(labs, first_treatment, criteria), criteria)


def join_days(values: pd.DataFrame, criteria: BiochemicalCriteria = DEFAULT_CRITERIA) -> pd.DataFrame:
    """Judge each day from the values of each analyte, as `assess_analytes` judged them; see `assess_labs`."""
    day = ["patient_id", "date"]
    wide = values.astype({"response": object}).set_index([*day, "analyte"])["response"].unstack("analyte")
    facts = wide.reindex(columns=list(ANALYTES.values())).set_axis(list(ANALYTES), axis=1)
    by_day = values.assign(awaited=values["rule"] == FIRST_OF_TWO).groupby(day)
    facts = facts.assign(awaited=by_day["awaited"].any())
    interval = by_day[["last_clear", "first_raised"]].min()
    found = pd.concat([facts, decide(analyte_pair_rules(criteria), facts), interval], axis=1).reset_index()
    return found[[*day, "response", "rule", *ANALYTES, "last_clear", "first_raised"]]
