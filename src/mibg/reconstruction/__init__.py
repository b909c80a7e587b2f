"""A cohort of invented patients that satisfies the printed numbers at once."""

from mibg.reconstruction.readings import Reading, load_readings
from mibg.reconstruction.solver import Reconstruction, declared_targets, reconstruct, write_reconstruction
from mibg.reconstruction.statistics import cohort_statistics
from mibg.reconstruction.targets import Target, Targets, declare_targets

__all__ = [
    "Reading",
    "Reconstruction",
    "Target",
    "Targets",
    "cohort_statistics",
    "declare_targets",
    "declared_targets",
    "load_readings",
    "reconstruct",
    "write_reconstruction",
]
