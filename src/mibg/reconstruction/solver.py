"""One reconstruction: from the claims and a seed to the tables of a cohort."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mibg.cohort import Cohort, write_cohort
from mibg.published import load_claims, load_readings
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.doses import place_doses
from mibg.reconstruction.patients import place_people
from mibg.reconstruction.statistics import cohort_statistics
from mibg.reconstruction.survival_search import place_histories
from mibg.reconstruction.tables import Draft, Tables, as_tables, describe_study
from mibg.reconstruction.targets import Target, Targets, declare_targets
from mibg.reconstruction.therapies import place_therapies


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
    """Give the targets of this book: its claims under its readings."""
    return declare_targets(load_claims(), load_readings())


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
        Tables of the contract: patients, treatments, therapies, metastases.

    Raises
    ------
    ValueError
        When the printed margins contradict one another and no reading is declared.
    """
    asked, dice = targets or declared_targets(), Dice(seed)
    doses = place_doses(asked, int(asked.part("cohort.n").number), dice)
    histories = place_histories(asked, [dose.days[-1] for dose in doses], dice)
    people = place_people(asked, histories.diagnosed, dice)
    therapies = place_therapies(asked, histories, dice)
    return as_tables(Draft(people, doses, histories, therapies), dice)


def write_reconstruction(seed: int, folder: Path) -> Reconstruction:
    """Invent a cohort, write it, and judge what was written.

    Parameters
    ----------
    seed : int
        See `reconstruct`.
    folder : Path
        Made when absent; files of the same names are replaced, the same seed giving the same bytes.

    Returns
    -------
    Reconstruction
    """
    targets = declared_targets()
    cohort = write_cohort(reconstruct(seed, targets), describe_study(seed), folder)
    return Reconstruction(cohort, targets.missed(cohort_statistics(cohort, targets)))
