"""E-values: how strong an unmeasured cause of both group and death would have to be to make a difference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from mibg.estimate import Estimate
from mibg.reanalysis.robustness.contrasts import Rows
from mibg.survival import GuaranteeTimeError

_NO_NAIVE = (
    "an E-value speaks of unmeasured causes, not of guarantee time: a naive hazard ratio has none; take the landmark "
    "or the time-dependent one"
)


def common_outcome_risk_ratio(hazard_ratio: float) -> float:
    """Turn a hazard ratio into the risk ratio that it comes to when many have the event (VanderWeele 2020).

    Parameters
    ----------
    hazard_ratio : float
        Above 0.
    """
    return (1 - math.pow(0.5, math.sqrt(hazard_ratio))) / (1 - math.pow(0.5, math.sqrt(1 / hazard_ratio)))


def e_value_of_risk_ratio(risk_ratio: float) -> float:
    """E-value of a risk ratio, RR + sqrt(RR (RR - 1)); one below 1 is turned over first (VanderWeele and Ding 2017).

    Parameters
    ----------
    risk_ratio : float
        Above 0.
    """
    above = max(risk_ratio, 1 / risk_ratio)
    return above + math.sqrt(above * (above - 1))


def e_value(hazard_ratio: Estimate, rows: Rows) -> Estimate:
    """E-value of a hazard ratio of a common outcome.

    Parameters
    ----------
    hazard_ratio : Estimate
        With its interval.
    rows : Rows
        What it was estimated from; they know the design.

    Returns
    -------
    Estimate
        Unit ``ratio``: the smallest risk ratio that an unmeasured cause would need with both group and death to
        explain the estimate away. The part ``limit`` is that of the confidence limit nearer to 1, and is 1 where the
        interval holds 1.

    Raises
    ------
    GuaranteeTimeError
        When the design is naive.
    """
    if rows.design == "naive":
        raise GuaranteeTimeError(_NO_NAIVE)
    function = "mibg.reanalysis.robustness.e_values.e_value"
    convention = f"E-value of a common outcome's hazard ratio. {rows.label.removesuffix('.')}"
    found = replace(hazard_ratio, convention=convention, function=function, se=None, ci=None, parts={}, second=None)
    if hazard_ratio.value is None:
        return found
    limit = {} if hazard_ratio.ci is None else {"limit": _of_limit(hazard_ratio.ci)}
    return replace(found, value=_of_hazard_ratio(hazard_ratio.value), parts=limit)


def _of_limit(limits: Sequence[float | None]) -> float:
    low, high = limits[0] or 0.0, math.inf if limits[1] is None else limits[1]
    return 1.0 if low <= 1 <= high else _of_hazard_ratio(low if low > 1 else high)


def _of_hazard_ratio(hazard_ratio: float) -> float:
    return e_value_of_risk_ratio(common_outcome_risk_ratio(hazard_ratio))
