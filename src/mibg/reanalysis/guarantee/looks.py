"""Looks at one contrast: naive, from landmarks, since each response is known, and from each first follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from mibg.endpoints import Contrast, Endpoint, contrast, contrast_by_response, response_at_followup
from mibg.estimate import Estimate
from mibg.reanalysis.guarantee.measures import Measure
from mibg.reanalysis.hazard_ratios import hazard_ratio_between
from mibg.survival import spells
from mibg.units import DAYS_PER_MONTH

MAIN_LANDMARK: Final = 9
"""Months: the window of first follow-up has closed."""
LANDMARKS: Final = (6, MAIN_LANDMARK, 12)
_REST: Final = "not followed, with another response, or not at risk once it is known"


@dataclass(frozen=True, eq=False)
class Look:
    """One contrast under one design.

    Parameters
    ----------
    name, title : str
        Of the design: ``landmark_9``, ``Landmark, 9 months``.
    contrast : Contrast
        Medians, their difference, and the test.
    ratio : Estimate
        Hazard of the better group against that of the worse.
    """

    name: str
    title: str
    contrast: Contrast
    ratio: Estimate

    @property
    def patients(self) -> int:
        """Patients in the two groups."""
        return self.contrast.comparison.n

    @property
    def deaths(self) -> int:
        """Deaths among them."""
        return int(self.contrast.comparison.times.event.sum())

    @property
    def shown(self) -> Estimate:
        """The ratio, with its interval as the parts that a figure draws."""
        low, high = self.ratio.ci or (None, None)
        ends = {name: end for name, end in (("low", low), ("high", high)) if end is not None}
        return replace(self.ratio, parts={**self.ratio.parts, **ends})


def looks(
    survival: Endpoint, seen: pd.DataFrame, measure: Measure, landmarks: Sequence[int] = LANDMARKS
) -> tuple[Look, ...]:
    """Look at survival by a response under every design.

    Parameters
    ----------
    survival : Endpoint
        Overall survival of the whole cohort.
    seen : DataFrame
        Of those who were followed: patient_id, response, and the date since which it is known.
    measure : Measure
        The response.
    landmarks : sequence of int
        Months.

    Returns
    -------
    tuple of Look
        Naive; from each landmark, of those whose response was known by then; time-dependent, each patient at risk only
        since his response is known, on the clock that began with treatment; and from each patient's first follow-up.
    """
    naive = contrast_by_response(survival, seen, measure.groups, design="naive")
    found = [_look("naive", "Naive, from first treatment", survival, naive, measure)]
    for month in landmarks:
        at = _at_landmark(survival, seen, measure, month)
        found.append(_look(f"landmark_{month}", f"Landmark, {month} months", survival, at, measure))
    since, label = _since_known(survival, seen, measure)
    found.append(_look("time_dependent", "Since the response is known", since, label(since), measure))
    restarted = _from_follow_up(since)
    found.append(_look("followup", "From first follow-up", restarted, label(restarted), measure))
    return tuple(found)


def _look(name: str, title: str, survival: Endpoint, found: Contrast, measure: Measure) -> Look:
    ratio = survival.defined(hazard_ratio_between(found.comparison, measure.pair[0]))
    return Look(name, title, found, ratio)


def _at_landmark(survival: Endpoint, seen: pd.DataFrame, measure: Measure, month: int) -> Contrast:
    days = round(month * DAYS_PER_MONTH)
    zero = pd.Series(survival.zero, index=survival.patients).reindex(seen["patient_id"]).to_numpy()
    known = seen[(seen["date"].to_numpy() - zero) <= pd.Timedelta(days=days)]
    return contrast_by_response(survival, known, measure.groups, design="landmark", landmark_days=days)


def _since_known(
    survival: Endpoint, seen: pd.DataFrame, measure: Measure
) -> tuple[Endpoint, Callable[[Endpoint], Contrast]]:
    """Endpoint of those at risk once their response is known, each entering then, and how to compare them."""
    known = response_at_followup(survival, seen, dict(measure.groups), "The response")
    cut = spells(survival.times, known)
    rows = np.isin(cut.state, measure.pair)
    patients = cut.patient[rows]
    entered = replace(
        survival,
        patients=survival.patients[patients],
        zero=survival.zero[patients],
        times=cut.times.where(rows),
        definition=replace(survival.definition, entry="A patient is at risk from the day after his response is known."),
        left_out={**survival.left_out, _REST: int((~np.isin(np.arange(len(survival.times)), patients)).sum())},
    )
    state = cut.state[rows]
    return entered, lambda endpoint: contrast(endpoint, state, measure.pair)


def _from_follow_up(entered: Endpoint) -> Endpoint:
    """Restart each patient's clock on the day his response is known: a landmark of his own."""
    late = np.maximum(entered.times.entry, 0)
    times = replace(entered.times, time=entered.times.time - late, entry=np.full(len(late), -np.inf))
    definition = replace(
        entered.definition,
        time_zero="The day of first follow-up on which the response is known.",
        entry="Every patient is at risk from time zero.",
    )
    zero = entered.zero + late.astype("timedelta64[D]")
    return replace(entered, times=times, zero=zero, definition=definition)
