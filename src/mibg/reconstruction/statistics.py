"""The statistics that targets are about, by the functions that the book uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.courses import courses
from mibg.description import (
    count,
    difference_of_medians,
    had_therapy,
    listed,
    mean_sd,
    median_quartiles,
    share,
    year_range,
)
from mibg.endpoints import overall_survival
from mibg.estimate import Estimate
from mibg.reconstruction.targets import Targets
from mibg.survival import SurvivalTimes, kaplan_meier, log_rank, median_spss, survival_at
from mibg.units import DAYS_PER_YEAR

Estimates = Mapping[str, Estimate]

_ORIGINS: Final = ("treatment", "diagnosis", "metastatic")
_FIVE_YEARS: Final = 5 * DAYS_PER_YEAR
_COUNTED_TOGETHER: Final = {"any": ("surgery", "radiation", "chemotherapy")}


def survival_statistics(since: Mapping[str, SurvivalTimes], repeated: Sequence[bool]) -> Estimates:
    """Estimate overall survival.

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
    single = _median(times.where([not again for again in repeated]))
    multiple = _median(times.where(repeated))
    five_years = {origin: survival_at(kaplan_meier(since[origin]), _FIVE_YEARS) for origin in _ORIGINS}
    return {
        "os.median": _median(times),
        "os.single.median": single,
        "os.multiple.median": multiple,
        "os.repeat.difference": difference_of_medians(multiple, single),
        "os.repeat.p": log_rank(times, repeated).estimate(),
    } | {f"os.five_year.{origin}": estimate for origin, estimate in five_years.items()}


def cohort_statistics(cohort: Cohort, targets: Targets) -> Estimates:
    """Estimate every statistic that a target is about.

    Parameters
    ----------
    cohort : Cohort
        Any cohort with the tables of the reconstruction.
    targets : Targets
        Say which sites and therapies to count.

    Returns
    -------
    mapping of str to Estimate
        By statistic, as the claims name it.
    """
    doses = courses(cohort.treatments).doses
    endpoints = {origin: overall_survival(cohort, since=origin) for origin in _ORIGINS}
    repeated = doses.reindex(endpoints["treatment"].patients) > 1
    return {
        **_people(cohort),
        **_treatments(cohort.treatments),
        **_sites(cohort, targets),
        **_therapies(cohort, targets),
        **survival_statistics({origin: found.times for origin, found in endpoints.items()}, repeated.tolist()),
    }


def _median(times: SurvivalTimes) -> Estimate:
    return median_spss(kaplan_meier(times), "years")


def _people(cohort: Cohort) -> Estimates:
    patients = cohort.patients
    return {
        "cohort.n": count(patients["patient_id"].notna()),
        "cohort.treatment_years": year_range(cohort.treatments["treatment_date"]),
        "cohort.age": mean_sd(patients["age_at_treatment"], "years"),
        **{f"cohort.sex.{code}": share(_is(patients["sex"], code)) for code in ("male", "female")},
        **{f"cohort.race.{code}": share(_is(patients["race"], code)) for code in ("caucasian", "african_american")},
    }


def _treatments(treatments: pd.DataFrame) -> Estimates:
    found = courses(treatments)
    doses = found.doses
    return {
        "treatment.single": share(doses == 1),
        "treatment.multiple": share(doses > 1),
        "treatment.two": share(doses == 2),
        "treatment.three": share(doses == 3),
        "treatment.four": share(doses == 4),
        "treatment.three_or_more": share(doses >= 3),
        "treatment.first_activity": median_quartiles(found.first_activity, "MBq"),
        "treatment.followup_activity": median_quartiles(found.later_activities, "MBq"),
        "treatment.cumulative_activity": median_quartiles(found.cumulative_activity[doses > 1], "MBq"),
        "treatment.interval.first_second": median_quartiles(found.months_to_second, "months"),
        "treatment.interval.second_third": median_quartiles(found.months_to_third, "months"),
    }


def _sites(cohort: Cohort, targets: Targets) -> Estimates:
    patients, metastases = cohort.patients, cohort.metastases
    primaries = {
        f"cohort.primary.{code}": count(_is(patients["primary_site"], code))
        for code in targets.counts("cohort.primary.")
    }
    return primaries | {
        f"cohort.metastasis.{code}": count(listed(patients, metastases, "site", code))
        for code in targets.counts("cohort.metastasis.")
    }


def _therapies(cohort: Cohort, targets: Targets) -> Estimates:
    return {
        f"therapy.{timing}.{code}": share(
            had_therapy(cohort.patients, cohort.therapies, timing, _COUNTED_TOGETHER.get(code, (code,)))
        )
        for timing in ("prior", "post")
        for code in targets.counts(f"therapy.{timing}.")
    }


def _is(codes: pd.Series, code: str) -> pd.Series:
    return (codes == code).fillna(False)
