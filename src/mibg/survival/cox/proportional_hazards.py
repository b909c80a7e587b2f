"""Whether hazards stay proportional: the score test for a coefficient that changes with time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np
from scipy.stats import chi2

from mibg.estimate import Estimate
from mibg.survival.arguments import check_choice
from mibg.survival.cox.fit import CoxFit
from mibg.survival.cox.terms import Stratum, terms_of
from mibg.survival.cox.time_scale import Transform, time_scale
from mibg.survival.times import Floats, SurvivalTimes

GLOBAL: Final = "all"
_DEPENDENT: Final = 1e-10
_TOO_FEW: Final = "there are too few events to let coefficients change with time"


@dataclass(frozen=True)
class ProportionalHazards:
    """Tests of proportional hazards.

    Parameters
    ----------
    chi2 : mapping of str to float
        Statistic of each term, then of ``all`` together; empty where there is no fit.
    df : mapping of str to int
        Their degrees of freedom.
    transform : str
        The scale of time on which coefficients are let to change in a straight line.
    fit : CoxFit
        The regression.
    reason : str or None
        Why there are no tests.
    """

    chi2: Mapping[str, float]
    df: Mapping[str, int]
    transform: Transform
    fit: CoxFit
    reason: str | None

    def estimate(self, term: str = GLOBAL) -> Estimate:
        """Give the p-value of a term, or of all, as an estimate of unit ``p``.

        Raises
        ------
        KeyError
            When there is no such term; says which there are.
        """
        fit = self.fit
        convention = f"Score test of proportional hazards, {self.transform} of time; {fit.ties.capitalize()} ties"
        function = "mibg.survival.cox.proportional_hazards.proportional_hazards"
        if self.reason is not None:
            return Estimate(None, "p", fit.n, convention, function, fit.events, reason=self.reason)
        if term not in self.chi2:
            raise KeyError(f"there is no term {term!r}; the terms are {', '.join(self.chi2)}")
        statistic, df = self.chi2[term], self.df[term]
        parts = {"chi2": statistic, "df": float(df)}
        about = ("p", fit.n, convention, function, fit.events)
        return Estimate(float(chi2.sf(statistic, df)), *about, parts=parts, smallest=fit.smallest)


def proportional_hazards(
    fit: CoxFit,
    times: SurvivalTimes,
    transform: Transform = "km",
    terms: Mapping[str, Sequence[str]] | None = None,
) -> ProportionalHazards:
    """Test whether each coefficient stays the same over time.

    Parameters
    ----------
    fit : CoxFit
        The regression.
    times : SurvivalTimes
        The data it was fitted to.
    transform : {"km", "rank", "identity", "log"}
        The scale of time: one minus the survival of all just before it, its rank among all times, itself, or its
        logarithm, which an event at time zero does not have.
    terms : mapping of str to sequence of str, optional
        Covariates to be tested together, by the name of the term; by default each alone.

    Returns
    -------
    ProportionalHazards
        Without tests where the regression has no coefficients, or events are at too few times.

    Raises
    ------
    InvalidSurvivalData
        When `times` are other than the regression was fitted to, `transform` is none of the four, or a term has no
        covariate or one twice.
    KeyError
        When a term has a covariate that the regression lacks.

    Notes
    -----
    Grambsch and Therneau 1994 in the exact form of R's ``cox.zph`` since survival 3.0. lifelines tests with an
    approximation to it that can be far off: in lifelines' own data set rossi, for age on the km scale, p is 0.0009
    there and 0.0145 here and in R.
    """
    check_choice(transform, get_args(Transform), "the scale of time")
    fit.refuse_other(times)
    columns = _columns(fit, terms)
    reason = _why_none(fit, times, transform)
    if reason is not None:
        return ProportionalHazards({}, {}, transform, fit, reason)
    grid = time_scale(times, transform)
    grid = grid - grid[times.event].mean()
    p = len(fit.names)
    score, information = np.zeros(p), np.zeros((2 * p, 2 * p))
    for stratum in fit.strata:
        gained, spread = _of_stratum(stratum, fit.coef, grid)
        score += gained
        information += spread
    if _is_singular(information):
        return ProportionalHazards({}, {}, transform, fit, _TOO_FEW)
    statistics = {term: _statistic(score, information, places) for term, places in columns.items()}
    df = {term: len(places) for term, places in columns.items()}
    return ProportionalHazards(statistics, df, transform, fit, None)


def _columns(fit: CoxFit, terms: Mapping[str, Sequence[str]] | None) -> dict[str, list[int]]:
    """Places of the covariates of each term."""
    asked = {name: [name] for name in fit.names} if terms is None else dict(terms)
    unknown = {name for names in asked.values() for name in names} - set(fit.names)
    if unknown:
        raise KeyError(f"the regression has no covariate {', '.join(sorted(unknown))}; it has {', '.join(fit.names)}")
    return {term: fit.places(names) for term, names in (asked | {GLOBAL: fit.names}).items()}


def _why_none(fit: CoxFit, times: SurvivalTimes, transform: Transform) -> str | None:
    if fit.reason is not None:
        return fit.reason
    zero = transform == "log" and bool((times.time[times.event] <= 0).any())
    return "an event at time zero has no logarithm" if zero else None


def _of_stratum(stratum: Stratum, coef: Floats, grid: Floats) -> tuple[Floats, Floats]:
    """Score of the covariates times the scale of time, and the information of both kinds of covariates together."""
    sets, terms = stratum.sets, terms_of(stratum, coef)
    at_event = grid[sets.rows][sets.event]
    by_moment = np.zeros(len(sets.moments))
    by_moment[sets.at] = at_event
    slope = by_moment[sets.moment]
    score = at_event @ terms.x[sets.event] - (slope * sets.weight) @ terms.mean
    plain, once, twice = (terms.information(slope**power) for power in (0, 1, 2))
    return score, np.block([[plain, once], [once, twice]])


def _is_singular(information: Floats) -> bool:
    spread = np.sqrt(np.maximum(np.diag(information), 0))
    return bool((spread <= 0).any() or np.linalg.eigvalsh(information / np.outer(spread, spread))[0] < _DEPENDENT)


def _statistic(score: Floats, information: Floats, places: Sequence[int]) -> float:
    p = len(score)
    chosen = [*range(p), *(p + place for place in places)]
    gained = np.concatenate([np.zeros(p), score[list(places)]])
    return float(gained @ np.linalg.solve(information[np.ix_(chosen, chosen)], gained))
