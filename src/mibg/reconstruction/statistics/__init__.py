"""The statistics that targets are about, by the functions that the book uses."""

from mibg.reconstruction.statistics.cohort import cohort_statistics
from mibg.reconstruction.statistics.overall import survival_medians
from mibg.reconstruction.statistics.shared import Estimates

__all__ = ["Estimates", "cohort_statistics", "survival_medians"]
