"""Words that follow from the data, so that prose stays true when the cohort changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mibg.audit.formatting import Format, format_estimate
from mibg.disclosure.gate import NOT_SHOWN
from mibg.estimate import Estimate

UNKNOWN = "not comparable"


@dataclass(frozen=True)
class Wording:
    """A choice of words and the rule that made it."""

    text: str
    rule: str


def not_shown(wording: Wording) -> Wording:
    """Keep a wording back, since what it follows from is not shown; its rule is told without what it came to."""
    return Wording(NOT_SHOWN, f"{wording.rule.partition('; here: ')[0]}; what it rests on is not shown")


def direction(difference: Estimate, more: str, less: str, same: str) -> Wording:
    """Choose between three words by the sign of a difference.

    Parameters
    ----------
    difference : Estimate
        First group minus second, in any unit.
    more, less, same : str
        The word for a positive, a negative and a zero difference.
    """
    rule = f"“{more}” when the difference is above zero, “{less}” when below, “{same}” when it is zero"
    if difference.value is None:
        return Wording(UNKNOWN, f"{rule}; here: {difference.reason}")
    if difference.value == 0:
        return Wording(same, rule)
    return Wording(more if difference.value > 0 else less, rule)


def by_how_much(difference: Estimate, more: str, less: str, same: str) -> Wording:
    """Write the size of a difference with a word for its sign, as in *6.2 months shorter*.

    Parameters
    ----------
    difference : Estimate
        First minus second, in any unit.
    more, less, same : str
        The word for a positive and a negative difference, and for one that is zero as written.
    """
    rule = f"the difference, “{more}” when it is above zero, “{less}” when below, “{same}” when it rounds to zero"
    if difference.value is None:
        return Wording(UNKNOWN, f"{rule}; here: {difference.reason}")
    size = replace(difference, value=abs(difference.value))
    if float(format_estimate(size, Format(bare=True))) == 0:
        return Wording(same, rule)
    return Wording(f"{format_estimate(size)} {more if difference.value > 0 else less}", rule)


def significance(p: Estimate, yes: str, no: str, level: float = 0.05) -> Wording:
    """Choose between two wordings by whether a p-value is below a level.

    Parameters
    ----------
    p : Estimate
        In unit ``p``.
    yes, no : str
        The wording below the level, and at or above it.
    level : float
        The paper's threshold is 0.05.
    """
    rule = f"“{yes}” when p is below {level:g}, else “{no}”"
    if p.value is None:
        return Wording(UNKNOWN, f"{rule}; here: {p.reason}")
    return Wording(yes if p.value < level else no, rule)
