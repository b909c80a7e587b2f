"""Peers of the estimates with competing events.

statsmodels takes ties as this book and R do, where lifelines moves tied times apart at random. It knows no late entry.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.competing_times import CompetingTimes
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.second_opinion.agreement import Peer
from mibg.survival.times import Floats
from mibg.units import convert


def _incidence(_: Estimate, times: CompetingTimes, cause: str, days: float) -> float | None:
    if (times.entry > -np.inf).any():
        return None
    moments, incidence = _curve(times, cause)
    return 100 * float(incidence[moments <= days][-1])


def _median(estimate: Estimate, times: CompetingTimes, cause: str, *_: str) -> float | None:
    if (times.entry > -np.inf).any():
        return None
    moments, incidence = _curve(times, cause)
    return convert(float(moments[incidence >= 0.5 - TOLERANCE][0]), "days", estimate.unit)


def _curve(times: CompetingTimes, cause: str) -> tuple[Floats, Floats]:
    """Times from before the first on, and the incidence from each on."""
    from statsmodels.duration.survfunc import CumIncidenceRight  # noqa: PLC0415 - slow to import

    with np.errstate(all="ignore"):  # of its standard errors, which nobody reads
        fitted = CumIncidenceRight(times.time, times.cause)
    place, known = times.causes.index(cause), fitted.cinc  # of the causes up to the last that had an event
    incidence = known[place] if place < len(known) else np.zeros(len(fitted.times))
    return np.append(-np.inf, fitted.times), np.append(0.0, incidence)


_STATSMODELS: Final = "statsmodels.duration.survfunc.CumIncidenceRight"

PEERS: Final = (
    Peer(
        "mibg.survival.competing.incidence.incidence_at", _STATSMODELS, _incidence, "The incidence; not with late entry"
    ),
    Peer(
        "mibg.survival.competing.incidence.incidence_median",
        _STATSMODELS,
        _median,
        "Smallest time with an incidence of half or more; not with late entry",
    ),
    Peer("mibg.survival.competing.gray.gray_test", None, None, "Proven against R's cmprsk; no peer has the test"),
)
