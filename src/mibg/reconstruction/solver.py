"""One reconstruction: from the claims and a seed to the tables of a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mibg.cohort import Cohort, write_cohort
from mibg.published import load_claims, load_readings
from mibg.reconstruction.assumptions import load_assumptions
from mibg.reconstruction.charts import imaging_charts, lab_charts, symptom_charts
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.doses import place_doses
from mibg.reconstruction.histories import Histories
from mibg.reconstruction.outcomes import Groupings, group_patients, place_outcomes
from mibg.reconstruction.patients import place_people
from mibg.reconstruction.statistics import cohort_statistics
from mibg.reconstruction.survival_goal import survival_distance
from mibg.reconstruction.survival_search import place_histories
from mibg.reconstruction.tables import Draft, Tables, as_tables, describe_study
from mibg.reconstruction.targets import Target, Targets, declare_targets
from mibg.reconstruction.therapies import place_therapies
from mibg.reconstruction.tilt import Tilt

_MOST_LIVES: Final = 8


@dataclass(frozen=True)
class Reconstruction:
    """A reconstructed cohort, and how it fared.

    Parameters
    ----------
    cohort : Cohort
        As written and read back.
    missed : tuple of Target
        Targets that it does not attain, recomputed from the cohort; empty when all are attained.
    """

    cohort: Cohort
    missed: tuple[Target, ...]


def declared_targets() -> Targets:
    """Give the targets of this book: its claims under its readings, and what is assumed where one is left out."""
    claims = load_claims()
    return replace(declare_targets(claims, load_readings()), assumed=load_assumptions(claims))


def reconstruct(seed: int, targets: Targets | None = None) -> Tables:
    """Invent a cohort that satisfies the printed numbers at once.

    Parameters
    ----------
    seed : int
        The same seed gives the same cohort on every supported Python; another seed gives another cohort.
    targets : Targets, optional
        What to attain; by default `declared_targets`.

    Returns
    -------
    mapping of str to DataFrame
        All tables of the contract.

    Raises
    ------
    ValueError
        When the printed margins contradict one another and no reading is declared.
    """
    asked, dice = targets or declared_targets(), Dice(seed)
    doses = place_doses(asked, asked.whole("cohort.n"), dice)
    lives = _lives(asked, [dose.days[-1] for dose in doses], dice)
    histories = lives.histories
    outcomes = place_outcomes(asked, histories.times(), lives.groupings, dice)
    people = place_people(asked, histories.diagnosed, dice)
    therapies = place_therapies(asked, histories, outcomes.imaging, dice)
    charts = [
        *imaging_charts(outcomes.imaging, histories.diagnosed, [person.metastases for person in people], dice),
        *symptom_charts(outcomes.symptoms, histories.diagnosed, dice),
        *lab_charts(outcomes.biochemistry, histories.diagnosed, dice),
    ]
    return as_tables(Draft(people, doses, histories, therapies, charts), dice)


@dataclass(frozen=True)
class _Lives:
    """When patients lived, who was in which group, and how far survival, overall and of groups, is from the print."""

    histories: Histories
    groupings: Groupings
    distance: int


def _lives(targets: Targets, last_dose: Sequence[int], dice: Dice) -> _Lives:
    """Place histories and, within them, groups; where survival allows no such groups, survival is placed anew."""
    nearest = _attempt(targets, last_dose, dice)
    for _ in range(_MOST_LIVES - 1):
        if nearest.distance == 0:
            break
        nearest = min(nearest, _attempt(targets, last_dose, dice), key=lambda lives: lives.distance)
    return nearest


def _attempt(targets: Targets, last_dose: Sequence[int], dice: Dice) -> _Lives:
    histories = place_histories(targets, last_dose, dice)
    groupings = group_patients(targets, histories.times(), [day > 0 for day in last_dose], dice)
    return _Lives(histories, groupings, survival_distance(targets, histories) + groupings.distance)


def write_reconstruction(seed: int, folder: Path, tilt: Tilt | None = None) -> Reconstruction:
    """Invent a cohort, write it, and judge what was written.

    Parameters
    ----------
    seed : int
        See `reconstruct`.
    folder : Path
        Made when absent; files of the same names are replaced, the same seed giving the same bytes.
    tilt : Tilt, optional
        Which way to lean in what the printed numbers leave free.

    Returns
    -------
    Reconstruction
    """
    targets = replace(declared_targets(), tilt=tilt)
    cohort = write_cohort(reconstruct(seed, targets), describe_study(seed), folder)
    return Reconstruction(cohort, targets.missed(cohort_statistics(cohort, targets)))
