"""By how much the median moves when a death before progression, or the day of progression, is read otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mibg.endpoints import CompetingEndpoint
from mibg.estimate import Estimate
from mibg.reanalysis.progression_free.between import median_between
from mibg.reanalysis.progression_free.readings import FITTED, READINGS
from mibg.reanalysis.progression_free.resampled import COMPETING, REPLICATES, limits
from mibg.survival import aalen_johansen, incidence_median, kaplan_meier, median_spss
from mibg.units import convert

_FUNCTION: Final = "mibg.reanalysis.progression_free.moved.moves"
_MINUS_FITTED: Final = "minus the median with everybody censored when last assessed"
_SPAN: Final = "Longest minus shortest median over the readings of a death before progression"
_INTERVAL: Final = f"percentile interval of {REPLICATES} bootstrap samples, the same patients in both medians"


def moves(course: CompetingEndpoint) -> dict[str, Estimate]:
    """Difference of each median from the one to which a reconstruction is fitted.

    Parameters
    ----------
    course : CompetingEndpoint
        Time to progression, death before it competing.

    Returns
    -------
    dict of str to Estimate
        In months: ``moved.death_as_event`` and the other readings, ``moved.death_competing``, ``moved.earliest`` and
        ``moved.latest`` for the ends of Turnbull's median; and ``span``, from the shortest to the longest median over
        the readings of death, with those two as its parts ``low`` and ``high``. Not estimable where a median is not.

    Notes
    -----
    The readings rest on the same patients, so each bootstrap sample is taken for both medians. There is no interval
    where more than 5 % of the samples do not reach a median, and none for Turnbull's: his estimate converges too
    slowly for the bootstrap to be consistent.
    """
    months = _months(course)
    found = {name: _minus(one, months[FITTED]) for name, one in months.items() if name != FITTED}
    found |= {name: _within(found[name], ends) for name, ends in limits(course).items()}
    moved = {f"moved.{name}": one for name, one in found.items()}
    return moved | {"span": _span([one for name, one in months.items() if name in (*READINGS, COMPETING)])}


def _months(course: CompetingEndpoint) -> dict[str, Estimate]:
    """Every median, in months, with the rules of its own endpoint."""
    endpoints = {name: reading(course) for name, (_, reading) in READINGS.items()}
    readings = {name: one.defined(median_spss(kaplan_meier(one.times), "months")) for name, one in endpoints.items()}
    competing = incidence_median(aalen_johansen(course.times), "progression", "months")
    earliest, latest = (_in_months(end) for end in median_between(course.intervals))
    others = {COMPETING: competing, "earliest": earliest, "latest": latest}
    return readings | {name: course.defined(one) for name, one in others.items()}


def _in_months(end: Estimate) -> Estimate:
    value = None if end.value is None else convert(end.value, end.unit, "months")
    return replace(end, value=value, unit="months")


def _minus(one: Estimate, fitted: Estimate) -> Estimate:
    convention = f"{one.convention}, {_MINUS_FITTED}"
    reason = one.reason or fitted.reason
    value = None if one.value is None or fitted.value is None else one.value - fitted.value
    about = ("months", one.n, convention, _FUNCTION, one.events)
    return Estimate(value, *about, reason=reason, endpoint=one.endpoint, smallest=_smallest((one, fitted)))


def _within(difference: Estimate, ends: tuple[float, float] | None) -> Estimate:
    if difference.value is None:
        return difference
    return replace(difference, ci=ends, convention=f"{difference.convention}; {_INTERVAL}")


def _span(readings: Sequence[Estimate]) -> Estimate:
    about = ("months", readings[0].n, _SPAN, _FUNCTION)
    for one in readings:
        if one.value is None:
            return Estimate(None, *about, reason=one.reason, smallest=_smallest(readings))
    values = [one.value for one in readings if one.value is not None]
    low, high = min(values), max(values)
    return Estimate(high - low, *about, parts={"low": low, "high": high}, smallest=_smallest(readings))


def _smallest(readings: Sequence[Estimate]) -> int:
    """Patients or events, whichever are fewest, that any of the readings rests on."""
    return min(min(one.n, one.events or 0) for one in readings)
