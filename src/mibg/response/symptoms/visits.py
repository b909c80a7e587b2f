"""What the symptoms of a visit say together."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

from mibg.response.assessments import IMPROVED, NOT_EVALUABLE, UNCHANGED, WORSE
from mibg.response.choices import check_choice
from mibg.response.rules import Rule, decide
from mibg.response.symptoms.complaints import OVERALL, assess_complaints
from mibg.response.windows import BASELINE, Window

Reading = Literal["none worse", "any improved", "majority"]

_PAPER = "Paper, Methods"
_CONVENTION = "convention of this book"
_OVERALL_SOURCE = "Paper, Results: a binary assessment"

_OVERALL_RULES = (
    Rule(
        "improved.overall",
        "improved, by the judgement on all complaints together",
        lambda facts: facts["overall"] == IMPROVED,
        IMPROVED,
        _OVERALL_SOURCE,
    ),
    Rule(
        "unchanged.overall",
        "unchanged, by that judgement",
        lambda facts: facts["overall"] == UNCHANGED,
        UNCHANGED,
        f"{_PAPER}: no change is no response",
    ),
    Rule(
        "worse.overall",
        "worse than before treatment, by that judgement",
        lambda facts: facts["overall"] == WORSE,
        WORSE,
        f"{_PAPER}: worsening is no response",
    ),
)
_ANY_WORSE = Rule(
    "worse.any",
    "a complaint is worse",
    lambda facts: facts["worse"] > 0,
    WORSE,
    f"{_CONVENTION}: the paper does not say how complaints add up",
)
_ANY_IMPROVED = Rule(
    "improved.any",
    "a complaint is improved",
    lambda facts: facts["improved"] > 0,
    IMPROVED,
    f"{_CONVENTION}: the paper does not say how complaints add up",
)
_MOST_IMPROVED = Rule(
    "improved.most",
    "more than half of the complaints that could be judged are improved",
    lambda facts: 2 * facts["improved"] > facts["judged"],
    IMPROVED,
    f"{_CONVENTION}: another reading",
)
_MOST_WORSE = Rule(
    "worse.most",
    "more than half of them are worse",
    lambda facts: 2 * facts["worse"] > facts["judged"],
    WORSE,
    f"{_CONVENTION}: another reading",
)
_REST = (
    Rule(
        "unchanged.rest",
        "other complaints that could be judged",
        lambda facts: facts["judged"] > 0,
        UNCHANGED,
        f"{_PAPER}: no change in symptoms",
    ),
    Rule(
        "ne.silent",
        "no complaint could be judged",
        lambda facts: facts["judged"] == 0,
        NOT_EVALUABLE,
        f"{_CONVENTION}: silence is not stability",
    ),
)

SYMPTOM_RULES: Final[dict[Reading, tuple[Rule, ...]]] = {
    "none worse": (*_OVERALL_RULES, _ANY_WORSE, _ANY_IMPROVED, *_REST),
    "any improved": (*_OVERALL_RULES, _ANY_IMPROVED, _ANY_WORSE, *_REST),
    "majority": (*_OVERALL_RULES, _MOST_IMPROVED, _MOST_WORSE, *_REST),
}


def assess_symptoms(
    symptoms: pd.DataFrame,
    first_treatment: pd.Series,
    reading: Reading = "none worse",
    baseline_window: Window = BASELINE,
) -> pd.DataFrame:
    """Judge the symptoms of each visit after first treatment.

    A response is ``improved``; ``unchanged`` and ``worse`` are none. A return to the state before treatment is
    ``unchanged``, and ends a response; ``worse`` is progression.

    Parameters
    ----------
    symptoms, first_treatment, baseline_window
        As for `assess_complaints`.
    reading : {"none worse", "any improved", "majority"}
        How complaints add up where ``overall`` could not be judged: improved when at least one is and none is worse,
        when at least one is, or when more than half are.

    Returns
    -------
    DataFrame, one row a visit after treatment, in the order of patient and date
        patient_id, date, response and rule, by the rules of `SYMPTOM_RULES` for this reading; ``improved``,
        ``unchanged`` and ``worse``, the numbers of such complaints. A patient without such a visit has no row: his fate
        is told by `first_followup`, which gives every patient one.

    Raises
    ------
    InvalidFindings
        As `assess_complaints`.
    InvalidCriteria
        When `reading` is none of these.
    """
    check_choice(reading, SYMPTOM_RULES, "a reading")
    facts = _facts(assess_complaints(symptoms, first_treatment, baseline_window))
    found = facts.join(decide(SYMPTOM_RULES[reading], facts)).reset_index()
    return found[["patient_id", "date", "response", "rule", IMPROVED, UNCHANGED, WORSE]]


def _facts(complaints: pd.DataFrame) -> pd.DataFrame:
    """Of each visit, the overall judgement, and the numbers of complaints by what became of them."""
    visit = ["patient_id", "date"]
    as_whole = complaints["symptom"] == OVERALL
    counted = {word: (complaints["response"] == word) & ~as_whole for word in (IMPROVED, UNCHANGED, WORSE)}
    facts = complaints[visit].assign(**counted).groupby(visit).sum()
    overall = complaints[as_whole].set_index(visit)["response"].astype(object)
    return facts.assign(judged=facts.sum(axis=1), overall=overall.reindex(facts.index))
