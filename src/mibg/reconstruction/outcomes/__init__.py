"""Outcomes of a reconstruction: who was followed by which measure, how they responded, and for how long."""

from mibg.reconstruction.outcomes.biochemistry import BiochemicalOutcomes
from mibg.reconstruction.outcomes.course import Course
from mibg.reconstruction.outcomes.imaging import ImagingOutcomes
from mibg.reconstruction.outcomes.placement import Groupings, Outcomes, group_patients, place_outcomes
from mibg.reconstruction.outcomes.symptoms import SymptomaticOutcomes

__all__ = [
    "BiochemicalOutcomes",
    "Course",
    "Groupings",
    "ImagingOutcomes",
    "Outcomes",
    "SymptomaticOutcomes",
    "group_patients",
    "place_outcomes",
]
