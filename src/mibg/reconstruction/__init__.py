"""A cohort of invented patients that satisfies the printed numbers at once."""

from mibg.reconstruction.prediction import predict
from mibg.reconstruction.solver import Reconstruction, declared_targets, reconstruct, write_reconstruction
from mibg.reconstruction.statistics import cohort_statistics
from mibg.reconstruction.targets import Target, Targets, declare_targets
from mibg.reconstruction.tilt import TILTED, Tilt

__all__ = [
    "TILTED",
    "Reconstruction",
    "Target",
    "Targets",
    "Tilt",
    "cohort_statistics",
    "declare_targets",
    "declared_targets",
    "predict",
    "reconstruct",
    "write_reconstruction",
]
