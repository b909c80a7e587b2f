"""What is asked of a cohort again and again is judged once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import BoundArguments, signature
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from mibg.cohort.cohort import Cohort

_Rules = ParamSpec("_Rules")
_Judged = TypeVar("_Judged")


def once_a_cohort(
    judge: Callable[Concatenate[Cohort, _Rules], _Judged],
) -> Callable[Concatenate[Cohort, _Rules], _Judged]:
    """Keep what a function found of a cohort under some rules, for as long as the cohort lives.

    Parameters
    ----------
    judge : callable
        Takes a cohort, and rules that can be compared; one that is left out is the same as its default. Whoever is
        given what it found only reads it.
    """
    kept: WeakKeyDictionary[Cohort, dict[Hashable, _Judged]] = WeakKeyDictionary()

    called = signature(judge)

    @wraps(judge)
    def judged(cohort: Cohort, /, *rules: _Rules.args, **named: _Rules.kwargs) -> _Judged:
        of_cohort = kept.setdefault(cohort, {})
        asked = _rules(called.bind(cohort, *rules, **named))
        if asked not in of_cohort:
            of_cohort[asked] = judge(cohort, *rules, **named)
        return of_cohort[asked]

    return judged


def _rules(call: BoundArguments) -> Hashable:
    """What a cohort is judged by in a call."""
    call.apply_defaults()
    _, *rules = call.arguments.values()
    return tuple(rules)
