"""Imaging: who was followed, what it showed, survival by it, and time to progression."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.description import count, median_quartiles, share
from mibg.endpoints import contrast_by_response, duration_of_response, overall_survival, time_to_progression
from mibg.outcomes import ImagingOutcome
from mibg.reconstruction.statistics.followup import followup_statistics
from mibg.reconstruction.statistics.shared import Estimates, median_months, median_years
from mibg.response import concordance
from mibg.units import DAYS_PER_MONTH

_CATEGORIES: Final = {
    "cr": {"CR"},
    "pr": {"PR"},
    "stable": {"SD"},
    "pd": {"PD"},
    "response": {"CR", "PR"},
    "controlled": {"CR", "PR", "SD"},
}
_SCANS: Final = {"cr": "CR", "pr": "PR", "sd": "SD", "pd": "PD"}


def imaging_statistics(cohort: Cohort, imaging: ImagingOutcome) -> Estimates:
    """Estimate what is printed about imaging."""
    return {
        **_exams(cohort, imaging),
        **_both(imaging),
        **{f"imaging.{name}": share(_is(imaging.seen_by_ct, responses)) for name, responses in _CATEGORIES.items()},
        **_course(cohort, imaging),
        **_survival(cohort, imaging),
        **followup_statistics(cohort, "imaging", pd.Index(imaging.by_ct["patient_id"])),
    }


def _exams(cohort: Cohort, imaging: ImagingOutcome) -> Estimates:
    ct, scan, exams = imaging.by_ct, imaging.by_scan, cohort["exams"]
    positive = exams.loc[(exams["modality"] == "scan") & (exams["uptake"] == "positive"), "patient_id"]
    reports = ct[ct["source"] == "report"]
    return {
        "cohort.scan_positive": share(cohort.patients["patient_id"].isin(positive)),
        "imaging.ct.n": count(ct["patient_id"].notna()),
        "imaging.ct.images": share(ct["source"] == "images"),
        "imaging.ct.reports": share(ct["source"] == "report"),
        "imaging.ct.measured_reports": share(reports["by"] == "recist"),
        "imaging.first_followup": median_quartiles(ct["days"] / DAYS_PER_MONTH, "months"),
        "imaging.scan.n": count(scan["patient_id"].notna()),
        "imaging.scan.only": share(~scan["patient_id"].isin(ct["patient_id"])),
        **{f"imaging.scan.{name}": share(scan["response"] == code) for name, code in _SCANS.items()},
    }


def _both(imaging: ImagingOutcome) -> Estimates:
    pairs = concordance(imaging.followup).pairs
    apart = pairs[~pairs["agree"]]
    conflict = pairs["ct"].isin(["CR", "PR"]) & (pairs["scan"] == "PD")
    conflict |= pairs["scan"].isin(["CR", "PR"]) & (pairs["ct"] == "PD")
    stable_ct = apart["ct"] == "SD"
    return {
        "imaging.both.n": count(pairs["patient_id"].notna()),
        "imaging.both.discordant": share(~pairs["agree"]),
        "imaging.both.ct_pd_scan_sd": share((apart["ct"] == "PD") & (apart["scan"] == "SD")),
        "imaging.both.ct_sd_scan_response": share(stable_ct & apart["scan"].isin(["CR", "PR"])),
        "imaging.both.ct_sd_scan_pd": share(stable_ct & (apart["scan"] == "PD")),
        "imaging.both.no_conflict": share(~conflict),
    }


def _course(cohort: Cohort, imaging: ImagingOutcome) -> Estimates:
    free = time_to_progression(cohort, imaging.assessments, imaging.how)
    lasting = duration_of_response(cohort, imaging.assessments)
    return {
        "imaging.pfs.median": median_years(free.times),
        "imaging.pfs.n": count(imaging.seen["patient_id"].notna()),
        "imaging.duration": median_months(lasting.until_last_assessed().times),
        "imaging.duration.n": count([True] * len(lasting.patients)),
    }


def _survival(cohort: Cohort, imaging: ImagingOutcome) -> Estimates:
    seen = imaging.seen_by_ct
    survival = overall_survival(cohort)
    found = contrast_by_response(
        survival, seen, {"CR": "controlled", "PR": "controlled", "SD": "controlled", "PD": "pd"}, design="naive"
    )
    apart = contrast_by_response(survival, seen, {"CR": "response", "PR": "response", "SD": "stable"}, design="naive")
    return {
        "imaging.os.controlled": found.medians["controlled"],
        "imaging.os.pd": found.medians["pd"],
        "imaging.os.difference": found.difference,
        "imaging.os.p": found.p,
        "imaging.response_vs_stable.p": apart.p,
    }


def _is(seen: pd.DataFrame, responses: Set[str]) -> pd.Series:
    return seen["response"].isin(responses)
