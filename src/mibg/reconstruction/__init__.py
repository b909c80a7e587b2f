"""A cohort of invented patients that satisfies the printed numbers at once."""

from mibg.reconstruction.readings import Reading, load_readings
from mibg.reconstruction.solver import Reconstruction, reconstruct, write_reconstruction
from mibg.reconstruction.targets import Target, Targets, declare_targets

__all__ = [
    "Reading",
    "Reconstruction",
    "Target",
    "Targets",
    "declare_targets",
    "load_readings",
    "reconstruct",
    "write_reconstruction",
]
