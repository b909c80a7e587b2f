"""From the folder of a cohort to another that holds it deidentified, and the key to it where one is asked for."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory
from typing import Final

import pandas as pd

from mibg.cohort import Cohort, Study, write_cohort
from mibg.cohort.reader import own_name, read_what_is_there
from mibg.cohort.writer import put_texts, texts_of
from mibg.deidentification.shift import DROPPED, OLDEST_AGE, new_ids, shifted, shifts, with_own_ends
from mibg.faults import Fault, InputFaults

_ROUNDS: Final = 100
_REPLACED: Final = {"patient_id", *(column for columns in DROPPED.values() for column in columns), "lesion_id"}


@dataclass(frozen=True)
class Deidentified:
    """A cohort deidentified.

    Parameters
    ----------
    cohort : Cohort
        As it was written.
    ids : mapping of str to str
        New id by old one.
    days : mapping of str to int
        How far each patient's dates were moved, by old id.
    """

    cohort: Cohort
    ids: Mapping[str, str]
    days: Mapping[str, int]


def deidentify(source: Path, target: Path, *, key: Path | None = None, seed: int | None = None) -> Deidentified:
    """Write a cohort under new ids and shifted dates.

    Survival times, and all intervals between whole dates, stay as they are. What can be learnt still: who is known to
    be censored at a study's end that somebody knows was treated so many days before it. Rare values of other columns
    are not coarsened.

    Parameters
    ----------
    source : Path
        Folder of the cohort. Direct identifiers are put up with where they are left out or replaced: as ids of
        patients or lesions, as names of assays, and in columns that are no part of the contract.
    target : Path
        Folder to write; it must not exist, or be empty.
    key : Path, optional
        File to write old ids, new ones and shifts to; it must not exist. Nobody but its owner may read it.
    seed : int, optional
        For tests alone: who knows it can undo the shifts. By default the system's randomness.

    Raises
    ------
    mibg.faults.InputFaults
        For faults of the cohort, of `target` and of `key`; nothing is written then.
    """
    _refuse_places(target, key)
    cohort = with_own_ends(read_what_is_there(source).cohort(put_up_with=_is_replaced))
    random = SystemRandom() if seed is None else Random(seed)
    patients = list(cohort["patients"]["patient_id"])
    ids = new_ids(patients, random, invented=cohort.study.origin == "reconstruction")
    days = _consistent(cohort, ids, random)
    if key is None:
        return Deidentified(write_cohort(shifted(cohort, ids, days), cohort.study, target), ids, days)
    _write_key(key, ids, days)
    try:
        return Deidentified(write_cohort(shifted(cohort, ids, days), cohort.study, target), ids, days)
    except BaseException:
        key.unlink()
        raise


def summary(made: Deidentified, target: Path) -> str:
    """Say what was done, and what was not, in a few lines."""
    patients = made.cohort["patients"]
    capped = int((patients["age_at_treatment"] == OLDEST_AGE).sum())
    return "\n".join(
        [
            str(target),
            f"{len(patients)} patients under new ids, the dates of each shifted by days of his own, intervals kept",
            f"ages written as {OLDEST_AGE}, which stands for any above {OLDEST_AGE - 1}: {capped}",
            "assays and notes left out, lesions renumbered",
            "study_end left out: what needs the calendar is not estimable from these files",
            "not touched: codes, numbers, title and source; whoever knows the study's end can tell the day on which "
            "a patient censored then was treated",
        ]
    )


def _is_replaced(fault: Fault) -> bool:
    return own_name(fault.column or "") in _REPLACED or fault.row == 1


def _refuse_places(target: Path, key: Path | None) -> None:
    faults = []
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        faults.append(Fault(str(target), "there already, and not an empty folder", "name another"))
    if key is not None and os.path.lexists(key):
        faults.append(Fault(str(key), "the key's file is there already", "name another"))
    if key is not None and key.resolve().is_relative_to(target.resolve()):
        faults.append(Fault(str(key), "the key lies in the folder that it opens", "keep it elsewhere"))
    if faults:
        raise InputFaults(faults)


def _consistent(cohort: Cohort, ids: Mapping[str, str], random: Random) -> dict[str, int]:
    """Draw shifts, and again for patients whose dates of month or year precision then stand in the wrong order."""
    days = shifts(ids, random)
    for _ in range(_ROUNDS):
        at_odds = _at_odds(shifted(cohort, ids, days), cohort.study)
        if not at_odds:
            return days
        days |= shifts([old for old, new in ids.items() if new in at_odds], random)
    problem = "dates known to the month or year cannot be shifted without changing their order"
    raise InputFaults([Fault("patients.csv", problem, "give whole dates, or leave out those that are not known")])


def _at_odds(tables: Mapping[str, pd.DataFrame], study: Study) -> set[str]:
    """New ids of the patients whose rows are refused."""
    with TemporaryDirectory() as aside:
        put_texts(texts_of(tables, study), Path(aside))
        found = read_what_is_there(aside)
    texts = {table.source: table.text for table in found.tables.values()}
    rows = [(texts[fault.source], fault.row) for fault in found.faults if fault.source in texts and fault.row]
    return {str(text.at[row, "patient_id"]) for text, row in rows}


def _write_key(path: Path, ids: Mapping[str, str], days: Mapping[str, int]) -> None:
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
    ) as out:
        rows = [(old, new, days[old]) for old, new in ids.items()]
        csv.writer(out, lineterminator="\n").writerows([("patient_id", "new_id", "days_added"), *rows])
