"""Specifications: one option for each decision that bears on a headline, in every combination."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final

from mibg.decisions import Bench, Choices, Decision
from mibg.decisions.choices import AS_IN_THE_RESULTS
from mibg.reanalysis.multiverse.headlines import Headline
from mibg.reanalysis.multiverse.rules import NOT_ASKED, excluded_by

Dimensions = Mapping[str, tuple[str, ...]]

JUDGING: Final = frozenset(
    {
        "imaging_window",
        "conflict",
        "equivocal",
        "symptoms_window",
        "symptoms_together",
        "labs_window",
        "labs_baseline",
        "labs_progression",
        "single_rise",
    }
)
"""Decisions about how charts are judged; the others are about what is made of the judgements."""

_CUT: Final = ("second_dose", "ends_followup")
"""The one option of another decision by which charts are judged anew."""


@dataclass(frozen=True)
class Specifications:
    """Every specification of a headline in a cohort.

    Parameters
    ----------
    dimensions : mapping of str to tuple of str
        Options by the id of each decision that bears on the headline.
    kept : tuple of Choices
        The specifications; decisions that do not bear on the headline are as in the Results.
    left_out : mapping of str to int
        Combinations left out, by the name of the rule.
    """

    dimensions: Dimensions
    kept: tuple[Choices, ...]
    left_out: Mapping[str, int]

    @property
    def combinations(self) -> int:
        """All combinations, those left out among them."""
        return len(self.kept) + sum(self.left_out.values())


def dimensions(headline: Headline, register: Mapping[str, Decision]) -> Dimensions:
    """Find the decisions that bear on a headline, as the register has them, with their options."""
    return {
        name: tuple(decision.options)
        for name, decision in register.items()
        if name not in NOT_ASKED and set(headline.statistics) & set(decision.statistics)
    }


def as_judged(asked: Dimensions) -> Dimensions:
    """Leave one option to every decision about how charts are judged: that of the Results.

    What is left can be asked of a cohort without judging its charts again, which takes longer than all the rest.
    """
    return {
        name: tuple(option for option in options if _judges_as_in_the_results(name, option))
        for name, options in asked.items()
    }


def specifications(bench: Bench, asked: Dimensions) -> Specifications:
    """Combine all options of some decisions.

    Parameters
    ----------
    bench : Bench
        The cohort, on which some rules of exclusion depend.
    asked : mapping of str to tuple of str
        Of `dimensions`, or `as_judged` of them.

    Returns
    -------
    Specifications
        In the order of the register, the last decision changing fastest.
    """
    kept: list[Choices] = []
    left_out: Counter[str] = Counter()
    for chosen in _combined(asked):
        rule = excluded_by(bench, chosen)
        kept.extend([chosen] if rule is None else [])
        left_out.update([] if rule is None else [rule.name])
    return Specifications(asked, tuple(kept), dict(left_out))


def _combined(asked: Dimensions) -> Iterator[Choices]:
    for combination in product(*asked.values()):
        options: dict[str, Any] = dict(zip(asked, combination, strict=True))
        yield replace(AS_IN_THE_RESULTS, **options)


def _judges_as_in_the_results(name: str, option: str) -> bool:
    if name in JUDGING:
        return bool(option == getattr(AS_IN_THE_RESULTS, name))
    return (name, option) != _CUT
