"""What progression-free means: each printed median under every reading of death, and between assessments."""

from mibg.reanalysis.progression_free.between import between_assessments, median_between
from mibg.reanalysis.progression_free.competing import AT_YEARS, incidences, unseen_deaths
from mibg.reanalysis.progression_free.groups import GROUPINGS, Grouping, gray_tests
from mibg.reanalysis.progression_free.labels import labelled
from mibg.reanalysis.progression_free.measures import MEASURES, Measure
from mibg.reanalysis.progression_free.moved import moves
from mibg.reanalysis.progression_free.quantities import quantities, quantities_of
from mibg.reanalysis.progression_free.readings import FITTED, READINGS, SOON, curves, medians

__all__ = [
    "AT_YEARS",
    "FITTED",
    "GROUPINGS",
    "MEASURES",
    "READINGS",
    "SOON",
    "Grouping",
    "Measure",
    "between_assessments",
    "curves",
    "gray_tests",
    "incidences",
    "labelled",
    "median_between",
    "medians",
    "moves",
    "quantities",
    "quantities_of",
    "unseen_deaths",
]
