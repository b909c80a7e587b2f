"""Biochemistry: who had which analyte, what it showed, survival by it, and time to progression."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.description import association, count, share
from mibg.endpoints import contrast_by_response, overall_survival, progression, time_to_progression
from mibg.outcomes import Outcome
from mibg.reconstruction.statistics.followup import followup_statistics
from mibg.reconstruction.statistics.shared import Estimates, median_years

_CATEGORIES: Final = {"response": "PR", "stable": "SD", "pd": "PD"}
_GROUPS: Final = {"CR": "controlled", "PR": "controlled", "SD": "controlled", "PD": "pd"}


def biochemical_statistics(cohort: Cohort, biochemistry: Outcome) -> Estimates:
    """Estimate what is printed about laboratory values."""
    seen = biochemistry.seen
    found = contrast_by_response(overall_survival(cohort), seen, _GROUPS, design="naive")
    free = time_to_progression(cohort, biochemistry.assessments, biochemistry.how)
    return {
        **_analytes(seen),
        **{f"biochemistry.{name}": share(seen["response"] == code) for name, code in _CATEGORIES.items()},
        "biochemistry.progression_free": share(never_progressed(cohort, biochemistry)),
        "biochemistry.ttp.median": median_years(free.times),
        "biochemistry.os.controlled": found.medians["controlled"],
        "biochemistry.os.pd": found.medians["pd"],
        "biochemistry.os.difference": found.difference,
        "biochemistry.os.p": found.p,
        **followup_statistics(cohort, "biochemistry", pd.Index(seen["patient_id"])),
    }


def never_progressed(cohort: Cohort, biochemistry: Outcome) -> pd.Series:
    """Whether those without progression at first follow-up stayed so, of each of them."""
    endpoint = progression(cohort, biochemistry.assessments, biochemistry.how)
    ever = pd.Series(endpoint.times.cause == 1, index=endpoint.patients)
    return ~ever[ever.index.isin(biochemistry.patients({"PR", "SD"}))]


def _analytes(seen: pd.DataFrame) -> Estimates:
    cga, hiaa = seen["cga"].notna(), seen["hiaa"].notna()
    single = seen[cga != hiaa]
    which = single["cga"].notna().map({True: "CgA", False: "5-HIAA"})
    return {
        "biochemistry.n": count(seen["patient_id"].notna()),
        "biochemistry.cga.n": share(cga),
        "biochemistry.hiaa.n": share(hiaa),
        "biochemistry.both.n": share(cga & hiaa),
        "biochemistry.analytes.p": association(single["response"], which),
    }
