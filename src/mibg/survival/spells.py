"""Stretches of time before and after a value becomes known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mibg.survival.known_later import KnownLater, same_patients
from mibg.survival.times import Bools, Floats, SurvivalTimes


@dataclass(frozen=True, eq=False)
class Spells:
    """Stretches of time in one state each: start-stop rows.

    Parameters
    ----------
    times : SurvivalTimes
        Of m stretches, m >= n; all but the first of a patient enter late.
    state : ndarray of str, shape (m,)
        State during each.
    patient : ndarray of int, shape (m,)
        Row of the patient each belongs to, from 0; for errors that respect clusters.
    """

    times: SurvivalTimes
    state: npt.NDArray[np.str_]
    patient: npt.NDArray[np.intp]


def spells(times: SurvivalTimes, variable: KnownLater) -> Spells:
    """Cut each patient's time where his value becomes known.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them.
    variable : KnownLater
        Of the same patients.

    Returns
    -------
    Spells
        First the stretches before, then those after. Who dies or is censored on the very day on which his value
        becomes known, or before, stays in the state before: a state counts from the day after. Each stretch has the
        weight of its patient.

    Raises
    ------
    InvalidSurvivalData
        When the two differ in length.
    """
    same_patients(times, variable)
    from_start = variable.known_at <= np.maximum(times.entry, 0)
    changes = ~from_start & (variable.known_at < times.time)
    stays = np.where(changes, variable.known_at, times.time)
    patient = np.concatenate([np.arange(len(times)), np.flatnonzero(changes)])
    first = replace(times, time=stays, event=times.event & ~changes)
    second = replace(times, entry=np.where(changes, variable.known_at, times.entry)).where(changes)
    state = np.where(from_start, variable.value, variable.before)
    time, event, entry = (np.concatenate(pair) for pair in zip(_columns(first), _columns(second), strict=True))
    weight = None if times.weight is None else times.weight[patient]
    return Spells(
        SurvivalTimes(time, event, entry, weight),
        np.concatenate([state, variable.value[changes]]).astype(str),
        patient,
    )


def _columns(times: SurvivalTimes) -> tuple[Floats, Bools, Floats]:
    return times.time, times.event, times.entry
