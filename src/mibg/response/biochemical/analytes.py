"""Response of one analyte, value by value."""

from __future__ import annotations

import pandas as pd

from mibg.response.assessments import NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.biochemical.criteria import DEFAULT_CRITERIA, PROGRESSION_RISE_PERCENT, BiochemicalCriteria
from mibg.response.biochemical.series import value_facts
from mibg.response.rules import Rule, decide

FIRST_OF_TWO = "ne.first_of_two"
SINGLE_RISE = "single_rise"

_PAPER = "Paper, Methods"
_CONVENTION = "convention of this book"

_WITHOUT_BASELINE = (
    Rule(
        "ne.no_baseline",
        "no value before treatment, within the window of the baseline",
        lambda facts: facts["baseline"].isna(),
        NOT_EVALUABLE,
        f"{_CONVENTION}: there is nothing to hold it against",
    ),
    Rule(
        "ne.zero_baseline",
        "the baseline is zero",
        lambda facts: facts["zero"],
        NOT_EVALUABLE,
        f"{_CONVENTION}: nothing is a percentage of zero",
    ),
)


def analyte_rules(criteria: BiochemicalCriteria = DEFAULT_CRITERIA) -> tuple[Rule, ...]:
    """Rules for one value of one analyte after treatment, in order of precedence.

    Parameters
    ----------
    criteria : BiochemicalCriteria
        Its fall and its reading of a single rise stand in the sentences.
    """
    rise = f"more than {PROGRESSION_RISE_PERCENT} % above baseline"
    fall = _fall(criteria)
    return (
        *_WITHOUT_BASELINE,
        Rule(
            "pd.serial",
            f"{rise}, and so was the value before it",
            lambda facts: facts["raised"] & facts["raised_before"],
            PROGRESSION,
            f"{_PAPER}: a rise that persists over two serial measurements",
        ),
        Rule(
            FIRST_OF_TWO,
            f"{rise}, and so is the next value, at which progression is known",
            lambda facts: facts["raised"] & facts["raised_next"],
            NOT_EVALUABLE,
            f"{_CONVENTION}: no longer stable, and not yet progression",
        ),
        _single_rise(criteria, rise),
        Rule(
            "pr.fall",
            fall,
            lambda facts: facts["fallen"],
            PARTIAL,
            f"{_CONVENTION}: the paper does not define a response",
        ),
        Rule(
            "sd.between",
            "neither so high nor so low",
            lambda facts: facts["baseline"].notna(),
            STABLE,
            "Paper, Results: neither response nor progression",
        ),
    )


def _fall(criteria: BiochemicalCriteria) -> str:
    """Say what a response is."""
    if criteria.response_by == "any fall":
        return "below baseline"
    if criteria.response_by == "normal":
        return "no higher than the upper limit of the laboratory, above which the baseline was"
    return f"at least {criteria.response_fall_percent:g} % below baseline"


def _single_rise(criteria: BiochemicalCriteria, rise: str) -> Rule:
    """Name the rule for a rise that stays alone."""
    stable = criteria.single_rise == "stable"
    return Rule(
        f"sd.{SINGLE_RISE}" if stable else f"ne.{SINGLE_RISE}",
        f"{rise}, and the values next to it are not, or there are none",
        lambda facts: facts["raised"],
        STABLE if stable else NOT_EVALUABLE,
        f"{_PAPER}: a rise must persist" if stable else f"{_CONVENTION}: another reading",
    )


def assess_analytes(
    labs: pd.DataFrame, first_treatment: pd.Series, criteria: BiochemicalCriteria = DEFAULT_CRITERIA
) -> pd.DataFrame:
    """Judge each laboratory value after first treatment by its analyte alone.

    Values are compared with thresholds exactly, as the decimals they were written as: a rise by precisely 20 % is none.

    Parameters
    ----------
    labs : DataFrame
        Of the contract: patient_id, lab_date, analyte, value (a number; one below the limit of detection has to be
        given as a number too), unit, specimen.
    first_treatment : Series of datetime64 by patient_id
        Of every patient of the cohort; missing for who was never treated, whose values are passed over.
    criteria : BiochemicalCriteria
        Thresholds and baseline.

    Returns
    -------
    DataFrame, a row a value after treatment, in the order of patient, analyte, fluid and date
        patient_id, date, analyte, fluid, value, unit, ``baseline`` in the same unit; response and rule, by
        `analyte_rules`. Of progression, which is dated at the second raised value: ``last_clear``, the day of the last
        value that was not raised, or of first treatment, and ``first_raised``; missing for other responses.

    Raises
    ------
    InvalidFindings
        When the table does not keep to the contract; when the unit differs within a patient, analyte and fluid; when an
        analyte has two values on a day; when a value is negative or infinite, or a patient none of the cohort.
    """
    facts = value_facts(labs, first_treatment, criteria)
    found = facts.join(decide(analyte_rules(criteria), facts))
    interval = ["last_clear", "first_raised"]
    found[interval] = found[interval].where(found["response"] == PROGRESSION)
    kept = ["patient_id", "date", "analyte", "fluid", "value", "unit", "baseline", "response", "rule", *interval]
    return found[kept]
