"""Best overall response of each patient, with and without confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from mibg.response.assessments import COMPLETE, NEITHER, NOT_EVALUABLE, PARTIAL, PROGRESSION, STABLE
from mibg.response.choices import check_number
from mibg.response.recist.confirmed import Confirmation, confirmed
from mibg.response.recist.counted import counted
from mibg.response.recist.criteria import STABLE_AFTER_DAYS
from mibg.response.rules import Rule, decide

_SOURCE: Final = "Eisenhauer 2009"
_KNOWN: Final = (COMPLETE, PARTIAL, STABLE)


@dataclass(frozen=True)
class BestCriteria:
    """What the best response asks for.

    Parameters
    ----------
    confirmation : Confirmation or None
        How a response is confirmed; None where the first that is seen counts, as RECIST has it for trials whose first
        aim is not the response.
    stable_after_days : int
        Days from the reference date after which stable disease counts.

    Raises
    ------
    InvalidCriteria
        When the days are negative or no number.
    """

    confirmation: Confirmation | None = None
    stable_after_days: int = STABLE_AFTER_DAYS

    def __post_init__(self) -> None:
        check_number(self.stable_after_days, 0, "the time until stable disease counts, in days,")


def best_rules(criteria: BestCriteria) -> tuple[Rule, ...]:
    """Give the rules of the best overall response, in the order in which they are asked."""
    seen = "" if criteria.confirmation is None else f", {criteria.confirmation}"
    long = f"{criteria.stable_after_days} days or more after the reference date"
    table = f"{_SOURCE}, 4.4 and Table 3"

    def any_of(flag: str, name: str, sentence: str, response: str, source: str = table) -> Rule:
        return Rule(name, sentence, lambda facts: facts[flag], response, source)

    return (
        any_of("complete", "best.complete", f"A complete response{seen}.", COMPLETE),
        any_of("partial", "best.partial", f"A partial response{seen}.", PARTIAL),
        any_of("stable", "best.stable", f"Stable disease or better, {long}.", STABLE),
        any_of("neither", "best.neither", f"Non-target disease alone, neither gone nor progressing, {long}.", NEITHER),
        any_of(
            "progression",
            "best.progression",
            "Progression, or disease seen again after a complete response.",
            PROGRESSION,
        ),
        any_of("assessed", "best.too_early", "Seen, but never long enough or never evaluably.", NOT_EVALUABLE),
        Rule(
            "best.not_assessed",
            "Never assessed from the reference date on.",
            lambda facts: ~facts["assessed"],
            NOT_EVALUABLE,
            "convention of this book: who was never seen is not evaluable, and stays in the denominator",
        ),
    )


def best_overall_response(
    assessments: pd.DataFrame, reference: pd.Series, criteria: BestCriteria = BestCriteria()
) -> pd.DataFrame:
    """Find the best response of each patient from the reference date to the first progression after it.

    Parameters
    ----------
    assessments : DataFrame
        patient_id, date and response (CR, PR, SD, PD, NE, non-CR/non-PD); at most one a patient and day.
    reference : Series of datetime64 by patient_id
        Begin of treatment of every patient; missing for who was never treated, of whom nothing counts.
    criteria : BestCriteria
        Whether confirmation is asked for, and how long stable disease must last.

    Returns
    -------
    DataFrame, one row a patient, in the order of `reference`
        patient_id; date of the first assessment that earns the response; response and rule.

    Raises
    ------
    InvalidFindings
        When a patient has two assessments on one day or two reference dates, or none of the latter for an assessment;
        when a date or a response is missing or of another kind, or a response is no word of RECIST.

    Notes
    -----
    What was seen before the reference date, be it progression, neither counts nor confirms: a best response is that
    from the start of treatment (Eisenhauer 2009, 4.4). The reference date itself counts. The R package admiralonco
    has no such rule: its published expectations take a complete response of a month before for the best.
    """
    rows = counted(assessments, reference)
    flags = _flags(rows, reference, criteria)
    facts = flags.groupby(rows["patient_id"]).any().reindex(reference.index, fill_value=False)
    found = decide(best_rules(criteria), facts)
    dates = pd.DataFrame({flag: rows["date"].where(flags[flag]) for flag in flags}).groupby(rows["patient_id"]).min()
    earned = found["rule"].astype(str).str.removeprefix("best.").replace("too_early", "assessed")
    long = dates.stack().reindex(pd.MultiIndex.from_arrays([reference.index, earned]))
    best = found.assign(date=pd.to_datetime(long.to_numpy()), patient_id=reference.index)
    return best.reset_index(drop=True)[["patient_id", "date", "response", "rule"]]


def _flags(rows: pd.DataFrame, reference: pd.Series, criteria: BestCriteria) -> pd.DataFrame:
    """What each assessment can earn, shape (n, 6)."""
    response = rows["response"].astype(object)
    waited = rows["date"] - rows["patient_id"].map(reference)
    late = waited >= pd.Timedelta(days=criteria.stable_after_days)
    gone_before = (response == COMPLETE).astype(int).groupby(rows["patient_id"]).cumsum() > 0
    seen = confirmed(rows, criteria.confirmation)
    return pd.DataFrame(
        {
            "complete": (response == COMPLETE) & seen,
            "partial": (response == PARTIAL) & seen,
            "stable": response.isin(_KNOWN) & late,
            "neither": (response == NEITHER) & late,
            "progression": (response == PROGRESSION) | (gone_before & response.isin([PARTIAL, STABLE])),
            "assessed": response.notna(),
        }
    )
