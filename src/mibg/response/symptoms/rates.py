"""Rates of improvement, complaint by complaint."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mibg.response.assessments import IMPROVED
from mibg.response.followup import ASSESSED, first_followup
from mibg.response.symptoms.complaints import OVERALL, assess_complaints, complaint_baseline
from mibg.response.windows import BASELINE, FOLLOW_UP, Window

COUNTED: Final = "had it, and it was judged"
UNSEEN: Final = "had it, and it was not judged"
ABSENT: Final = "did not have it"
UNRECORDED: Final = "not recorded"

COMPLAINT_FATES: Final = {
    COUNTED: "present before treatment, judged at first follow-up; the rate is over these",
    UNSEEN: "present before treatment, not judged within the window",
    ABSENT: "absent before treatment; the rate over all counts them as not improved",
    UNRECORDED: "neither present nor absent before treatment; the rate over all counts them where they were followed",
}


def complaint_followup(
    symptoms: pd.DataFrame,
    first_treatment: pd.Series,
    window: Window = FOLLOW_UP,
    baseline_window: Window = BASELINE,
) -> pd.DataFrame:
    """Find what became of each complaint of each patient at first follow-up.

    Each complaint has its own first follow-up: the earliest visit within the window at which it could be judged. Its
    rate of improvement is that of ``improved`` among rows of the fate ``had it, and it was judged``; the other
    reading, over all, is that among rows of patients ``followed``.

    Parameters
    ----------
    symptoms, first_treatment, baseline_window
        As for `assess_complaints`.
    window : Window
        Of follow-up; by default that of imaging, since the paper names none for symptoms.

    Returns
    -------
    DataFrame, one row for every patient and every complaint that is recorded of anybody
        symptom, patient_id, date, days, response and rule as `first_followup` has them; ``improved``, whether the
        response is an improvement; ``followed``, whether any symptom of the patient could be judged within the
        window; ``fate``, a key of `COMPLAINT_FATES`.

    Raises
    ------
    InvalidFindings
        As `assess_complaints`.
    """
    judged = assess_complaints(symptoms, first_treatment, baseline_window)
    names = [*sorted(set(symptoms["symptom"]) - {OVERALL}), OVERALL]
    seen = {name: first_followup(judged[judged["symptom"] == name], first_treatment, window) for name in names}
    every: pd.DataFrame = pd.concat(seen, names=["symptom"]).reset_index(level="symptom")
    followed = every.loc[every["fate"] == ASSESSED, "patient_id"]
    found = every[every["symptom"] != OVERALL].reset_index(drop=True)
    before = complaint_baseline(symptoms, first_treatment, baseline_window)
    found = found.assign(improved=found["response"] == IMPROVED, followed=found["patient_id"].isin(followed))
    found["fate"] = _fates(found, before.reindex(pd.MultiIndex.from_frame(found[["patient_id", "symptom"]])))
    return found[["symptom", "patient_id", "date", "days", "response", "rule", "improved", "followed", "fate"]]


def _fates(found: pd.DataFrame, before: pd.Series) -> pd.Categorical:
    """Whether each patient counts for a complaint, and if not, why."""
    had, had_not = before.isin([True]).to_numpy(), before.isin([False]).to_numpy()
    judged = (found["fate"] == ASSESSED).to_numpy()
    fate = np.select([had & judged, had, had_not], [COUNTED, UNSEEN, ABSENT], UNRECORDED)
    return pd.Categorical(fate, categories=list(COMPLAINT_FATES))
