"""How deaths and second doses come about: two latent times, and what is seen of them once death and censoring are done.

Each patient has a time to death and, if he is a candidate for it, a time to a second dose. He gets the dose if it comes
before death. It multiplies his hazard from then on, by one where it does nothing. Fitness is a latent normal variable:
the correlation that it makes between living long and being a candidate, on the normal scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri

from mibg.reanalysis.immortal.families import Law
from mibg.reanalysis.immortal.follow_up import FollowUp
from mibg.survival.times import Floats
from mibg.units import DAYS_PER_MONTH

_CELLS: Final = 400
_NODES: Final = 12
_QUARTILES: Final = np.array([0.25, 0.5, 0.75])


@dataclass(frozen=True)
class Model:
    """One way in which the cohort could have come about.

    Parameters
    ----------
    survival : Law
        Time from first treatment to death without a second dose.
    dose : Law
        Time from first treatment to a second one among candidates, were there no death.
    candidates : float
        Share of patients who would be treated again if they lived.
    follow_up : FollowUp
        Administrative censoring.
    hazard_ratio : float
        Of death after a second dose against before; 1 where the dose does nothing.
    fitness : float
        In [0, 1): correlation of living long with being a candidate, on the normal scale.
    """

    survival: Law
    dose: Law
    candidates: float
    follow_up: FollowUp
    hazard_ratio: float = 1.0
    fitness: float = 0.0


@dataclass(frozen=True)
class Expected:
    """What a model shows on average.

    Parameters
    ----------
    share : float
        Patients seen to be treated again.
    quartiles : ndarray of float, shape (3,)
        Months from first to second treatment among those.
    """

    share: float
    quartiles: Floats


def expected(model: Model) -> Expected:
    """Integrate over second doses that come before death and before the end of follow-up."""
    edges = np.linspace(0, model.follow_up.longest, _CELLS + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    alive = given_fitness(model.survival.survival(middle), *_fitness(model))
    candidate = given_fitness(np.array([model.candidates]), *_fitness(model))
    treated = (
        np.diff(model.dose.cumulative(edges)) * model.follow_up.beyond(middle) * _average(candidate * alive, model)
    )
    cumulative = np.concatenate([[0.0], np.cumsum(treated)])
    quartiles = np.interp(_QUARTILES * cumulative[-1], cumulative, edges) / DAYS_PER_MONTH
    return Expected(float(cumulative[-1]), quartiles)


def overall_survival_at(model: Model, days: float) -> float:
    """Share of patients alive after some days, those treated again among them."""
    edges = np.linspace(0, days, _CELLS + 1)
    middle, nodes = (edges[1:] + edges[:-1]) / 2, _fitness(model)
    untreated = given_fitness(model.survival.survival(np.array([days])), *nodes)
    if model.hazard_ratio == 1:
        return float(_average(untreated, model)[0])
    candidate = given_fitness(np.array([model.candidates]), *nodes)
    doses = np.diff(model.dose.cumulative(edges))
    before = given_fitness(model.survival.survival(middle), *nodes) ** (1 - model.hazard_ratio)
    treated = (doses * before).sum(axis=1, keepdims=True) * untreated**model.hazard_ratio
    return float(_average(untreated * (1 - candidate * doses.sum()) + candidate * treated, model)[0])


def given_fitness(share: Floats, z: Floats, fitness: float) -> Floats:
    """Probability of what a share of all patients does, for patients of fitness z."""
    if fitness == 0:
        return share + 0 * z
    probability: Floats = ndtr((ndtri(share) + np.sqrt(fitness) * z) / np.sqrt(1 - fitness))
    return probability


def among_all(probability: Floats, z: Floats, fitness: float) -> Floats:
    """Undo `given_fitness`."""
    if fitness == 0:
        return probability
    share: Floats = ndtr(ndtri(probability) * np.sqrt(1 - fitness) - np.sqrt(fitness) * z)
    return share


def _fitness(model: Model) -> tuple[Floats, float]:
    """Nodes of Gauss and Hermite in a column, and how much fitness matters."""
    nodes = np.zeros(1) if model.fitness == 0 else np.polynomial.hermite_e.hermegauss(_NODES)[0]
    return nodes[:, None], model.fitness


def _average(values: Floats, model: Model) -> Floats:
    """Average rows, one for each node of fitness."""
    weights = np.polynomial.hermite_e.hermegauss(_NODES)[1] if model.fitness else np.ones(1)
    averaged: Floats = weights @ values / weights.sum()
    return averaged
