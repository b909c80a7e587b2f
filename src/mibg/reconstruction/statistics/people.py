"""Who the patients are and what they were given: counts, shares, averages."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.courses import courses
from mibg.description import count, had_therapy, listed, mean_sd, median_quartiles, share, year_range
from mibg.reconstruction.statistics.shared import Estimates
from mibg.reconstruction.targets import Targets

_COUNTED_TOGETHER: Final = {"any": ("surgery", "radiation", "chemotherapy")}


def people_statistics(cohort: Cohort, targets: Targets) -> Estimates:
    """Estimate who the patients are and what they were given.

    Parameters
    ----------
    cohort : Cohort
        Any cohort with the tables of the reconstruction.
    targets : Targets
        Say which sites and therapies to count.
    """
    return {
        **_people(cohort),
        **_treatments(cohort.treatments),
        **_sites(cohort, targets),
        **_therapies(cohort, targets),
    }


def _people(cohort: Cohort) -> Estimates:
    patients = cohort.patients
    return {
        "cohort.n": count(patients["patient_id"].notna()),
        "cohort.stage_iv": share(patients["stage_at_treatment"].str.startswith("IV")),
        "cohort.deaths_known": share(patients["death_date"].notna() | cohort.study.vital_status_complete),
        "cohort.treatment_years": year_range(cohort.treatments["treatment_date"], cohort.study.without_calendar),
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
