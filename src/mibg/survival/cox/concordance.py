"""Harrell's concordance: how often who is at higher risk dies first."""

from __future__ import annotations

from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.survival.cox.fit import CoxFit
from mibg.survival.cox.terms import Stratum
from mibg.survival.times import Floats, SurvivalTimes

_CELLS: Final = 20_000_000


def concordance(fit: CoxFit, times: SurvivalTimes) -> Estimate:
    """Share of comparable pairs in which the patient at higher predicted risk has the event first.

    Parameters
    ----------
    fit : CoxFit
        The regression.
    times : SurvivalTimes
        The data it was fitted to.

    Returns
    -------
    Estimate
        Unit ``ratio``, with the infinitesimal jackknife's standard error. Two patients of a stratum are comparable when
        one has the event while the other is at risk and stays so; of two events at the same time none came first.
        Equal predictions count one half.

    Raises
    ------
    InvalidSurvivalData
        When `times` are other than the regression was fitted to.

    Notes
    -----
    Harrell 1982, as R's ``concordance``. Every event is compared with everybody at risk: n times as long for n times
    the events.
    """
    fit.refuse_other(times)
    convention = f"Harrell's concordance of the regression on {', '.join(fit.names)}"
    function = "mibg.survival.cox.concordance.concordance"
    if fit.reason is not None:
        return Estimate(None, "ratio", fit.n, convention, function, fit.events, reason=fit.reason)
    won, pairs = np.zeros(fit.n), np.zeros(fit.n)
    for stratum in fit.strata:
        won[stratum.sets.rows], pairs[stratum.sets.rows] = _of_stratum(stratum, times, fit.coef)
    if not pairs.any():
        return Estimate(
            None, "ratio", fit.n, convention, function, fit.events, reason="no two patients can be compared"
        )
    share = float(won.sum() / pairs.sum())
    se = float(np.sqrt(((won - share * pairs) ** 2).sum()) / (pairs.sum() / 2))
    return Estimate(share, "ratio", fit.n, convention, function, fit.events, se, smallest=fit.smallest)


def _of_stratum(stratum: Stratum, times: SurvivalTimes, coef: Floats) -> tuple[Floats, Floats]:
    """Pairs that each row is in, and what was won in them, shape (n,) both."""
    rows, event = stratum.sets.rows, stratum.sets.event
    time, entry, risk = times.time[rows], times.entry[rows], stratum.x @ coef
    won, pairs = np.zeros(len(rows)), np.zeros(len(rows))
    events = np.flatnonzero(event)
    for some in np.array_split(events, 1 + len(events) * len(rows) // _CELLS):
        at = time[some, None]
        comparable = (entry < at) & ((time > at) | ((time == at) & ~event))
        higher = np.where(comparable, 0.5 + 0.5 * np.sign(risk[some, None] - risk), 0)
        won[some] += higher.sum(axis=1)
        pairs[some] += comparable.sum(axis=1)
        won += higher.sum(axis=0)
        pairs += comparable.sum(axis=0)
    return won, pairs
