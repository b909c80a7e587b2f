"""The three ways in which the paper follows patients until they progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mibg.cohort import Cohort
from mibg.endpoints import CompetingEndpoint, progression
from mibg.outcomes import Outcome, biochemical_outcome, imaging_outcome, symptomatic_outcome


@dataclass(frozen=True)
class Measure:
    """A way of following patients.

    Parameters
    ----------
    name, title : str
        Of the measure; its name stands in the ids of its quantities.
    statistic : str
        Id of the median that the paper prints.
    outcome : callable
        Judges a cohort by it.
    """

    name: str
    title: str
    statistic: str
    outcome: Callable[[Cohort], Outcome]

    def course(self, cohort: Cohort) -> CompetingEndpoint:
        """Time from first treatment to progression, death before it competing, of those assessed after treatment."""
        found = self.outcome(cohort)
        return progression(cohort, found.assessments, found.how)


MEASURES: Final = (
    Measure("imaging", "Imaging", "imaging.pfs.median", imaging_outcome),
    Measure("symptoms", "Symptoms", "symptoms.pfs.median", symptomatic_outcome),
    Measure("biochemistry", "Laboratory values", "biochemistry.ttp.median", biochemical_outcome),
)
