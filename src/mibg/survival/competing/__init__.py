"""Cumulative incidence with competing events, and Gray's test between groups."""

from mibg.survival.competing.aalen_johansen import CumulativeIncidence, aalen_johansen
from mibg.survival.competing.gray import GrayTest, gray_test
from mibg.survival.competing.incidence import incidence_at, incidence_band, incidence_median

__all__ = [
    "CumulativeIncidence",
    "GrayTest",
    "aalen_johansen",
    "gray_test",
    "incidence_at",
    "incidence_band",
    "incidence_median",
]
