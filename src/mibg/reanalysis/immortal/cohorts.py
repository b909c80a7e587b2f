"""Many cohorts drawn from a model at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.reanalysis.immortal.model import Model, among_all, given_fitness
from mibg.survival.times import Bools, Floats

AT_ONCE: Final = 250
_LAST: Final = 1e-15


@dataclass(frozen=True, eq=False)
class Cohorts:
    """What is seen of some cohorts; rows are cohorts, columns patients.

    Parameters
    ----------
    time : ndarray of float, shape (B, n)
        Days from first treatment to death or the end of follow-up, not rounded, so that no two are equal.
    event : ndarray of bool, shape (B, n)
        Whether the patient died.
    again : ndarray of float, shape (B, n)
        Days to the second dose; inf where none was seen.
    """

    time: Floats
    event: Bools
    again: Floats

    @property
    def multiple(self) -> Bools:
        """Whether a patient was seen to be treated again."""
        return np.isfinite(self.again)


def drawn_cohorts(model: Model, patients: int, cohorts: int, seed: int) -> Iterator[Cohorts]:
    """Draw cohorts, so many at a time that they stay in the processor's cache.

    Parameters
    ----------
    model : Model
        How they come about.
    patients, cohorts : int
        Patients in each, n, and how many, B.
    seed : int
        Of `numpy.random.default_rng`. Models with the same seed take the same random numbers.

    Yields
    ------
    Cohorts
        Of b cohorts each; the b add up to B.
    """
    chance = np.random.default_rng(seed)
    for begin in range(0, cohorts, AT_ONCE):
        yield _drawn(model, (min(AT_ONCE, cohorts - begin), patients), chance)


def _drawn(model: Model, shape: tuple[int, int], chance: np.random.Generator) -> Cohorts:
    z = chance.standard_normal(shape) if model.fitness else np.zeros(1)
    alive, wanted, when, end = chance.random((4, *shape))
    candidate = wanted < given_fitness(np.array(model.candidates), z, model.fitness)
    dose = np.full(shape, np.inf)
    dose[candidate] = model.dose.quantile(when[candidate])
    beyond = among_all(_at_death(model, alive, dose, z), z, model.fitness)
    death = model.survival.quantile(1 - np.maximum(beyond, _LAST))
    follow_up = model.follow_up.drawn(end)
    time = np.minimum(death, follow_up)
    return Cohorts(time, death <= follow_up, np.where(dose < time, dose, np.inf))


def _at_death(model: Model, alive: Floats, dose: Floats, z: Floats) -> Floats:
    """Height of a patient's own curve without a dose at which he dies, from a uniform number."""
    if model.hazard_ratio == 1:
        return alive
    at_dose = given_fitness(model.survival.survival(dose), z, model.fitness)
    later = alive < at_dose
    found = alive.copy()
    found[later] = at_dose[later] * (alive[later] / at_dose[later]) ** (1 / model.hazard_ratio)
    return found
