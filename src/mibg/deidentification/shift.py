"""What becomes of a cohort's tables: new ids, dates shifted, ages capped, free text left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Final

import pandas as pd

from mibg.cohort import TABLES, Cohort, Study
from mibg.cohort.contract import INVENTED_PREFIX, table_named
from mibg.endpoints.vital_status import vital_status

LARGEST_SHIFT: Final = 365
OLDEST_AGE: Final = 90
DROPPED: Final = {"labs": ("assay",)}
_SHORTEST_NUMBER: Final = 3


def new_ids(patients: Iterable[str], random: Random, *, invented: bool) -> dict[str, str]:
    """Number patients anew in random order.

    Parameters
    ----------
    patients : iterable of str
        Their ids.
    random : random.Random
        Where the order comes from.
    invented : bool
        Whether they are invented, which their ids then still say.

    Returns
    -------
    dict of str to str
        New id by old one: ``P-001`` and so on.
    """
    shuffled = sorted(patients)
    random.shuffle(shuffled)
    width = max(_SHORTEST_NUMBER, len(str(len(shuffled))))
    prefix = INVENTED_PREFIX if invented else "P-"
    return {old: f"{prefix}{number:0{width}}" for number, old in enumerate(shuffled, start=1)}


def shifts(patients: Iterable[str], random: Random) -> dict[str, int]:
    """Draw a number of days for each patient, each of 1 to `LARGEST_SHIFT` in either direction as likely."""
    days = [day for day in range(-LARGEST_SHIFT, LARGEST_SHIFT + 1) if day != 0]
    return {patient: random.choice(days) for patient in sorted(patients)}


def with_own_ends(cohort: Cohort) -> Cohort:
    """Write each patient's end of observation beside him, unless it is the day of his death, and forget the study's.

    Parameters
    ----------
    cohort : Cohort
        Overall survival from it and from what is returned is the same.
    """
    status = vital_status(cohort)
    patients = cohort["patients"]
    end = status["end"].mask(status["died"].astype(bool)).reindex(patients["patient_id"]).to_numpy()
    own = patients.assign(observed_until=end, observed_until_precision=pd.Series("day", patients.index, "string"))
    return replace(cohort, study=_without_texts(cohort.study), tables={**cohort.tables, "patients": own})


def shifted(cohort: Cohort, ids: Mapping[str, str], days: Mapping[str, int]) -> dict[str, pd.DataFrame]:
    """Give the tables of a cohort under new ids, each patient's dates shifted.

    Parameters
    ----------
    cohort : Cohort
        With own ends.
    ids : mapping of str to str
        New id by old one.
    days : mapping of str to int
        How far each patient's dates are moved, by old id. A date of which the month or the year alone is known stays
        so: it becomes the month or the year into which its middle falls.

    Returns
    -------
    dict of str to DataFrame
        Tables that the cohort has, by name.
    """
    tables = {name: cohort[name].drop(columns=list(DROPPED.get(name, ()))) for name in _names(cohort)}
    if "lesions" in tables:
        tables["lesions"] = _renumbered(tables["lesions"])
    tables["patients"] = _capped(tables["patients"])
    return {name: _moved(name, rows, ids, days) for name, rows in tables.items()}


def _names(cohort: Cohort) -> list[str]:
    return [table.name for table in TABLES if cohort.has(table.name)]


def _without_texts(study: Study) -> Study:
    return replace(study, study_end=None, notes=None, generator=None, seed=None)


def _moved(name: str, rows: pd.DataFrame, ids: Mapping[str, str], days: Mapping[str, int]) -> pd.DataFrame:
    by = pd.to_timedelta(rows["patient_id"].map(days).astype("float64"), unit="D")
    dates = {column: rows[column] + by for column in table_named(name).dates}
    return rows.assign(patient_id=rows["patient_id"].map(ids).astype("string"), **dates)


def _capped(patients: pd.DataFrame) -> pd.DataFrame:
    age = patients["age_at_treatment"]
    return patients.assign(age_at_treatment=age.mask(age > OLDEST_AGE - 1, OLDEST_AGE))


def _renumbered(lesions: pd.DataFrame) -> pd.DataFrame:
    """Number each patient's lesions in the order of their names, which may have been anything."""
    rank = lesions.groupby("patient_id")["lesion_id"].rank(method="dense").astype(int)
    width = len(str(rank.max())) if len(rank) else 1
    return lesions.assign(lesion_id=("T" + rank.astype("string").str.zfill(width)).astype("string"))
