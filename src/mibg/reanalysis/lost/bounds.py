"""Bounds: the hazard ratio if the lost had responded in the way that moves it most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate
from mibg.reanalysis.lost.effects import none, ratio
from mibg.reanalysis.lost.imputation import nelson_aalen
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.two_groups import log_hazard_ratios

Bools = npt.NDArray[np.bool_]

_HERE: Final = "mibg.reanalysis.lost.bounds.bounds"
_CONVENTION: Final = "Cox regression from the landmark on the response, Efron ties; {how}"
_HOW: Final = {
    "all": "all lost had a favourable response",
    "nobody": "nobody lost had a favourable response",
    "lowest": "of the lost, those who outlived what was expected had a favourable response",
    "highest": "of the lost, those who died sooner than expected had a favourable response",
}


@dataclass(frozen=True)
class Bounds:
    """Hazard ratios of a favourable response, among all at risk at the landmark, under four assumptions.

    Parameters
    ----------
    all_responded, nobody_responded : Estimate
        Every one of the lost had a favourable response; none had.
    lowest, highest : Estimate
        Responses of the lost by their survival, so that the ratio becomes as low, or as high, as could be found.
        Their intervals count the assumption as known, so they say nothing of its being unlikely.
    """

    all_responded: Estimate
    nobody_responded: Estimate
    lowest: Estimate
    highest: Estimate


def bounds(data: Incomplete) -> Bounds:
    """Find the bounds.

    Parameters
    ----------
    data : Incomplete
        From the landmark.

    Returns
    -------
    Bounds
        `lowest` and `highest` start from the cut along the order of survival (deaths less the cumulative hazard
        endured) that does best, and then change the response of one patient at a time as long as that does better. An
        assignment that leaves the ratio without a bound is passed over.
    """
    if data.reason is not None:
        return Bounds(*(none(data, _CONVENTION.format(how=how), _HERE, data.reason) for how in _HOW.values()))
    lost = int((~data.followed).sum())
    simple = {"all": np.ones(lost, dtype=bool), "nobody": np.zeros(lost, dtype=bool)}
    extreme = {"lowest": _extreme(data, 1), "highest": _extreme(data, -1)}
    return Bounds(*(_ratio(data, responses, _HOW[name]) for name, responses in {**simple, **extreme}.items()))


def _ratio(data: Incomplete, lost: Bools, how: str) -> Estimate:
    found = log_hazard_ratios(data.times, data.completed(lost))
    convention = _CONVENTION.format(how=how)
    return ratio(float(found.coef[0]), float(found.variance[0]), data, len(data), convention, _HERE)


def _extreme(data: Incomplete, sign: int) -> Bools:
    """Responses of the lost that make `sign` times the log hazard ratio smallest."""
    excess = (data.times.event - nelson_aalen(data.times))[~data.followed]
    rank = np.argsort(np.argsort(sign * excess, kind="stable"), kind="stable")
    cuts = rank[None, :] < np.arange(len(rank) + 1)[:, None]
    best, value = _best(data, cuts, sign)
    while len(best):
        ahead, found = _best(data, best ^ np.eye(len(best), dtype=bool), sign)
        if not found < value - 1e-9:
            break
        best, value = ahead, found
    return best


def _best(data: Incomplete, lost: Bools, sign: int) -> tuple[Bools, float]:
    """The one of several sets of responses with the smallest ratio, and its `sign` times log hazard ratio."""
    coef = sign * log_hazard_ratios(data.times, data.completed(lost)).coef
    value = np.where(np.isnan(coef), np.inf, coef)
    return lost[int(value.argmin())], float(value.min())
