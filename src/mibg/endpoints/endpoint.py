"""What an endpoint is: times and events, with the rules that made them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.cohort.study import NO_CALENDAR
from mibg.estimate import Estimate
from mibg.survival import CompetingTimes, IntervalTimes, SurvivalTimes, competing_times, survival_times

Dates = pd.Series | pd.Timestamp | np.datetime64 | npt.NDArray[np.datetime64]

FROM_ZERO: Final = "Every patient is at risk from time zero."


@dataclass(frozen=True)
class Definition:
    """The rules of an endpoint, each in one sentence.

    Parameters
    ----------
    time_zero : str
        What a patient's time is counted from.
    event : str
        What ends it as an event.
    censoring : str
        What ends it without one.
    entry : str
        From when on a patient is at risk.
    """

    time_zero: str
    event: str
    censoring: str
    entry: str = FROM_ZERO

    def __str__(self) -> str:
        return f"Time zero: {self.time_zero} Event: {self.event} Censoring: {self.censoring} Entry: {self.entry}"


@dataclass(frozen=True, eq=False)
class Endpoint:
    """Survival data of an endpoint, with its definition.

    Parameters
    ----------
    patients : ndarray of str, shape (n,)
        Ids of the patients whose chart allows the endpoint, in the order of `times`.
    times : SurvivalTimes
        In days since time zero; 1 = event.
    zero : ndarray of datetime64, shape (n,)
        The day of each patient's time zero.
    study_end : Timestamp or None
        Last day of the study; None where it has none, for its dates are then no days of the calendar.
    definition : Definition
        Time zero, event, censoring and entry.
    left_out : mapping of str to int
        Patients whom the endpoint leaves out, by the reason.
    """

    patients: npt.NDArray[np.str_]
    times: SurvivalTimes
    zero: npt.NDArray[np.datetime64]
    study_end: pd.Timestamp | None
    definition: Definition
    left_out: Mapping[str, int]

    @property
    def potential(self) -> npt.NDArray[np.float64]:
        """Days from time zero to the study's end, shape (n,), NaN without one: how long each could be followed."""
        return days_between(self.zero, self.study_end or np.datetime64("NaT"))

    @property
    def without_calendar(self) -> str | None:
        """Why nothing can be told that needs days of the calendar; None where it can."""
        return NO_CALENDAR if self.study_end is None else None

    def among(self, patients: pd.Index | npt.NDArray[np.str_], without: str) -> Endpoint:
        """Keep some of the patients, by id.

        Parameters
        ----------
        patients : Index or ndarray of str
            Ids; those that the endpoint left out are passed over.
        without : str
            Why the others are left out.
        """
        kept = pd.Index(self.patients).isin(patients)
        left_out = {**self.left_out, without: int((~kept).sum())}
        return replace(
            self,
            patients=self.patients[kept],
            times=self.times.where(kept),
            zero=self.zero[kept],
            left_out=left_out,
        )

    def of(self, patients: pd.Index | npt.NDArray[np.str_]) -> SurvivalTimes:
        """Keep the times of some of the patients, by id; ids that the endpoint left out are passed over."""
        return self.times.where(np.isin(self.patients, np.asarray(patients)))

    def defined(self, estimate: Estimate) -> Estimate:
        """Write the rules of this endpoint into an estimate made from it."""
        return replace(estimate, endpoint=str(self.definition))


@dataclass(frozen=True, eq=False)
class CompetingEndpoint:
    """An endpoint that death can forestall, so that death may be an event, a censoring, or a competing event.

    Parameters
    ----------
    patients : ndarray of str, shape (n,)
        Ids, in the order of `times`.
    times : CompetingTimes
        In days since time zero; cause 1 is the event, cause 2 is death before it.
    intervals : IntervalTimes
        In days since time zero, between which two assessments the event came about: the last without it and the first
        with it. Open to the right where it was never seen; death says nothing here.
    zero : ndarray of datetime64, shape (n,)
        The day of each patient's time zero.
    study_end : Timestamp or None
        Last day of the study; None where it has none, for its dates are then no days of the calendar.
    definition : Definition
        Of the event itself, without death.
    left_out : mapping of str to int
        Patients whom the endpoint leaves out, by the reason.
    """

    patients: npt.NDArray[np.str_]
    times: CompetingTimes
    intervals: IntervalTimes
    zero: npt.NDArray[np.datetime64]
    study_end: pd.Timestamp | None
    definition: Definition
    left_out: Mapping[str, int]

    def death_as_event(self) -> Endpoint:
        """Time to the event or to death, whichever came first."""
        event = f"{self.definition.event} Or death from any cause."
        return self._endpoint(self.times.any_cause(), replace(self.definition, event=event))

    def death_as_censoring(self) -> Endpoint:
        """Time to the event, a death before it censored on its day; it asks what would be if nobody died."""
        censoring = f"{self.definition.censoring} A death before the event is censored on its day."
        times = self.times.cause_specific(self.times.causes[0])
        return self._endpoint(times, replace(self.definition, censoring=censoring))

    def until_last_assessed(self) -> Endpoint:
        """Time to the event, everybody else censored when last assessed, the dead too.

        Unlike `death_as_censoring`, nobody is at risk after his last assessment.
        """
        seen = self.times.cause == 1
        censoring = "Who was not seen to have the event is censored at his last evaluable assessment, dead or alive."
        times = survival_times(np.where(seen, self.times.time, self.intervals.left), seen)
        return self._endpoint(times, replace(self.definition, censoring=censoring))

    def counting_deaths_within(self, days: float) -> CompetingEndpoint:
        """Count a death only where it came soon after an assessment; else the patient is censored when last assessed.

        Who lives on is censored when last assessed. A death long after the last assessment counts all the same unless
        it is treated alike: then nobody is at risk for long without being looked at.

        Parameters
        ----------
        days : float
            The most that may lie between the last assessment, or time zero where there was none, and the death.
        """
        late = (self.times.cause == 2) & (self.times.time - self.intervals.left > days)
        time, cause = np.where(late, self.intervals.left, self.times.time), np.where(late, 0, self.times.cause)
        censoring = f"{self.definition.censoring} So is who died more than {days:g} days after it."
        definition = replace(self.definition, censoring=censoring)
        return replace(self, times=competing_times(time, cause, self.times.causes), definition=definition)

    def defined(self, estimate: Estimate) -> Estimate:
        """Write the rules of this endpoint, death competing, into an estimate made from it."""
        event = f"{self.definition.event} A death before it is a competing event."
        return replace(estimate, endpoint=str(replace(self.definition, event=event)))

    def _endpoint(self, times: SurvivalTimes, definition: Definition) -> Endpoint:
        return Endpoint(self.patients, times, self.zero, self.study_end, definition, self.left_out)


def days_between(begin: Dates, end: Dates) -> npt.NDArray[np.float64]:
    """Days from one date to another, each a datetime64 or an array of them; NaN where either is unknown."""
    span = np.asarray(end, dtype="datetime64[D]") - np.asarray(begin, dtype="datetime64[D]")
    return np.where(np.isnat(span), np.nan, span.astype(float))
