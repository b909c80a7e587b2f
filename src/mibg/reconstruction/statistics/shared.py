"""What the statistics of a reconstruction have in common."""

from __future__ import annotations

from collections.abc import Mapping

from mibg.estimate import Estimate
from mibg.survival import SurvivalTimes, kaplan_meier, median_spss

Estimates = Mapping[str, Estimate]  # by statistic, as the claims name it


def median_years(times: SurvivalTimes) -> Estimate:
    """Estimate a median survival in years, as SPSS has it."""
    return median_spss(kaplan_meier(times), "years")


def median_months(times: SurvivalTimes) -> Estimate:
    """Estimate a median survival in months, as SPSS has it."""
    return median_spss(kaplan_meier(times), "months")
