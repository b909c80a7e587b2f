"""What each quantity of the chapter is, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mibg.estimate import Estimate
from mibg.reanalysis.progression_free.competing import AT_YEARS
from mibg.reanalysis.progression_free.groups import GROUPINGS
from mibg.reanalysis.progression_free.measures import MEASURES
from mibg.reanalysis.progression_free.readings import FITTED, READINGS

_CAUSES: Final = {"progression": "progression", "death": "death without progression"}
_TITLES: Final = {measure.name: measure.title for measure in MEASURES}
_FITTED: Final = "that with everybody censored when last assessed"
_OTHERS: Final = {
    **{name: title for name, (title, _) in READINGS.items() if name != FITTED},
    "death_competing": "Death competing",
    "earliest": "Earliest between assessments",
    "latest": "Latest between assessments",
}
LABELS: Final[Mapping[str, str]] = {
    **{name: f"Median: {title[0].lower()}{title[1:]}" for name, (title, _) in READINGS.items()},
    "death_competing": "Time by which half have progressed, death competing",
    **{f"progressed.{years}": f"Progressed within {years} year(s), death competing" for years in AT_YEARS},
    **{f"died.{years}": f"Died without progression within {years} year(s)" for years in AT_YEARS},
    "dead": "Died without having been seen to progress",
    "gap": "Time from last assessment to a death without progression",
    "earliest": "Earliest median that the intervals between assessments allow",
    "latest": "Latest median that the intervals between assessments allow",
    "width": "Time between the last assessment without progression and the first with it",
    **{
        f"moved.{name}": f"{title}: median, minus the one censored when last assessed"
        for name, title in _OTHERS.items()
    },
    "span": "Longest minus shortest median over the readings of death",
    **{
        f"gray.{grouping.name}.{cause}": f"Gray's test of {words} by {grouping.title.lower()}"
        for grouping in GROUPINGS
        for cause, words in _CAUSES.items()
    },
}


def labelled(found: Mapping[str, Estimate]) -> dict[str, tuple[str, Estimate]]:
    """Put beside each quantity what it is, by its id."""
    return {name: (_label(name), estimate) for name, estimate in found.items()}


def _label(name: str) -> str:
    _, measure, what = name.split(".", 2)
    return f"{_TITLES[measure]}. {LABELS[what]}"
