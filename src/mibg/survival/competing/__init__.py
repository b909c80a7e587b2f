"""Cumulative incidence with competing events, and Gray's test between groups."""

from mibg.survival.competing.aalen_johansen import CumulativeIncidence, aalen_johansen, incidence_at, incidence_band
from mibg.survival.competing.gray import GrayTest, gray_test

__all__ = ["CumulativeIncidence", "GrayTest", "aalen_johansen", "gray_test", "incidence_at", "incidence_band"]
