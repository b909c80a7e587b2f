"""The three factors of the paper's regression, as the paper took them and each since it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.description import had_therapy
from mibg.endpoints.endpoint import Endpoint, days_between
from mibg.endpoints.groups import MULTIPLE, repeat_treatment
from mibg.endpoints.overall import overall_survival
from mibg.survival import SurvivalTimes, spells

ANY_TIME: Final = ("prior", "concurrent", "post")


@dataclass(frozen=True, eq=False)
class Factors:
    """Multiple treatment, control of disease at first follow-up imaging, and octreotide.

    Parameters
    ----------
    times : SurvivalTimes
        Overall survival from first treatment, n rows.
    frame : DataFrame of bool, shape (n, 3)
        ``multiple``, ``controlled`` and ``octreotide`` of each row.
    """

    times: SurvivalTimes
    frame: pd.DataFrame

    def tally(self) -> pd.DataFrame:
        """Count rows and deaths by the three factors, one row a combination that occurs."""
        found = self.frame.assign(patients=1, deaths=self.times.event.astype(int))
        return found.groupby(list(self.frame), as_index=False)[["patients", "deaths"]].sum()


def naive_factors(
    cohort: Cohort, seen: pd.DataFrame, controlled: frozenset[str], octreotide: Sequence[str] = ANY_TIME
) -> Factors:
    """Put the factors together as if they were known from first treatment on.

    Parameters
    ----------
    cohort : Cohort
        Its treatments and therapies.
    seen : DataFrame
        patient_id, date and response at first follow-up imaging of those who had it.
    controlled : frozenset of str
        Responses that are control of disease.
    octreotide : sequence of str
        Timings at which octreotide counts; by default it does whenever it was given.
    """
    survival = _among(cohort, seen)
    response = seen.set_index("patient_id")["response"].reindex(survival.patients)
    doses = cohort.treatments.groupby("patient_id").size().reindex(survival.patients)
    frame = pd.DataFrame(
        {
            "multiple": (doses > 1).to_numpy(dtype=bool),
            "controlled": response.isin(controlled).to_numpy(),
            "octreotide": _octreotide(cohort, octreotide).reindex(survival.patients).to_numpy(dtype=bool),
        }
    )
    return Factors(survival.times, frame)


def factors_since_known(cohort: Cohort, seen: pd.DataFrame, controlled: frozenset[str]) -> Factors:
    """Put the factors together so that nothing counts before it is known.

    A patient comes to be at risk after the exam that shows his response, and counts as treated more than once from the
    day after his second treatment.

    Parameters
    ----------
    cohort, seen, controlled
        As for `naive_factors`.
    """
    survival, plain = _among(cohort, seen), naive_factors(cohort, seen, controlled)
    cut = spells(survival.times, repeat_treatment(cohort, survival))
    shown = days_between(survival.zero, seen.set_index("patient_id")["date"].reindex(survival.patients))
    entry = np.maximum(cut.times.entry, shown[cut.patient])
    at_risk = cut.times.time > entry
    frame = plain.frame.iloc[cut.patient].assign(multiple=cut.state == MULTIPLE)
    return Factors(replace(cut.times, entry=entry).where(at_risk), frame[at_risk].reset_index(drop=True))


def _among(cohort: Cohort, seen: pd.DataFrame) -> Endpoint:
    return overall_survival(cohort).among(pd.Index(seen["patient_id"]), "no imaging response at first follow-up")


def _octreotide(cohort: Cohort, timings: Sequence[str]) -> pd.Series:
    had = [had_therapy(cohort.patients, cohort["therapies"], timing, ["sandostatin"]) for timing in timings]
    return pd.concat(had, axis=1).fillna(False).any(axis=1).set_axis(cohort.patients["patient_id"])
