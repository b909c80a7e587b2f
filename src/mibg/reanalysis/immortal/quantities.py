"""What one cohort says of repeat treatment once time is not given away, without any resampling."""

from __future__ import annotations

from typing import Final

from mibg.cohort import Cohort
from mibg.endpoints import Contrast, contrast, overall_survival, repeat_treatment
from mibg.estimate import Estimate
from mibg.reanalysis.hazard_ratios import hazard_ratio_between
from mibg.units import DAYS_PER_MONTH

GROUPS: Final = ("Multiple", "Single")
LANDMARKS: Final = (6, 12, 18, 24)
"""Months; the one at eighteen is the main one."""


def contrasts(cohort: Cohort) -> dict[str, Contrast]:
    """Compare survival by the number of treatments under every design.

    Returns
    -------
    dict of str to Contrast
        ``landmark_6`` and the other landmarks, ``naive`` and ``time_dependent``.
    """
    survival = overall_survival(cohort)
    again = repeat_treatment(cohort, survival)
    found = {
        f"landmark_{month}": contrast(
            survival, again, GROUPS, design="landmark", landmark_days=round(month * DAYS_PER_MONTH)
        )
        for month in LANDMARKS
    }
    found["naive"] = contrast(survival, again, GROUPS, design="naive")
    found["time_dependent"] = contrast(survival, again, GROUPS, design="time-dependent")
    return found


def quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Give the hazard ratio and the difference of medians under every design.

    Returns
    -------
    dict of str to Estimate
        By the ids under which the chapter records them.
    """
    survival = overall_survival(cohort)
    given: dict[str, Estimate] = {}
    for name, found in contrasts(cohort).items():
        given[f"immortal.{name}.ratio"] = survival.defined(hazard_ratio_between(found.comparison, GROUPS[0]))
        given[f"immortal.{name}.difference"] = found.difference
    return given
