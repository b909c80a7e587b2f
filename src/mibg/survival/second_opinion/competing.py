"""Peers of the estimates with competing events.

lifelines moves tied times apart at random, so that its incidence is asked only where no two times are equal.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.competing_times import CompetingTimes
from mibg.survival.second_opinion.agreement import Peer


def _incidence(_: Estimate, times: CompetingTimes, cause: str, days: float) -> float | None:
    from lifelines import AalenJohansenFitter  # noqa: PLC0415 - slow to import

    if (times.entry > -np.inf).any() or len(np.unique(times.time)) < len(times):
        return None
    number = times.causes.index(cause) + 1
    fitted = AalenJohansenFitter(calculate_variance=False).fit(times.time, times.cause, event_of_interest=number)
    table = fitted.cumulative_density_
    return 100 * float(table.iloc[:, 0].to_numpy()[table.index.to_numpy(dtype=float) <= days][-1])


PEERS: Final = (
    Peer(
        "mibg.survival.competing.incidence.incidence_at",
        "lifelines.AalenJohansenFitter",
        _incidence,
        "The incidence without ties or late entry; lifelines moves tied times apart at random",
    ),
    Peer(
        "mibg.survival.competing.incidence.incidence_median",
        None,
        None,
        "Read off the curve whose incidence is proven; counted by hand",
    ),
    Peer("mibg.survival.competing.gray.gray_test", None, None, "Proven against R's cmprsk; no peer has the test"),
)
