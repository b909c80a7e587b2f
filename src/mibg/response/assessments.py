"""Assessments: what a rule says of a patient at a date, in the one shape that endpoints take.

An assessment is a row with the columns ``patient_id``, ``date``, ``response`` and ``rule``; a rule may add more.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

COMPLETE: Final = "CR"
PARTIAL: Final = "PR"
STABLE: Final = "SD"
PROGRESSION: Final = "PD"
NEITHER: Final = "non-CR/non-PD"
NOT_EVALUABLE: Final = "NE"
IMPROVED: Final = "improved"
UNCHANGED: Final = "unchanged"
WORSE: Final = "worse"

RESPONDED: Final = frozenset({COMPLETE, PARTIAL, IMPROVED})
PROGRESSED: Final = frozenset({PROGRESSION, WORSE})
WORDS: Final = (COMPLETE, PARTIAL, STABLE, NEITHER, PROGRESSION, NOT_EVALUABLE, IMPROVED, UNCHANGED, WORSE)
COLUMNS: Final = ("patient_id", "date", "response", "rule")


def responded(assessments: pd.DataFrame) -> pd.Series:
    """Whether each assessment is a response: CR, PR, or symptoms improved."""
    return assessments["response"].isin(RESPONDED)


def progressed(assessments: pd.DataFrame) -> pd.Series:
    """Whether each assessment is progression: PD, or symptoms worse."""
    return assessments["response"].isin(PROGRESSED)


def evaluable(assessments: pd.DataFrame) -> pd.Series:
    """Whether each assessment says anything: all but NE."""
    return assessments["response"].ne(NOT_EVALUABLE)
