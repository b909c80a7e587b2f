"""Peers of the tests that compare survival curves.

statsmodels takes strata, late entry, and the weights of every test but Peto-Prentice's under the same convention; but
where patients enter late, statsmodels 0.15 raises an IndexError with strata (it cuts every column into strata except
entries), and gives nan with Peto-Peto's weights (nobody is at risk yet before the first time it counts).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.log_rank import weighted_log_rank
from mibg.survival.scores import Weighting
from mibg.survival.second_opinion.agreement import Peer
from mibg.survival.times import SurvivalTimes

Groups = Sequence[object] | npt.ArrayLike

_WEIGHTS: Final[Mapping[Weighting, Mapping[str, Any]]] = {
    "log-rank": {},
    "gehan": {"weight_type": "gb"},
    "tarone-ware": {"weight_type": "tw"},
    "peto-peto": {"weight_type": "fh", "fh_p": 1},
}


def _log_rank(estimate: Estimate, times: SurvivalTimes, groups: Groups, strata: Groups | None = None) -> float | None:
    return _weighted(estimate, times, groups, "log-rank", strata)


def _weighted(
    _: Estimate, times: SurvivalTimes, groups: Groups, weighting: Weighting, strata: Groups | None = None
) -> float | None:
    """None also where statsmodels counts a degree of freedom for a group in which no event could be expected."""
    from statsmodels.duration.survfunc import survdiff  # noqa: PLC0415 - slow to import

    fails = times.enter_late and (strata is not None or weighting == "peto-peto")
    if fails or times.weight is not None or weighting not in _WEIGHTS:
        return None
    if (df := weighted_log_rank(times, groups, weighting, strata).df) < len(set(_names(groups))) - 1:
        return None
    strata = None if strata is None else _names(strata)
    about = {"strata": strata, "entry": times.entry if times.enter_late else None, **_WEIGHTS[weighting]}
    with np.errstate(all="ignore"):
        statistic = survdiff(times.time, times.event.astype(int), _names(groups), **about)[0]
    return float(chi2.sf(statistic, df))  # its own p is one less the lower tail, which loses a small one


def _names(groups: Groups) -> npt.NDArray[np.str_]:
    return np.asarray(groups).astype(str)


_STATSMODELS: Final = "statsmodels.duration.survfunc.survdiff"

PEERS: Final = (
    Peer(
        "mibg.survival.log_rank.log_rank",
        _STATSMODELS,
        _log_rank,
        "Hypergeometric variance, with strata or with late entry; not where a group has left before the first event",
    ),
    Peer(
        "mibg.survival.log_rank.weighted_log_rank",
        _STATSMODELS,
        _weighted,
        "Gehan and Tarone-Ware with strata or with late entry, Peto-Peto with strata; not where a group has left "
        "before the first event. Peto-Prentice's is held against lifelines and R in tests",
    ),
    Peer(
        "mibg.survival.trend.log_rank_trend",
        None,
        None,
        "Proven against the definition, computed in R from the covariance that survdiff gives",
    ),
)
