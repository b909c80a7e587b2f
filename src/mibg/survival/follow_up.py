"""How long patients were followed, by the curve of censoring."""

from __future__ import annotations

from dataclasses import replace

from mibg.estimate import Estimate
from mibg.survival.kaplan_meier import kaplan_meier
from mibg.survival.quantiles import quantile_r
from mibg.survival.times import SurvivalTimes


def median_follow_up(times: SurvivalTimes, unit: str = "years") -> Estimate:
    """Median follow-up by the reverse Kaplan-Meier method: a death ends the observation, a censoring is the event.

    Parameters
    ----------
    times : SurvivalTimes
        The patients.
    unit : str
        Unit of the estimate.

    Returns
    -------
    Estimate
        Median with the Brookmeyer-Crowley log-log interval; `parts` holds the quartiles ``q1`` and ``q3`` that are
        reached. `events` counts the deaths, as elsewhere.

    Notes
    -----
    Schemper and Smith 1996; R: ``quantile(survfit(Surv(time, 1 - event) ~ 1, conf.type = "log-log"))``.
    """
    curve = kaplan_meier(replace(times, event=~times.event))
    found = quantile_r(curve, 0.5, unit)
    quartiles = {name: quantile_r(curve, p, unit).value for name, p in (("q1", 0.25), ("q3", 0.75))}
    return replace(
        found,
        convention="Reverse Kaplan-Meier, censoring as event; midpoint rule, Brookmeyer-Crowley log-log interval",
        function="mibg.survival.follow_up.median_follow_up",
        events=int(times.event.sum()),
        parts={name: value for name, value in quartiles.items() if value is not None},
        reason=None if found.reason is None else found.reason.replace("survival curve", "curve of censoring"),
    )
