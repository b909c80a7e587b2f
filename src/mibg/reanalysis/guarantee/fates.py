"""What had become of every patient by a landmark."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mibg.endpoints import Endpoint, response_at_followup
from mibg.reanalysis.guarantee.looks import LANDMARKS
from mibg.reanalysis.guarantee.measures import Measure
from mibg.units import DAYS_PER_MONTH


def fates(survival: Endpoint, seen: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Count what had become of all patients by each landmark.

    Parameters
    ----------
    survival, seen, measure
        As for `looks`.

    Returns
    -------
    DataFrame, a row a landmark
        landmark; patients who died by then, whose observation had ended, who were at risk without a known response, and
        who were at risk in each of the two groups. They add up to all patients.
    """
    known = response_at_followup(survival, seen, dict(measure.groups), "The response")
    times = survival.times
    rows = []
    for month in LANDMARKS:
        days = round(month * DAYS_PER_MONTH)
        over, state = times.time <= days, known.known_by(days).astype(str)
        rows.append(
            {
                "landmark": f"{month} months",
                "died before": int((over & times.event).sum()),
                "observation ended before": int((over & ~times.event).sum()),
                "response not known": int((~over & ~np.isin(state, measure.pair)).sum()),
                **{group: int((~over & (state == group)).sum()) for group in measure.pair},
            }
        )
    return pd.DataFrame(rows)
