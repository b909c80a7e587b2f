"""How the methods fare where it is known why responses are unknown: bias and coverage over invented cohorts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from mibg.estimate import Estimate
from mibg.reanalysis.lost.imputation import imputed
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.listwise import listwise
from mibg.reanalysis.lost.mechanisms import MECHANISMS, TRUTH, Truth, invent
from mibg.reanalysis.lost.weighting import weighted

Method = Callable[[Incomplete], Estimate]

ALL_KNOWN: Final = "all responses known"
DATA_SETS: Final = 20
_ERRORS: Final = 3.0
HOLDS_RULE: Final = (
    "methods whose mean log hazard ratio over the invented cohorts lies within three Monte-Carlo errors of the true one"
)
FAILS_RULE: Final = "all other methods, and those that gave no ratio in any cohort"
_NO_METHOD: Final = "none"


def _imputed(data: Incomplete) -> Estimate:
    return imputed(data, DATA_SETS)


METHODS: Final[Mapping[str, Method]] = {"left out": listwise, "weighted": weighted, "imputed": _imputed}


def performance(cohorts: int = 100, seed: int = 211, truth: Truth = TRUTH) -> pd.DataFrame:
    """Apply every method to the same invented cohorts under every mechanism.

    Parameters
    ----------
    cohorts : int
        Invented cohorts.
    seed : int
        Of the generator of random numbers.
    truth : Truth
        What holds in them.

    Returns
    -------
    DataFrame, one row a mechanism and method
        ``mechanism``, ``kind``, ``method``; ``followed``, mean share of patients whose response is known; ``bias``,
        mean log hazard ratio less the true one, with its Monte-Carlo ``error``; ``coverage``, share of 95 % intervals
        that hold the true one; ``estimable``, cohorts that gave a ratio. The first row has all responses known.
    """
    columns = ["mechanism", "kind", "method", "followed", "coef", "low", "high"]
    drawn = pd.DataFrame(_runs(cohorts, np.random.default_rng(seed), truth), columns=columns)
    drawn["error"] = drawn["coef"] - truth.log_hazard_ratio
    inside = (drawn["low"] <= truth.log_hazard_ratio) & (truth.log_hazard_ratio <= drawn["high"])
    drawn["coverage"] = inside.where(drawn["coef"].notna()).astype(float)
    groups = drawn.groupby(["mechanism", "kind", "method"], sort=False)
    return groups.agg(
        followed=("followed", "mean"),
        bias=("error", "mean"),
        error=("error", "sem"),
        coverage=("coverage", "mean"),
        estimable=("coef", "count"),
    ).reset_index()


def which_hold(fared: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Tell which methods hold under each mechanism, and which fail.

    Parameters
    ----------
    fared : DataFrame
        As `performance` gives it.

    Returns
    -------
    dict of str to (str, str)
        By what decides who is lost, the names of the methods of `HOLDS_RULE` and of `FAILS_RULE`; ``none`` where there
        are none. That a method holds says that no greater bias showed in so many cohorts, not that there is none.
    """
    holds = fared["bias"].abs() <= _ERRORS * fared["error"]
    return {one.decided_by: _names(fared, fared["mechanism"] == one.name, holds) for one in MECHANISMS}


def _names(fared: pd.DataFrame, here: pd.Series, holds: pd.Series) -> tuple[str, str]:
    told = [", ".join(fared["method"][here & chosen]) or _NO_METHOD for chosen in (holds, ~holds)]
    return told[0], told[1]


def _runs(cohorts: int, rng: np.random.Generator, truth: Truth) -> Iterator[tuple[object, ...]]:
    for _ in range(cohorts):
        cohort = invent(rng, truth)
        yield ALL_KNOWN, "", "left out", 1.0, *_numbers(listwise(cohort.data))
        for mechanism in MECHANISMS:
            seen = cohort.seen_under(mechanism, rng)
            for name, method in METHODS.items():
                yield mechanism.name, mechanism.kind, name, seen.followed.mean(), *_numbers(method(seen))


def _numbers(found: Estimate) -> tuple[float, float, float]:
    """Log hazard ratio and its limits; NaN where there is none."""
    if found.value is None or found.ci is None:
        return np.nan, np.nan, np.nan
    low, high = (np.inf if limit is None else np.log(limit) for limit in found.ci)
    return found.parts["coef"], float(low), float(high)
