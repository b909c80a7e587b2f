"""Who is compared under a specification, and whether other specifications compare the very same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.decisions import Bench, Choices, analyse
from mibg.decisions.analysis import Measure
from mibg.decisions.choices import AS_IN_THE_RESULTS
from mibg.decisions.cohorts import observed
from mibg.decisions.survival import SPLITS, in_groups, judged, sorted_by_response
from mibg.endpoints import Endpoint, overall_survival, repeat_treatment
from mibg.reanalysis.multiverse.headlines import Headline
from mibg.survival import SurvivalTimes

_OF_TIMES: Final = ("study_end", "vital_status", "median", "time_zero")
"""Decisions that have no say in who was seen, and with which response."""
_AS_IN_THE_RESULTS: Final[dict[str, Any]] = {name: getattr(AS_IN_THE_RESULTS, name) for name in _OF_TIMES}


@dataclass(frozen=True, eq=False)
class Compared:
    """Patients with their times, and the group of each.

    Parameters
    ----------
    times : SurvivalTimes
        n patients.
    group : ndarray of str, shape (n,)
        Of each; one group where nothing is contrasted.
    """

    times: SurvivalTimes
    group: npt.NDArray[np.str_]

    @cached_property
    def key(self) -> bytes:
        """The same for two comparisons of the same times in the same groups, and for no others."""
        return b"|".join((self.times.time.tobytes(), self.times.event.tobytes(), "\n".join(self.group).encode()))


@dataclass(frozen=True)
class Seen:
    """Patients who were followed, as a value: id, day of first follow-up and group of each."""

    patients: tuple[str, ...]
    days: tuple[int, ...]
    groups: tuple[str, ...]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The same as `mibg.decisions.survival.in_groups` gives it."""
        columns = {"date": pd.to_datetime(list(self.days)), "group": list(self.groups)}
        return pd.DataFrame(columns, index=pd.Index(self.patients, name="patient_id"))


def compared(bench: Bench, headline: Headline, chosen: Choices) -> Compared:
    """Find who is compared for a headline under some choices; what choices have in common is found once.

    Parameters
    ----------
    bench : Bench
        The cohort.
    headline : Headline
        The claim.
    chosen : Choices
        An option for each decision.
    """
    observation = chosen.study_end, chosen.vital_status
    if headline.measure is None:
        step = _everybody if headline.pair is None else _by_doses
        return bench.memory.once(step, bench, *observation)
    seen = bench.memory.once(_seen, bench, headline.measure, headline.split, replace(chosen, **_AS_IN_THE_RESULTS))
    return bench.memory.once(_by_response, bench, *observation, chosen.time_zero, seen)


def _survival(bench: Bench, study_end: str, vital_status: str) -> Endpoint:
    return overall_survival(bench.once(observed, study_end, vital_status))


def _everybody(bench: Bench, study_end: str, vital_status: str) -> Compared:
    times = bench.memory.once(_survival, bench, study_end, vital_status).times
    return Compared(times, np.full(len(times), "all"))


def _by_doses(bench: Bench, study_end: str, vital_status: str) -> Compared:
    survival = bench.memory.once(_survival, bench, study_end, vital_status)
    return Compared(survival.times, repeat_treatment(bench.cohort, survival).value.astype(str))


def _by_response(bench: Bench, study_end: str, vital_status: str, time_zero: str, seen: Seen) -> Compared:
    survival = bench.memory.once(_survival, bench, study_end, vital_status)
    endpoint, group = sorted_by_response(survival, seen.frame, time_zero)
    return Compared(endpoint.times, group)


def _seen(bench: Bench, measure: Measure, split: str, chosen: Choices) -> Seen:
    rows = in_groups(judged(analyse(bench, chosen), measure), SPLITS[split]).sort_index()
    days = rows["date"].astype("datetime64[ns]").astype("int64")
    return Seen(tuple(rows.index), tuple(days.tolist()), tuple(rows["group"]))
