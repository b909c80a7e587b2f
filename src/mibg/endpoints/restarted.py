"""An endpoint counted anew from a later day of each patient, such as that of his first follow-up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from mibg.endpoints.endpoint import Endpoint, days_between
from mibg.survival import survival_times

NOT_OBSERVED_THEN = "without such a day while under observation"


def restarted(endpoint: Endpoint, dates: pd.Series, time_zero: str) -> Endpoint:
    """Count an endpoint from a later day.

    Parameters
    ----------
    endpoint : Endpoint
        Of patients who are at risk from time zero.
    dates : Series of datetime64 by patient_id
        The new time zero of each patient.
    time_zero : str
        What it is, in a sentence.

    Returns
    -------
    Endpoint
        Of the patients who have such a day and were still under observation then; on the day itself counts as still.
        What is known on that day was known at time zero.
    """
    zero = dates.reindex(endpoint.patients).to_numpy(dtype="datetime64[ns]")
    passed = days_between(endpoint.zero, zero)
    kept = (passed >= 0) & (passed <= endpoint.times.time)
    times = survival_times((endpoint.times.time - passed)[kept], endpoint.times.event[kept])
    return replace(
        endpoint,
        patients=endpoint.patients[kept],
        times=times,
        zero=zero[kept],
        definition=replace(endpoint.definition, time_zero=time_zero),
        left_out={**endpoint.left_out, NOT_OBSERVED_THEN: int(np.sum(~kept))},
    )
