"""What is left out of the multiverse, each by a rule with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mibg.decisions import Bench, Choices
from mibg.decisions.choices import AS_IN_THE_RESULTS
from mibg.decisions.cohorts import has_equivocal, observed


@dataclass(frozen=True)
class Exclusion:
    """A rule by which choices are left out.

    Parameters
    ----------
    name : str
        In a few words.
    reason : str
        Why.
    applies : callable
        Whether it leaves out some choices in a cohort.
    """

    name: str
    reason: str
    applies: Callable[[Bench, Choices], bool]


def _same_end(bench: Bench, chosen: Choices) -> bool:
    declared, found = bench.cohort.study, bench.once(observed, chosen.study_end, "declared").study
    return chosen.study_end != "declared" and found.study_end == declared.study_end


def _same_vital_status(bench: Bench, chosen: Choices) -> bool:
    declared, found = bench.cohort.study, bench.once(observed, "declared", chosen.vital_status).study
    return chosen.vital_status != "declared" and found.vital_status_complete == declared.vital_status_complete


def _nothing_equivocal(bench: Bench, chosen: Choices) -> bool:
    return chosen.equivocal != AS_IN_THE_RESULTS.equivocal and not bench.once(has_equivocal)


def _no_conflict(_: Bench, chosen: Choices) -> bool:
    return chosen.conflict != AS_IN_THE_RESULTS.conflict and chosen.imaging_response == "ct_alone"


EXCLUSIONS: Final = (
    Exclusion("the end declared twice", "This cohort declares that very day, which would count twice.", _same_end),
    Exclusion(
        "vital status declared twice",
        "This cohort declares that very rule, which would count twice.",
        _same_vital_status,
    ),
    Exclusion("nothing equivocal", "No exam here has a finding that may be a new lesion.", _nothing_equivocal),
    Exclusion("no conflict", "Where the response is that of CT alone, no scan can contradict it.", _no_conflict),
)
"""Asked in this order; the first that applies is the one that is counted."""

NOT_ASKED: Final = {
    "plus_minus": "It says what the number beside a median is, and moves neither the median nor its interval."
}
"""Decisions that bear on a headline's statistic in print, and on nothing that is shown here."""


def excluded_by(bench: Bench, chosen: Choices) -> Exclusion | None:
    """Find the rule by which choices are left out of the multiverse of a cohort; None where they are in it."""
    return next((rule for rule in EXCLUSIONS if rule.applies(bench, chosen)), None)
