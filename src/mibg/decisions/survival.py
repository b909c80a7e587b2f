"""Statistics of survival that bear on decisions: of all patients, by number of doses, by response, by follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.decisions.analysis import Analysis, Measure
from mibg.description import share
from mibg.endpoints import (
    Contrast,
    Endpoint,
    contrast,
    contrast_by_response,
    interaction_tests,
    naive_factors,
    overall_survival,
    repeat_treatment,
    restarted,
    surviving_of_all,
    surviving_of_followed,
)
from mibg.endpoints.factors import ANY_TIME
from mibg.endpoints.interactions import Interactions
from mibg.endpoints.overall import TimeZero
from mibg.estimate import Estimate
from mibg.survival import confirm, kaplan_meier, survival_at
from mibg.units import DAYS_PER_YEAR

FIVE_YEARS: Final = 5 * DAYS_PER_YEAR
SINCE: Final[tuple[TimeZero, ...]] = ("diagnosis", "metastatic", "treatment")
SPLITS: Final[dict[str, dict[str, str]]] = {
    "control": {"CR": "controlled", "PR": "controlled", "SD": "controlled", "PD": "pd"},
    "relief": {"improved": "response", "unchanged": "none", "worse": "none"},
    "response": {"CR": "response", "PR": "response", "SD": "stable"},
}
CONTROLLED: Final = {"response_alone": ("CR", "PR"), "symptomatic_response": ("improved",)}
_FIRST_FOLLOWUP: Final = "The day on which the response at first follow-up is known."


def median(analysis: Analysis) -> Estimate:
    """Median overall survival."""
    return analysis.median(analysis.survival, "years")


def five_years(analysis: Analysis, since: TimeZero) -> Estimate:
    """Survival at five years from a time zero."""
    way = analysis.chosen.five_years
    late = way == "late_entry" and since != "treatment"
    endpoint = overall_survival(analysis.cohort, since=since, late_entry=late)
    if way == "heads_followed":
        return surviving_of_followed(endpoint, FIVE_YEARS)
    if way == "heads_all":
        return surviving_of_all(endpoint, FIVE_YEARS)
    found = survival_at(kaplan_meier(endpoint.times), FIVE_YEARS)
    return endpoint.defined(confirm(found, endpoint.times, FIVE_YEARS))


def by_doses(analysis: Analysis) -> Contrast:
    """Survival of those treated more than once against those treated once, naive as in the paper."""
    survival = analysis.survival
    doses = repeat_treatment(analysis.cohort, survival)
    return contrast(survival, doses, ("Multiple", "Single"), design="naive", median=analysis.median_rule)


def by_response(analysis: Analysis, measure: Measure, split: str) -> Contrast:
    """Survival by response at first follow-up, naive as in the paper, from the time zero that is chosen."""
    seen, groups = judged(analysis, measure), SPLITS[split]
    if analysis.chosen.time_zero == "treatment":
        return contrast_by_response(analysis.survival, seen, groups, design="naive", median=analysis.median_rule)
    endpoint, group = sorted_by_response(analysis.survival, in_groups(seen, groups), analysis.chosen.time_zero)
    first, second = dict.fromkeys(groups.values())
    return contrast(endpoint, group, (first, second), median=analysis.median_rule)


def in_groups(seen: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """Name the group of each patient at first follow-up.

    Parameters
    ----------
    seen : DataFrame
        patient_id, date and response of those who were followed.
    groups : mapping of str to str
        Group of each response; patients with another are left out.

    Returns
    -------
    DataFrame, by patient_id
        date, group.
    """
    group = seen["response"].astype(object).map(groups)
    return seen[["patient_id", "date"]].assign(group=group).dropna(subset="group").set_index("patient_id")


def sorted_by_response(
    survival: Endpoint, counted: pd.DataFrame, time_zero: str
) -> tuple[Endpoint, npt.NDArray[np.str_]]:
    """Keep the patients with a group, from a time zero.

    Parameters
    ----------
    survival : Endpoint
        Overall survival of the whole cohort.
    counted : DataFrame
        Of `in_groups`.
    time_zero : {"treatment", "first_followup"}
        From when on they are followed; from first follow-up, those who were under observation then.

    Returns
    -------
    (Endpoint, ndarray of str)
        Survival of those who are left, n patients, and the group of each.
    """
    if time_zero == "treatment":
        endpoint = survival.among(counted.index, "not followed, or with another response")
    else:
        endpoint = restarted(survival, counted["date"], _FIRST_FOLLOWUP)
    return endpoint, counted["group"].reindex(endpoint.patients).to_numpy(dtype=str)


def judged(analysis: Analysis, measure: Measure) -> pd.DataFrame:
    """Date and response of each patient whom a measure followed."""
    if measure == "imaging":
        return analysis.imaged(analysis.chosen.imaging_patients)
    return analysis.outcome(measure).seen


def followed(analysis: Analysis, measure: Measure) -> pd.Series:
    """Ids of the patients who count as followed by a measure."""
    chosen = analysis.chosen
    by_ct = measure == "imaging" and chosen.lost_to_imaging == "without_ct"
    if chosen.lost == "outside_window":
        return analysis.imaging.by_ct["patient_id"] if by_ct else analysis.outcome(measure).seen["patient_id"]
    rows = analysis.outcome(measure).assessments
    return rows.loc[rows["modality"] == "CT", "patient_id"] if by_ct else rows["patient_id"]


def lost(analysis: Analysis, measure: Measure) -> Estimate:
    """Share of patients lost to a measure."""
    return share(~analysis.among(measure, pd.DataFrame({"patient_id": followed(analysis, measure)})))


def by_followup(analysis: Analysis, measure: Measure) -> Contrast:
    """Survival of those followed by a measure against those lost to it, from first treatment."""
    counted = analysis.outcome(measure).followup["patient_id"]
    survival = analysis.survival.among(pd.Index(counted), "left out of the measure")
    group = np.where(np.isin(survival.patients, followed(analysis, measure)), "seen", "lost")
    return contrast(survival, group, ("seen", "lost"), median=analysis.median_rule)


def interactions(analysis: Analysis) -> Interactions:
    """The paper's regression of survival on three factors and their products, coded as chosen."""
    coded = analysis.chosen.regression
    seen = judged(analysis, "symptoms" if coded == "symptomatic_response" else "imaging")
    controlled = frozenset(CONTROLLED.get(coded, ("CR", "PR", "SD")))
    given = ("prior",) if coded == "octreotide_before" else ANY_TIME
    return interaction_tests(naive_factors(analysis.cohort, seen, controlled, given), analysis.chosen.ties)
