"""Survival by having been followed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.cohort import Cohort
from mibg.description import share
from mibg.endpoints import contrast, overall_survival
from mibg.reconstruction.statistics.shared import Estimates


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
