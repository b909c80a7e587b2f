"""Leaving out whose response is unknown, as the paper does."""

from __future__ import annotations

from typing import Final

from mibg.estimate import Estimate
from mibg.reanalysis.lost.effects import none, ratio
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.two_groups import log_hazard_ratios

_HERE: Final = "mibg.reanalysis.lost.listwise.listwise"
_CONVENTION: Final = "Cox regression from the landmark on the response, Efron ties; who was lost is left out"


def listwise(data: Incomplete) -> Estimate:
    """Hazard ratio of a favourable response among those followed.

    Parameters
    ----------
    data : Incomplete
        From the landmark.

    Returns
    -------
    Estimate
        Unit ``ratio``; parts ``coef``, ``coef_se``. Right where who is lost has nothing to do with survival,
        given the response.
    """
    if data.reason is not None:
        return none(data, _CONVENTION, _HERE, data.reason)
    kept = data.followed
    times, response = data.times.where(kept), data.response[kept]
    found = log_hazard_ratios(times, (response == 1)[None])
    seen = Incomplete(times, response, data.covariates[kept])
    return ratio(float(found.coef[0]), float(found.variance[0]), seen, len(seen), _CONVENTION, _HERE)
