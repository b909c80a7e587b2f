"""Invented cohorts of known hazard ratio, and known ways in which a response becomes unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from scipy.stats import norm

from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.survival import survival_times
from mibg.units import DAYS_PER_YEAR

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Truth:
    """What holds in the invented cohorts, whose every patient is at risk at the landmark.

    Parameters
    ----------
    patients : int
        In a cohort.
    log_hazard_ratio : float
        Of a favourable response; hazards are proportional, and constant in time.
    share : float
        Of patients with a favourable response.
    median_years : float
        Of survival without one.
    by_response, by_survival : float
        Difference in fitness, in units of its own noise, between responders and others, and for a spread of survival
        beyond what response explains.
    observed_years : (float, float)
        Observation ends between these, at random.
    """

    patients: int = 180
    log_hazard_ratio: float = float(np.log(0.5))
    share: float = 0.65
    median_years: float = 2.0
    by_response: float = 1.2
    by_survival: float = 0.5
    observed_years: tuple[float, float] = (2.0, 20.0)


TRUTH: Final = Truth()


@dataclass(frozen=True)
class Mechanism:
    """How a response becomes unknown.

    Parameters
    ----------
    decided_by : str
        What decides who is lost, in a word.
    name : str
        Who is lost, for the most part.
    kind : str
        Rubin's word for it (MCAR, MAR, MNAR), and given what.
    log_odds : callable
        Log odds of being followed from response, fitness, and years until death or the end of observation.
    """

    decided_by: str
    name: str
    kind: str
    log_odds: Callable[[Floats, Floats, Floats], Floats]


_SOON, _LONG = 2.0, 3.0


def _by_chance(response: Floats, fitness: Floats, years: Floats) -> Floats:
    return np.full_like(years, 0.4)


def _by_covariate(response: Floats, fitness: Floats, years: Floats) -> Floats:
    return 0.3 - 1.2 * fitness


def _by_survival(response: Floats, fitness: Floats, years: Floats) -> Floats:
    return 1.5 - 3.0 * np.where(fitness > 0, years > _LONG, years < _SOON)


def _by_response(response: Floats, fitness: Floats, years: Floats) -> Floats:
    return -0.8 + 2.0 * response


def _by_both(response: Floats, fitness: Floats, years: Floats) -> Floats:
    return 0.8 - 2.2 * (1 - response) * (years < _SOON)


MECHANISMS: Final = (
    Mechanism("chance", "anybody, by chance", "MCAR", _by_chance),
    Mechanism("covariate", "the fitter", "MAR, given the covariate", _by_covariate),
    Mechanism(
        "survival",
        "the fit who live long, the unfit who die soon",
        "MAR, given the covariate and survival",
        _by_survival,
    ),
    Mechanism("response", "those without a response", "MNAR, by the response alone", _by_response),
    Mechanism("both", "those without a response who die soon", "MNAR, by response and survival", _by_both),
)


@dataclass(frozen=True, eq=False)
class Invented:
    """A cohort with all responses known, and what follow-up may depend on."""

    data: Incomplete
    years: Floats

    def seen_under(self, mechanism: Mechanism, rng: np.random.Generator) -> Incomplete:
        """Make responses unknown."""
        odds = mechanism.log_odds(self.data.response, self.data.covariates[:, 0], self.years)
        followed = rng.random(len(odds)) < expit(odds)
        return Incomplete(self.data.times, np.where(followed, self.data.response, np.nan), self.data.covariates)


def invent(rng: np.random.Generator, truth: Truth = TRUTH) -> Invented:
    """Draw a cohort.

    Parameters
    ----------
    rng : Generator
        Of random numbers.
    truth : Truth
        What holds.

    Returns
    -------
    Invented
        Its one covariate is fitness. It goes with the response and with survival, yet it does not enter the hazard
        given the response, so that the hazard ratio of the response is exactly the declared one.
    """
    n = truth.patients
    response, long_lived = rng.random(n) < truth.share, rng.random(n)
    hazard = np.log(2) / truth.median_years * np.exp(truth.log_hazard_ratio * response)
    lived = -np.log1p(-long_lived) / hazard
    fitness = truth.by_response * (response - truth.share) + truth.by_survival * norm.ppf(long_lived)
    ended = rng.uniform(*truth.observed_years, n)
    days = np.ceil(np.minimum(lived, ended) * DAYS_PER_YEAR)
    covariates = (fitness + rng.standard_normal(n))[:, None]
    data = Incomplete(survival_times(days, lived <= ended), response.astype(float), covariates)
    return Invented(data, days / DAYS_PER_YEAR)
