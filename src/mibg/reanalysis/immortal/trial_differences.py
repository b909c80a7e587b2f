"""What an emulated trial says: differences between its arms, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.estimate import Estimate
from mibg.reanalysis.immortal.emulation import Arm, Trial, arms
from mibg.reanalysis.immortal.staying import PositivityError
from mibg.survival import kaplan_meier, median_spss, restricted_mean, survival_at
from mibg.survival.times import Floats, Ints
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR

_HERE: Final = "mibg.reanalysis.immortal.trial_differences.emulated"


@dataclass(frozen=True, eq=False)
class Emulated:
    """What the arms of an emulated trial differ by.

    Parameters
    ----------
    medians : mapping of str to Estimate
        ``again`` and ``never``: median survival in years, by SPSS's convention.
    difference : Estimate
        Median of ``again`` minus that of ``never``, months.
    restricted_mean : Estimate
        Difference of the time survived on average within the horizon, months.
    survival : Estimate
        Difference of the share alive at the horizon, in points of per cent.
    """

    medians: Mapping[str, Estimate]
    difference: Estimate
    restricted_mean: Estimate
    survival: Estimate


def emulated(of: Trial, *, horizon_days: float, replicates: int, seed: int) -> Emulated:
    """Estimate the differences between the arms of a trial.

    Parameters
    ----------
    of : Trial
        The patients.
    horizon_days : float
        Where the restricted mean ends and survival is read.
    replicates, seed : int
        Bootstrap samples of patients, in each of which the weights are estimated anew; percentile intervals.

    Returns
    -------
    Emulated
        A number is not estimable where the patients do not give it or one replicate in forty does not.
    """
    chance = np.random.default_rng(seed)
    n = len(of.times)
    drawn = (np.bincount(chance.integers(n, size=n), minlength=n) for _ in range(replicates))
    found = _numbers(of, None, horizon_days)
    resampled = np.array([_numbers(of, each, horizon_days) for each in drawn])
    names = {"again": "years", "never": "years", "difference": "months", "mean": "months", "survival": "%"}
    estimates = {
        name: _estimate(of, unit, value, column)
        for (name, unit), value, column in zip(names.items(), found, resampled.T, strict=True)
    }
    medians = {name: estimates[name] for name in ("again", "never")}
    return Emulated(medians, estimates["difference"], estimates["mean"], estimates["survival"])


def _numbers(of: Trial, counts: Ints | None, horizon_days: float) -> list[float]:
    """Two medians (years), and differences of medians (months), restricted means (months), and survival (points)."""
    try:
        both = arms(of, counts)
    except PositivityError:
        return [np.nan] * 5
    (again, mean, alive), (never, other_mean, other_alive) = (
        _of_arm(arm, horizon_days) for arm in (both.again, both.never)
    )
    months = (again - never) * DAYS_PER_YEAR / DAYS_PER_MONTH
    return [again, never, months, mean - other_mean, alive - other_alive]


def _of_arm(arm: Arm, horizon_days: float) -> list[float]:
    curve = kaplan_meier(arm.times)
    found = median_spss(curve), restricted_mean(curve, horizon_days, "months"), survival_at(curve, horizon_days)
    return [np.nan if each.value is None else each.value for each in found]


def _estimate(of: Trial, unit: str, value: float, resampled: Floats) -> Estimate:
    convention = (
        f"Emulated trial, second dose within {of.months} months or not: clones censored when they depart, weighted by "
        f"the inverse probability of staying; percentile interval of {len(resampled)} bootstrap samples of patients"
    )
    n, events = len(of.times), int(of.times.event.sum())
    failed, least = np.isnan(resampled), _smallest(of)
    if np.isnan(value) or failed.mean() > 1 / 40:
        reason = "an arm does not give it, in these patients or in more than one bootstrap sample in forty"
        return Estimate(None, unit, n, convention, _HERE, events, reason=reason, smallest=least)
    low, high = np.quantile(resampled[~failed], [0.025, 0.975])
    return Estimate(value, unit, n, convention, _HERE, events, ci=(float(low), float(high)), smallest=least)


def _smallest(of: Trial) -> int:
    """Patients or deaths, whichever are fewest, of those treated again within the grace period and of the others."""
    sizes = [(len(event), int(event.sum())) for event in (of.times.event[of.treated], of.times.event[~of.treated])]
    return min(min(pair) for pair in sizes)
