"""Symptoms: whose improved, complaint by complaint, survival by it, and time to worsening."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.description import count, share
from mibg.endpoints import contrast_by_response, duration_of_response, overall_survival, time_to_progression
from mibg.outcomes import SymptomaticOutcome
from mibg.reconstruction.statistics.followup import followup_statistics
from mibg.reconstruction.statistics.shared import Estimates, median_months, median_years

_COMPLAINTS: Final = ("pain", "gastrointestinal", "fatigue", "flushing", "weight_loss")
_GROUPS: Final = {"improved": "response", "unchanged": "none", "worse": "none"}


def symptomatic_statistics(cohort: Cohort, symptoms: SymptomaticOutcome) -> Estimates:
    """Estimate what is printed about symptoms."""
    seen = symptoms.seen
    found = contrast_by_response(overall_survival(cohort), seen, _GROUPS, design="naive")
    free = time_to_progression(cohort, symptoms.assessments, symptoms.how)
    lasting = duration_of_response(cohort, symptoms.assessments, ends_with="no response")
    return {
        "symptoms.n": count(seen["patient_id"].notna()),
        "symptoms.response": share(seen["response"] == "improved"),
        **{f"symptoms.{name}": share(symptoms.judged(name)) for name in _COMPLAINTS},
        "symptoms.pfs.median": median_years(free.times),
        "symptoms.duration": median_months(lasting.until_last_assessed().times),
        "symptoms.os.response": found.medians["response"],
        "symptoms.os.none": found.medians["none"],
        "symptoms.os.difference": found.difference,
        "symptoms.os.p": found.p,
        **followup_statistics(cohort, "symptoms", pd.Index(seen["patient_id"])),
    }
