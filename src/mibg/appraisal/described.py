"""What the chapters that describe patients and treatments record: counts, shares and averages, by id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from mibg.cohort import Cohort
from mibg.courses import courses
from mibg.description import count, had_therapy, listed, mean_sd, median_quartiles, share
from mibg.estimate import Estimate
from mibg.published import load_claims

_ANY: Final[Mapping[str, list[str]]] = {"any": ["surgery", "radiation", "chemotherapy"]}


def cohort_quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Describe the patients, by the ids under which the chapter on the cohort records it."""
    patients, spread = cohort.patients, cohort.tables["metastases"]
    sexes = {f"cohort.sex.{code}": share(patients["sex"] == code) for code in ("male", "female")}
    races = {f"cohort.race.{code}": share(patients["race"] == code) for code in ("caucasian", "african_american")}
    age = {"cohort.age": mean_sd(patients["age_at_treatment"], "years")}
    primaries = {name: count(patients["primary_site"] == code) for name, code in _printed("cohort.primary")}
    sites = {name: count(listed(patients, spread, "site", code)) for name, code in _printed("cohort.metastasis")}
    return sexes | races | age | primaries | sites | _therapies(cohort)


def treatment_quantities(cohort: Cohort) -> dict[str, Estimate]:
    """Describe the treatments, by the ids under which their chapter records it."""
    course = courses(cohort.treatments)
    doses = course.doses
    had = {"single": doses == 1, "multiple": doses > 1, "two": doses == 2, "three": doses == 3, "four": doses == 4}
    shares = {name: share(who) for name, who in (had | {"three_or_more": doses >= 3}).items()}
    medians = {
        "first_activity": median_quartiles(course.first_activity, "MBq"),
        "followup_activity": median_quartiles(course.later_activities, "MBq"),
        "cumulative_activity": median_quartiles(course.cumulative_activity[doses > 1], "MBq"),
        "interval.first_second": median_quartiles(course.months_to_second, "months"),
        "interval.second_third": median_quartiles(course.months_to_third, "months"),
    }
    return {f"treatment.{name}": estimate for name, estimate in (shares | medians).items()}


def _therapies(cohort: Cohort) -> dict[str, Estimate]:
    patients, therapies = cohort.patients, cohort.tables["therapies"]
    return {
        name: share(had_therapy(patients, therapies, timing, _ANY.get(code, [code])))
        for timing in ("prior", "post")
        for name, code in _printed(f"therapy.{timing}")
    }


@cache
def _printed(prefix: str) -> tuple[tuple[str, str], ...]:
    """Statistics that the paper prints below a prefix, each with the last word of its id."""
    named = dict.fromkeys(claim.statistic or "" for claim in load_claims())
    return tuple((name, name.rsplit(".", 1)[1]) for name in named if name.startswith(f"{prefix}."))
