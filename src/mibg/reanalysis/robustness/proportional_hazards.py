"""Whether the hazards of two groups stay proportional, and how their ratio goes with time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from mibg.estimate import Estimate
from mibg.reanalysis.robustness.contrasts import Rows
from mibg.reanalysis.robustness.hazard_ratios import regress, told
from mibg.survival.cox import proportional_hazards, scaled_schoenfeld
from mibg.survival.times import Floats

_WIDTH: Final = 0.2


@dataclass(frozen=True, eq=False)
class Proportionality:
    """The test of proportional hazards of one contrast, and what it rests on.

    Parameters
    ----------
    test : Estimate
        p of the score test on the scale of the Kaplan-Meier curve.
    residuals : DataFrame, one row an event
        ``days`` since the design's time zero, ascending; ``log_ratio``, the scaled Schoenfeld residual: what the event
        says of the log hazard ratio; ``smooth``, their average around it.
    constant : float or None
        The log hazard ratio when it is held constant.
    """

    test: Estimate
    residuals: pd.DataFrame
    constant: float | None


def proportionality(rows: Rows) -> Proportionality:
    """Test proportional hazards of two groups, with the residuals to look at.

    Parameters
    ----------
    rows : Rows
        Of two groups under one design.

    Notes
    -----
    Grambsch and Therneau 1994. `smooth` is a Gaussian kernel average over the ranks of the events, its width a fifth of
    them.
    """
    fit = regress(rows)
    test = told(rows, proportional_hazards(fit, rows.times).estimate(rows.pair[0]))
    found = scaled_schoenfeld(fit)
    order = np.argsort(found.days, kind="stable")
    days, log_ratio = found.days[order], found.coefficients[order, 0]
    residuals = pd.DataFrame({"days": days, "log_ratio": log_ratio, "smooth": _smooth(log_ratio)})
    return Proportionality(test, residuals, None if fit.reason else float(fit.coef[0]))


def _smooth(values: Floats) -> Floats:
    place = np.arange(len(values)) / max(len(values), 1)
    near = np.exp(-0.5 * ((place[:, None] - place) / _WIDTH) ** 2)
    return np.asarray(near @ values / near.sum(axis=1), dtype=float)
