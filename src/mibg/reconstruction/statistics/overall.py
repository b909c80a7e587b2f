"""Overall survival: from three times zero, and by the number of treatments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mibg.cohort import Cohort
from mibg.courses import courses
from mibg.description import difference_of_medians
from mibg.endpoints import overall_survival
from mibg.reconstruction.statistics.shared import Estimates, median_years
from mibg.survival import SurvivalTimes, kaplan_meier, log_rank, survival_at
from mibg.units import DAYS_PER_YEAR

_ORIGINS: Final = ("treatment", "diagnosis", "metastatic")
_FIVE_YEARS: Final = 5 * DAYS_PER_YEAR


def overall_statistics(cohort: Cohort) -> Estimates:
    """Estimate overall survival of a cohort."""
    doses = courses(cohort.treatments).doses
    endpoints = {origin: overall_survival(cohort, since=origin) for origin in _ORIGINS}
    repeated = doses.reindex(endpoints["treatment"].patients) > 1
    since = {origin: found.times for origin, found in endpoints.items()}
    p = log_rank(since["treatment"], repeated.tolist()).estimate()
    return {**survival_medians(since, repeated.tolist()), "os.repeat.p": p}


def survival_medians(since: Mapping[str, SurvivalTimes], repeated: Sequence[bool]) -> Estimates:
    """Estimate medians and five-year survival.

    Parameters
    ----------
    since : mapping of str to SurvivalTimes
        Survival since ``treatment``, ``diagnosis`` and ``metastatic`` disease, the same patients in the same order.
    repeated : sequence of bool, shape (n,)
        Who was treated more than once.

    Returns
    -------
    mapping of str to Estimate
        By statistic, as the claims name it.
    """
    times = since["treatment"]
    single = median_years(times.where([not again for again in repeated]))
    multiple = median_years(times.where(repeated))
    five_years = {origin: survival_at(kaplan_meier(since[origin]), _FIVE_YEARS) for origin in _ORIGINS}
    return {
        "os.median": median_years(times),
        "os.single.median": single,
        "os.multiple.median": multiple,
        "os.repeat.difference": difference_of_medians(multiple, single),
    } | {f"os.five_year.{origin}": estimate for origin, estimate in five_years.items()}
