"""Tests between ordered groups, and between each two of several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import chdtrc

from mibg.estimate import Estimate
from mibg.survival.log_rank import weighted_log_rank
from mibg.survival.scores import Weighting, members, scores
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes


def log_rank_trend(
    times: SurvivalTimes,
    groups: Sequence[float] | npt.ArrayLike,
    strata: Sequence[object] | npt.ArrayLike | None = None,
) -> Estimate:
    """Test for a trend of the hazard over ordered groups.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them.
    groups : array_like of float, shape (n,)
        Score of each patient; patients of one score form a group.
    strata : array_like, shape (n,), optional
        Stratum of each patient.

    Returns
    -------
    Estimate
        Unit ``p``, one degree of freedom; `parts` holds ``chi2`` and the ``score``, positive where higher scores see
        more events than expected. Not estimable as `log_rank`.

    Raises
    ------
    InvalidSurvivalData
        When a score is no finite number, or lengths differ.

    Notes
    -----
    Tarone 1975: with scores s and observed minus expected events U of covariance V, (s'U)^2 / s'Vs. Without ties it
    is the score test of a Cox model with the score as covariate.
    """
    found = scores(times, groups, strata)
    marks = _numbers(found.groups)
    total, variance = float(marks @ found.difference), float(marks @ found.variance @ marks)
    scale = float((marks**2) @ np.diag(found.variance))
    reason = found.reason or (None if variance > 1e-12 * scale else "the groups are never at risk together")
    convention = "Log-rank test for trend over the scores of the groups, 1 degree of freedom"
    function = "mibg.survival.trend.log_rank_trend"
    n = found.patients
    if reason is not None:
        return Estimate(None, "p", n, convention, function, found.events, reason=reason)
    statistic = total**2 / variance
    parts = {"chi2": statistic, "score": total}
    about = ("p", n, convention, function, found.events)
    return Estimate(float(chdtrc(1, statistic)), *about, parts=parts, smallest=found.smallest)


def pairwise_log_rank(
    times: SurvivalTimes, groups: Sequence[object] | npt.ArrayLike, weighting: Weighting = "log-rank"
) -> pd.DataFrame:
    """Compare each two of several groups.

    Parameters
    ----------
    times, groups
        As in `log_rank`.
    weighting : str
        As in `weighted_log_rank`.

    Returns
    -------
    DataFrame
        One row a pair: ``first``, ``second``, ``chi2``, ``p``, ``p_holm`` (Holm 1979, over the pairs that can be
        compared), and ``reason`` why a pair cannot be.

    Raises
    ------
    InvalidSurvivalData
        As `log_rank`.
    """
    names, member = members(groups, len(times), "group")
    rows = []
    for one, other in combinations(range(len(names)), 2):
        chosen = (member == one) | (member == other)
        test = weighted_log_rank(times.where(chosen), member[chosen], weighting)
        rows.append((names[one], names[other], test.statistic, test.p, test.reason))
    table = pd.DataFrame(rows, columns=["first", "second", "chi2", "p", "reason"])
    table = table.astype({"chi2": float, "p": float})
    table.insert(4, "p_holm", _holm(table["p"].to_numpy()))
    return table


def _numbers(names: tuple[str, ...]) -> Floats:
    try:
        marks = np.array([float({"True": "1", "False": "0"}.get(name, name)) for name in names])
    except ValueError as error:
        raise InvalidSurvivalData(f"the score of a group must be a number: {error}") from error
    if not np.isfinite(marks).all():
        raise InvalidSurvivalData("the score of a group must be finite")
    return marks - marks.mean() if len(marks) else marks


def _holm(p: Floats) -> Floats:
    """Holm's adjusted p-values; NaN stays NaN."""
    adjusted, tested = np.full(len(p), np.nan), np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested])]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(1, np.maximum.accumulate(steps))
    return adjusted
