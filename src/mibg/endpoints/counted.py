"""Survival counted by heads, as "actual" survival is sometimes reported, beside what Kaplan and Meier estimate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from mibg.description import share
from mibg.endpoints.endpoint import Endpoint
from mibg.estimate import Estimate, withheld


def surviving_of_followed(endpoint: Endpoint, days: float) -> Estimate:
    """Share without the event at a time, among patients whose time zero lies at least so long before the study's end.

    Parameters
    ----------
    endpoint : Endpoint
        Times in days.
    days : float
        Since time zero.

    Returns
    -------
    Estimate
        Unit ``%``, Wilson's 95 % interval. It is right where vital status is complete; a patient lost before `days`
        counts as without the event.
    """
    followed = endpoint.potential >= days
    whom = f"whose time zero lies {days:g} days before the study's end or earlier"
    found = _counted(endpoint, days, followed, whom)
    told = replace(found, function="mibg.endpoints.counted.surviving_of_followed")
    return withheld(told, endpoint.without_calendar)


def surviving_of_all(endpoint: Endpoint, days: float) -> Estimate:
    """Share without the event at a time among all patients, as if everybody had been followed for so long.

    Parameters
    ----------
    endpoint : Endpoint
        Times in days.
    days : float
        Since time zero.

    Returns
    -------
    Estimate
        Unit ``%``, Wilson's 95 % interval. Too high wherever a patient could not be followed for `days`.
    """
    found = _counted(endpoint, days, np.ones(len(endpoint.times), dtype=bool), "of the endpoint, followed or not")
    return replace(found, function="mibg.endpoints.counted.surviving_of_all")


def _counted(endpoint: Endpoint, days: float, among: npt.NDArray[np.bool_], whom: str) -> Estimate:
    times = endpoint.times.where(among)
    failed = times.event & (times.time <= days)
    counted = share(~failed)
    return replace(
        endpoint.defined(counted),
        convention=f"Share without the event by day {days:g} among patients {whom}; Wilson interval",
        events=int(failed.sum()),
    )
