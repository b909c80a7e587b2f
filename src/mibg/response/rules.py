"""A rule of response as a record: a sentence, a predicate, the value it gives, and the clause it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True)
class Rule:
    """One line of a decision table.

    Parameters
    ----------
    name : str
        Short and stable, e.g. ``pd.growth``.
    sentence : str
        When the rule applies, in words that a clinician reads.
    applies : callable
        From a table of facts, one row an assessment, to one boolean a row.
    response : str
        What the rule then says, a word of `mibg.response.assessments`.
    source : str
        Clause of the publication that it comes from, or ``convention of this book`` with the reason.
    """

    name: str
    sentence: str
    applies: Callable[[pd.DataFrame], npt.ArrayLike]
    response: str
    source: str


def decide(rules: Sequence[Rule], facts: pd.DataFrame) -> pd.DataFrame:
    """Let the first rule that applies decide each assessment.

    Parameters
    ----------
    rules : sequence of Rule
        In order of precedence.
    facts : DataFrame, n rows
        What the predicates look at.

    Returns
    -------
    DataFrame, n rows
        Columns ``response`` and ``rule`` (the name of the rule that decided), both categorical, indexed as `facts`.

    Raises
    ------
    ValueError
        When no rule applies to a row: the decision table has a gap.
    """
    applies = [np.asarray(rule.applies(facts), dtype=bool) for rule in rules]
    first = np.select(applies, range(len(rules)), default=-1)
    if (first < 0).any():
        raise ValueError(f"no rule decides {int((first < 0).sum())} rows, the first: {_first(facts, first < 0)}")
    words = pd.Index(dict.fromkeys(rule.response for rule in rules))
    responses = words.get_indexer(pd.Index([rule.response for rule in rules]))[first]
    decided = {
        "response": pd.Categorical.from_codes(responses.tolist(), words),
        "rule": pd.Categorical.from_codes(first.tolist(), pd.Index([rule.name for rule in rules])),
    }
    return pd.DataFrame(decided, index=facts.index)


def _first(facts: pd.DataFrame, wrong: npt.NDArray[np.bool_]) -> dict[str, object]:
    return {str(column): value for column, value in facts[wrong].iloc[0].items()}
