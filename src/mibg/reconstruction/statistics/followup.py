"""Survival by response at first follow-up, and by having been followed at all."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.description import share
from mibg.endpoints import Contrast, Endpoint, contrast, overall_survival, response_at_followup
from mibg.reconstruction.statistics.shared import Estimates


def naive_contrast(survival: Endpoint, seen: pd.DataFrame, groups: dict[str, str]) -> Contrast:
    """Compare overall survival by response as the paper does, from first treatment and among those followed.

    Parameters
    ----------
    survival : Endpoint
        Of the whole cohort.
    seen : DataFrame
        patient_id, date and response at first follow-up.
    groups : dict of str to str
        Group of each response, two groups in all; patients with another response are left out.
    """
    counted = seen[seen["response"].isin(list(groups))]
    followed = survival.among(pd.Index(counted["patient_id"]), "no such response at first follow-up")
    first, second = dict.fromkeys(groups.values())
    known = response_at_followup(followed, counted, groups, "The response")
    return contrast(followed, known, (first, second), design="naive")


def followup_statistics(cohort: Cohort, measure: str, followed: pd.Index) -> Estimates:
    """Estimate survival of those followed and of those lost.

    Parameters
    ----------
    cohort : Cohort
        All patients.
    measure : str
        ``imaging``, ``biochemistry`` or ``symptoms``.
    followed : Index
        Ids of the patients who were followed by it.
    """
    survival = overall_survival(cohort)
    groups = np.where(np.isin(survival.patients, followed), "seen", "lost")
    found = contrast(survival, groups, ("seen", "lost"))
    return {
        f"followup.{measure}.lost": share(~cohort.patients["patient_id"].isin(followed)),
        f"followup.{measure}.seen.os_median": found.medians["seen"],
        f"followup.{measure}.lost.os_median": found.medians["lost"],
        f"followup.{measure}.p": found.p,
    }
