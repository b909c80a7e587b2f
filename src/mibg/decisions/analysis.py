"""A cohort under one option of each decision: survival, outcomes, and the medians taken of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal, TypeVar

import pandas as pd

from mibg.cohort import Cohort
from mibg.decisions import outcomes
from mibg.decisions.bench import Bench, Memory
from mibg.decisions.choices import Choices
from mibg.decisions.cohorts import lacking, observed
from mibg.description import followed
from mibg.endpoints import CompetingEndpoint, Endpoint, Median, overall_survival
from mibg.estimate import Estimate
from mibg.outcomes import ImagingOutcome, Outcome, SymptomaticOutcome
from mibg.survival import aalen_johansen, confirm, incidence_median, kaplan_meier, median_r, median_spss

Measure = Literal["imaging", "symptoms", "biochemistry"]
LOOKED_AT: Final = {"imaging": "exams", "symptoms": "symptoms", "biochemistry": "labs"}
T = TypeVar("T")

_MEDIANS: Final[dict[str, Median]] = {"spss": median_spss, "r": median_r}
_WITHOUT_DEATH: Final = {
    "last_assessed": CompetingEndpoint.until_last_assessed,
    "event": CompetingEndpoint.death_as_event,
    "day_of_death": CompetingEndpoint.death_as_censoring,
}


@dataclass(frozen=True, eq=False)
class Analysis:
    """What the statistics are computed from.

    Parameters
    ----------
    bench : Bench
        The cohort.
    chosen : Choices
        An option for each decision.
    """

    bench: Bench
    chosen: Choices
    _memory: Memory = field(default_factory=Memory, repr=False)

    def once(self, step: Callable[..., T], *choices: Hashable) -> T:
        """Run a step on this analysis, as `Memory.once`."""
        return self._memory.once(step, self, *choices)

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort, its end and its vital status as chosen."""
        return self.bench.once(observed, self.chosen.study_end, self.chosen.vital_status)

    @property
    def lacking(self) -> str | None:
        """Why the cohort cannot be analysed as chosen; None where it can."""
        return lacking(self.bench.cohort.study, self.chosen.study_end, self.chosen.vital_status)

    @cached_property
    def survival(self) -> Endpoint:
        """Overall survival from first treatment."""
        return overall_survival(self.cohort)

    @property
    def imaging(self) -> ImagingOutcome:
        """Imaging as chosen."""
        return outcomes.imaging(self.bench, self.chosen)

    @property
    def symptoms(self) -> SymptomaticOutcome:
        """Symptoms as chosen."""
        return outcomes.symptoms(self.bench, self.chosen)

    @property
    def biochemistry(self) -> Outcome:
        """Laboratory values as chosen."""
        return outcomes.biochemistry(self.bench, self.chosen)

    def outcome(self, measure: Measure) -> Outcome:
        """One of the three measures."""
        if measure == "imaging":
            return self.imaging
        return self.symptoms if measure == "symptoms" else self.biochemistry

    def among(self, measure: Measure, patients: pd.DataFrame) -> pd.Series:
        """Whether each patient whom a measure is about is among some in whom it showed something.

        Parameters
        ----------
        measure : {"imaging", "symptoms", "biochemistry"}
            Which one.
        patients : DataFrame
            Those, by patient_id.

        Returns
        -------
        Series of boolean
            All missing where the cohort has no rows to look at.
        """
        return followed(self.outcome(measure).followup, self.cohort[LOOKED_AT[measure]], patients)

    @property
    def median_rule(self) -> Median:
        """How a median is read off a curve."""
        return _MEDIANS[self.chosen.median]

    def imaged(self, patients: str) -> pd.DataFrame:
        """Response on imaging of each patient followed.

        Parameters
        ----------
        patients : {"with_ct", "with_imaging"}
            Who counts as followed.

        Returns
        -------
        DataFrame
            patient_id, date, days, response.
        """
        found = self.imaging.seen_by_ct if patients == "with_ct" else self.imaging.seen
        columns = ["patient_id", "date", "days", "response"]
        if self.chosen.imaging_response == "all_imaging":
            return found[columns]
        by_ct = self.imaging.by_ct
        rest = found[~found["patient_id"].isin(by_ct["patient_id"])]
        return pd.concat([by_ct[columns].astype({"response": object}), rest[columns].astype({"response": object})])

    def median(self, endpoint: Endpoint, unit: str) -> Estimate:
        """Median of an endpoint, as chosen, with its second opinion."""
        times = endpoint.times
        return endpoint.defined(confirm(self.median_rule(kaplan_meier(times), unit), times))

    def median_until(self, course: CompetingEndpoint, unit: str) -> Estimate:
        """Median time to an event that death can forestall, death taken as chosen."""
        if self.chosen.death != "competing":
            return self.median(_WITHOUT_DEATH[self.chosen.death](course), unit)
        event = course.times.causes[0]
        found = confirm(incidence_median(aalen_johansen(course.times), event, unit), course.times, event)
        return replace(found, endpoint=f"{course.definition} Death before the event competes with it.")
