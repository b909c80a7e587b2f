"""Readings of what a death before progression is, each with a curve and a median of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mibg.endpoints import CompetingEndpoint, Endpoint
from mibg.estimate import Estimate
from mibg.response import FOLLOW_UP
from mibg.survival import SurvivalTimes, confirm, kaplan_meier, median_spss

FITTED: Final = "last_assessed"
"""The reading that a reconstruction is fitted to."""
SOON: Final = FOLLOW_UP.last_day
"""Days after an assessment within which a death counts: as long as the paper lets the first one wait."""
READINGS: Final[Mapping[str, tuple[str, Callable[[CompetingEndpoint], Endpoint]]]] = {
    "last_assessed": ("Censored when last assessed, the dead too", CompetingEndpoint.until_last_assessed),
    "death_censored": ("Death censored on its day", CompetingEndpoint.death_as_censoring),
    "death_as_event": ("Death an event", CompetingEndpoint.death_as_event),
    "death_soon": (
        "Death an event if soon after an assessment",
        lambda course: course.counting_deaths_within(SOON).death_as_event(),
    ),
}
"""By name, a title and the endpoint that follows from a course."""


def curves(course: CompetingEndpoint) -> dict[str, SurvivalTimes]:
    """Times of each reading by its title, for a figure."""
    return {title: reading(course).times for title, reading in READINGS.values()}


def medians(course: CompetingEndpoint) -> dict[str, Estimate]:
    """Median time of each reading in years, as SPSS has it, by the reading's name.

    Parameters
    ----------
    course : CompetingEndpoint
        Time to progression, death before it competing.
    """
    endpoints = {name: reading(course) for name, (_, reading) in READINGS.items()}
    return {name: one.defined(_median(one.times)) for name, one in endpoints.items()}


def _median(times: SurvivalTimes) -> Estimate:
    return confirm(median_spss(kaplan_meier(times), "years"), times)
