"""Duration of response."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints.assessed import Ending, assessed, until
from mibg.endpoints.endpoint import FROM_ZERO, CompetingEndpoint, Definition
from mibg.response import progressed, responded

Since = Literal["response", "treatment"]
EndsWith = Literal["progression", "no response"]
Among = Literal["responders", "controlled"]

_AMONG: Final = {"responders": "a response", "controlled": "a response or stability"}
_ENDS_WITH: Final = {
    "progression": "Progression, on the day it was seen.",
    "no response": "The first assessment that no longer shows a response, a return to the state before treatment too.",
}
_CENSORING: Final = "A patient whose response lasted and who did not die is censored at his last evaluable assessment."


_ENTRY: Final = {
    "response": FROM_ZERO,
    "treatment": "Every patient counts from treatment on, though he could not lose a response before he had it.",
}


def duration_of_response(
    cohort: Cohort,
    assessments: pd.DataFrame,
    *,
    since: Since = "response",
    ends_with: EndsWith = "progression",
    among: Among = "responders",
) -> CompetingEndpoint:
    """How long a response lasted, with death before its end as a competing event.

    Parameters
    ----------
    cohort : Cohort
        For dates of treatment and death.
    assessments : DataFrame
        Any number a patient, with the columns ``patient_id``, ``date``, ``response``.
    since : {"response", "treatment"}
        Whether time runs from the first assessment that shows the response, or from first treatment. The latter is
        naive: until the response was there nobody could lose it, and the time until then counts all the same.
    ends_with : {"progression", "no response"}
        What ends it.
    among : {"responders", "controlled"}
        Whether only a response counts, or stability as well.

    Returns
    -------
    CompetingEndpoint
        Of patients with at least one such assessment after treatment.
    """
    found = assessed(cohort, assessments)
    good = responded(found.rows) if among == "responders" else ~progressed(found.rows)
    begin = found.rows[good].groupby("patient_id")[["date", "treated"]].min()
    over = progressed(found.rows) if ends_with == "progression" else ~responded(found.rows)
    later = found.rows["date"] > found.rows["patient_id"].map(begin["date"])
    definition = Definition(_time_zero(since, among), _ENDS_WITH[ends_with], _CENSORING, _ENTRY[since])
    ending = Ending("end of response", definition, f"no assessment after treatment that shows {_AMONG[among]}")
    return until(found, begin["date" if since == "response" else "treated"], over & later, ending)


def _time_zero(since: Since, among: Among) -> str:
    if since == "treatment":
        return f"The first treatment, of patients who later showed {_AMONG[among]}."
    return f"The first assessment that shows {_AMONG[among]}."
