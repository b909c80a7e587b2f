"""Progression, on imaging, by symptoms or by laboratory values, and the survival that is free of it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort import Cohort
from mibg.endpoints.assessed import Ending, assessed, until
from mibg.endpoints.endpoint import CompetingEndpoint, Definition, Endpoint
from mibg.response import progressed

NEVER_ASSESSED: Final = "no evaluable assessment after treatment"
_LAST_SEEN: Final = "A patient without progression who did not die is censored at his last evaluable assessment."
_TREATMENT: Final = "The first administration of the treatment under study."


def progression(cohort: Cohort, assessments: pd.DataFrame, how: str) -> CompetingEndpoint:
    """Time from first treatment to progression, with death before it as a competing event.

    Parameters
    ----------
    cohort : Cohort
        For dates of treatment and death.
    assessments : DataFrame
        Any number a patient, with the columns ``patient_id``, ``date``, ``response``, as a rule of `mibg.response`
        gives them; those that are not evaluable say nothing. Where a rule needs two values in a row, ``last_clear``
        and ``first_raised`` are the days between which progression began.
    how : str
        How progression is seen: ``on imaging``, ``by symptoms``, ``by laboratory values``.

    Returns
    -------
    CompetingEndpoint
        Of patients with at least one evaluable assessment after treatment. Progression counts from the date of the
        assessment that shows it; `intervals` says since when it may have been there. Progression-free survival is
        its `death_as_event`, the other readings its `death_as_censoring` and its `times`.
    """
    found = assessed(cohort, assessments)
    zero = found.rows.groupby("patient_id")["treated"].first()
    definition = Definition(_TREATMENT, f"Progression {how}, on the day it was seen.", _LAST_SEEN)
    return until(found, zero, progressed(found.rows), Ending("progression", definition, NEVER_ASSESSED))


def time_to_progression(cohort: Cohort, assessments: pd.DataFrame, how: str) -> Endpoint:
    """Time from first treatment to progression, everybody else censored when last assessed, the dead too.

    Parameters
    ----------
    cohort, assessments, how
        As for `progression`.

    Returns
    -------
    Endpoint
        See `CompetingEndpoint.until_last_assessed`.
    """
    return progression(cohort, assessments, how).until_last_assessed()
