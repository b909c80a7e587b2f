"""Every threshold of RECIST 1.1, once, with its unit in its name (Eisenhauer et al. 2009)."""

from __future__ import annotations

from typing import Final

PARTIAL_RESPONSE_FALL_PERCENT: Final = 30
PROGRESSION_RISE_PERCENT: Final = 20
PROGRESSION_RISE_MM: Final = 5
NODE_NORMAL_BELOW_MM: Final = 10
TOO_SMALL_COUNTS_AS_MM: Final = 5
TARGET_AT_LEAST_MM: Final = 10
TARGET_NODE_AT_LEAST_MM: Final = 15
TARGETS_AT_MOST: Final = 5
TARGETS_OF_AN_ORGAN_AT_MOST: Final = 2
CONFIRMED_AFTER_DAYS: Final = 28
STABLE_AFTER_DAYS: Final = 42

PARTS_OF_A_MM: Final = 1000
"""Diameters are compared as whole thousandths of a millimetre, so that a sum grown by precisely 20 % is grown by it."""

LYMPH_NODES: Final = "lymph nodes"
"""All lymph nodes together count as one organ."""

LONGEST_MM: Final = 10_000
"""No patient has a longer lesion, and up to it sums of a million courses are whole numbers that a computer holds."""
