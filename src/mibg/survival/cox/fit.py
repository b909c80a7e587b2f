"""Cox regression: the coefficients that make the partial likelihood largest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.survival.arguments import check_choice
from mibg.survival.cox.covariates import covariates, in_scale, out_of_scale
from mibg.survival.cox.newton import Summit, climb
from mibg.survival.cox.partial_likelihood import Likelihood, likelihood
from mibg.survival.cox.risk_sets import Ties, risk_sets
from mibg.survival.cox.terms import Stratum
from mibg.survival.times import Floats, InvalidSurvivalData, SurvivalTimes

_DEPENDENT: Final = 1e-9


@dataclass(frozen=True, eq=False)
class CoxFit:
    """A fitted regression, or the reason why there is none.

    Parameters
    ----------
    names : tuple of str
        Of the p covariates.
    coef : ndarray of float, shape (p,)
        Log hazard ratios for one unit of each covariate; NaN where not estimable.
    vcov : ndarray of float, shape (p, p)
        Inverse information at `coef`.
    null, model : Likelihood
        The partial likelihood at 0 and at `coef`.
    n, events : int
        Rows, and events among them.
    ties : {"efron", "breslow"}
        How tied events are taken.
    strata : sequence of Stratum
        Those that have events, with the covariates less their means.
    reason : str or None
        Why there are no coefficients.
    errors : str
        Where `vcov` comes from.
    robust : bool
        Whether that is from the rows, and not from the model.
    smallest : int, optional
        Rows or events, whichever are fewer, of the smallest group that a covariate of two values makes.
    """

    names: tuple[str, ...]
    coef: Floats
    vcov: Floats
    null: Likelihood
    model: Likelihood
    n: int
    events: int
    ties: Ties
    strata: Sequence[Stratum]
    reason: str | None
    errors: str = "errors of the model"
    robust: bool = False
    smallest: int | None = None

    @property
    def se(self) -> Floats:
        """Standard errors of the coefficients, shape (p,)."""
        return np.sqrt(np.diag(self.vcov))

    @property
    def events_per_parameter(self) -> float:
        """Events for each coefficient; below ten they are few."""
        return self.events / len(self.names)

    def place(self, name: str) -> int:
        """Which of the covariates has a name; a KeyError says which there are."""
        if name not in self.names:
            raise KeyError(f"the regression has no covariate {name!r}; it has {', '.join(self.names)}")
        return self.names.index(name)

    def places(self, names: Sequence[str]) -> list[int]:
        """Places of covariates to be tested together, at least one and none twice."""
        if isinstance(names, str) or len(set(names)) < max(len(names), 1):
            raise InvalidSurvivalData(f"a test takes covariates, at least one and none twice, not {names!r}")
        return [self.place(name) for name in names]

    def refuse_other(self, times: SurvivalTimes) -> None:
        """Refuse times that the regression was not fitted to."""
        if len(times) != self.n:
            raise InvalidSurvivalData(f"times are given of {len(times)} patients, the regression has {self.n}")
        if not all(stratum.sets.are_of(times) for stratum in self.strata):
            raise InvalidSurvivalData("these are other times than the regression was fitted to")


def cox(
    times: SurvivalTimes,
    by: pd.DataFrame,
    *,
    ties: Ties = "efron",
    strata: Sequence[object] | npt.ArrayLike | None = None,
) -> CoxFit:
    """Regress the hazard on covariates.

    Parameters
    ----------
    times : SurvivalTimes
        n rows; with late entry a row is at risk at t when entry < t <= time, so that stretches of one patient make
        a covariate that changes with time.
    by : DataFrame, shape (n, p)
        Covariates; see `covariates`.
    ties : {"efron", "breslow"}
        Efron's is R's default, Breslow's is that of SPSS.
    strata : array_like, shape (n,), optional
        Each stratum has a baseline hazard of its own. A stratum without events adds nothing.

    Returns
    -------
    CoxFit
        Without coefficients where there are no events, a covariate is constant among those at risk, follows from
        others or spreads by more than 1e70 or less than its inverse, or the likelihood grows without end as a
        coefficient does (separation); `reason` then says so. Without end means that hazards would differ by more than
        e^600 or, with late entry, e^25.

    Raises
    ------
    InvalidSurvivalData
        When lengths differ, a covariate is no finite number, a row has no stratum, rows are weighted, or `ties` is
        neither of the two.
    GuaranteeTimeError
        When a covariate or the strata are known only later.

    Notes
    -----
    Cox 1972; ties by Efron 1977 or Breslow 1974. Newton's method on covariates scaled to a spread of one, a step halved
    until it gains. lifelines stops at differences of 4e-8; this goes on until nothing is gained.
    """
    check_choice(ties, get_args(Ties), "the way with ties")
    if times.weight is not None:
        raise InvalidSurvivalData("a Cox regression takes no weights; give each patient a row")
    chosen = covariates(by)
    if len(chosen.matrix) != len(times):
        raise InvalidSurvivalData(f"covariates are given of {len(chosen.matrix)} patients, times of {len(times)}")
    standard, spread = chosen.standard()
    reason, spread = out_of_scale(chosen.names, spread), np.where(in_scale(spread), spread, 1.0)
    with_events = [Stratum(sets, standard[sets.rows]) for sets in risk_sets(times, strata, ties)]
    null = likelihood(with_events, np.zeros(len(spread)))
    found = climb(with_events, null, chosen.names, reason or _why_none(times, chosen.names, null))
    rescaled = [Stratum(stratum.sets, stratum.x * spread) for stratum in with_events]
    return CoxFit(
        chosen.names,
        found.coef / spread,
        _inverse(found) / np.outer(spread, spread),
        _unscaled(null, spread),
        _unscaled(found.model, spread),
        len(times),
        int(times.event.sum()),
        ties,
        rescaled,
        found.reason,
        smallest=_smallest(times, chosen.matrix),
    )


def _smallest(times: SurvivalTimes, matrix: Floats) -> int:
    """Rows or events, whichever are fewer, of the smallest group; of all where no covariate has two values only."""
    sizes = [len(times), int(times.event.sum())]
    for column in matrix.T:
        groups, member = np.unique(column, return_inverse=True)
        if len(groups) == 2:
            sizes += [int(np.bincount(member[rows], minlength=2).min()) for rows in (slice(None), times.event)]
    return min(sizes)


def _why_none(times: SurvivalTimes, names: Sequence[str], null: Likelihood) -> str | None:
    if not times.event.any():
        return "there are no events"
    spread = np.sqrt(np.maximum(np.diag(null.information), 0) / times.event.sum())
    for name, wide in zip(names, spread, strict=True):
        if wide < _DEPENDENT:
            return f"{name} is the same for everybody at risk whenever there is an event"
    correlation = null.information / times.event.sum() / np.outer(spread, spread)
    for size in range(2, len(names) + 1):
        if np.linalg.eigvalsh(correlation[:size, :size])[0] < _DEPENDENT:
            return f"{names[size - 1]} follows from the covariates before it"
    return None


def _inverse(found: Summit) -> Floats:
    if found.reason is not None:
        return np.full_like(found.model.information, np.nan)
    return np.linalg.inv(found.model.information).astype(float)


def _unscaled(at: Likelihood, spread: Floats) -> Likelihood:
    return Likelihood(at.value, at.score * spread, at.information * np.outer(spread, spread))
