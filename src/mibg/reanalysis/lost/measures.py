"""The three measures of response whose follow-up the paper reports, and how each divides patients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.outcomes import biochemical_outcome, imaging_outcome, symptomatic_outcome

_CONTROLLED: Final = frozenset({"CR", "PR", "SD"})


@dataclass(frozen=True, eq=False)
class Measure:
    """What first follow-up by one measure showed.

    Parameters
    ----------
    name : str
        ``imaging``, ``symptoms`` or ``biochemistry``.
    favourable, other : str
        The two groups in words.
    seen : DataFrame
        patient_id, date and response of those who were followed and could be judged.
    favourable_responses : frozenset of str
        Responses that make up the favourable group.
    """

    name: str
    favourable: str
    other: str
    seen: pd.DataFrame
    favourable_responses: frozenset[str]

    @property
    def dates(self) -> pd.Series:
        """Day of first follow-up, by patient_id."""
        return self.seen.set_index("patient_id")["date"]

    @property
    def response(self) -> pd.Series:
        """1 for a favourable response and 0 for another, by patient_id."""
        return self.seen.set_index("patient_id")["response"].isin(self.favourable_responses).astype(float)


def measures(cohort: Cohort) -> dict[str, Measure]:
    """Judge first follow-up by every measure.

    Parameters
    ----------
    cohort : Cohort
        A measure without a table has followed nobody.

    Returns
    -------
    dict of str to Measure
        Imaging of those followed by CT, as in the paper's Figure 2B; symptoms; laboratory values.
    """
    imaging = imaging_outcome(cohort).seen_by_ct
    symptoms, values = symptomatic_outcome(cohort).seen, biochemical_outcome(cohort).seen
    found = (
        Measure("imaging", "Controlled", "Progressed", imaging, _CONTROLLED),
        Measure("symptoms", "Improved", "Not improved", symptoms, frozenset({"improved"})),
        Measure("biochemistry", "Controlled", "Progressed", values, _CONTROLLED),
    )
    return {measure.name: measure for measure in found}
