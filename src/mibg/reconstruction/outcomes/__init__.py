"""Outcomes of a reconstruction: who was followed by which measure, how they responded, and for how long."""

from mibg.reconstruction.outcomes.biochemistry import BiochemicalOutcomes
from mibg.reconstruction.outcomes.course import Course
from mibg.reconstruction.outcomes.imaging import ImagingOutcomes
from mibg.reconstruction.outcomes.placement import Outcomes, place_outcomes
from mibg.reconstruction.outcomes.symptoms import SymptomaticOutcomes

__all__ = [
    "BiochemicalOutcomes",
    "Course",
    "ImagingOutcomes",
    "Outcomes",
    "SymptomaticOutcomes",
    "place_outcomes",
]
