"""One reconstruction: from the claims and a seed to the tables of a cohort."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mibg.published import Claims, load_claims
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.doses import place_doses
from mibg.reconstruction.histories import measure, place_histories
from mibg.reconstruction.patients import place_people
from mibg.reconstruction.readings import load_readings
from mibg.reconstruction.targets import Target, declare_targets
from mibg.reconstruction.therapies import place_therapies
from mibg.reconstruction.write import Draft, Tables, as_tables, write_tables


@dataclass(frozen=True)
class Reconstruction:
    """A reconstructed cohort.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables of the contract: patients, treatments, therapies, metastases.
    missed : tuple of Target
        Targets of the search that no cohort was found for; empty when all are attained.
    """

    tables: Tables
    missed: tuple[Target, ...]


def reconstruct(seed: int, claims: Claims | None = None) -> Reconstruction:
    """Invent a cohort that satisfies the printed numbers at once.

    Parameters
    ----------
    seed : int
        The same seed gives the same cohort on every supported Python; another seed gives another cohort.
    claims : Claims, optional
        Printed numbers; by default those of this book.

    Returns
    -------
    Reconstruction

    Raises
    ------
    ValueError
        When the printed margins contradict one another and no reading is declared.
    """
    targets, dice = declare_targets(claims or load_claims(), load_readings()), Dice(seed)
    doses = place_doses(targets, int(targets.part("cohort.n").number), dice)
    histories = place_histories(targets, [dose.days[-1] for dose in doses], dice)
    people = place_people(targets, histories.diagnosed, dice)
    therapies = place_therapies(targets, histories, dice)
    estimates = measure(histories)
    tables = as_tables(Draft(people, doses, histories, therapies), dice)
    return Reconstruction(tables, targets.about(tuple(estimates)).missed(estimates))


def write_reconstruction(seed: int, folder: Path) -> Reconstruction:
    """Invent a cohort and write it.

    Parameters
    ----------
    seed : int
        See `reconstruct`.
    folder : Path
        Made when absent; files of the same names are replaced, the same seed giving the same bytes.
    """
    made = reconstruct(seed)
    write_tables(made.tables, seed, folder)
    return made
