"""The three measures of response by which the paper sorts its patients."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.outcomes import biochemical_outcome, imaging_outcome, symptomatic_outcome

_CONTROL: Final = {"CR": "Controlled", "PR": "Controlled", "SD": "Controlled", "PD": "Progressed"}


@dataclass(frozen=True)
class Measure:
    """A response by which survival is compared.

    Parameters
    ----------
    name, title : str
        Of the measure; its name begins the ids of its quantities.
    seen : callable
        Rows of a cohort's followed patients: patient_id, response, and the date since which it is known.
    groups : mapping of str to str
        Group of each response, the better one first.
    """

    name: str
    title: str
    seen: Callable[[Cohort], pd.DataFrame]
    groups: Mapping[str, str]

    @property
    def pair(self) -> tuple[str, str]:
        """The better group and the worse."""
        better, worse = dict.fromkeys(self.groups.values())
        return better, worse


MEASURES: Final = (
    Measure("imaging", "Imaging", lambda cohort: imaging_outcome(cohort).seen_by_ct, _CONTROL),
    Measure(
        "symptoms",
        "Symptoms",
        lambda cohort: symptomatic_outcome(cohort).seen,
        {"improved": "Improved", "unchanged": "Not improved", "worse": "Not improved"},
    ),
    Measure("biochemistry", "Laboratory values", lambda cohort: biochemical_outcome(cohort).seen, _CONTROL),
)
