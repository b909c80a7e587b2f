"""Reading a cohort from a folder of CSV files: all of it valid, or every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from mibg.cohort.cohort import Cohort
from mibg.cohort.columns import Table
from mibg.cohort.complaint import nearest
from mibg.cohort.contract import TABLES
from mibg.cohort.identifiers import hidden
from mibg.cohort.order import settle
from mibg.cohort.rules import rule_faults
from mibg.cohort.study import STUDY_FILE, Study
from mibg.cohort.study_file import read_study
from mibg.cohort.typed_table import TypedTable, read_table
from mibg.faults import Fault, InputFaults, raise_if_any


@dataclass(frozen=True)
class Reading:
    """What could be read of a cohort, with everything wrong with it.

    Parameters
    ----------
    study : Study or None
        None where the study file is at fault.
    tables : mapping of str to TypedTable
        All tables of the contract; what is at fault in them is missing.
    faults : tuple of Fault
        By file, row and column, direct identifiers masked in all of them.
    identifiers : tuple of Fault
        Direct identifiers.
    """

    study: Study | None
    tables: Mapping[str, TypedTable]
    faults: tuple[Fault, ...]
    identifiers: tuple[Fault, ...]

    def cohort(self, put_up_with: Callable[[Fault], bool] | None = None) -> Cohort:
        """Give the cohort.

        Parameters
        ----------
        put_up_with : callable, optional
            Which of the direct identifiers are no hindrance; by default each is one.

        Raises
        ------
        mibg.faults.InputFaults
            With every fault of every file, by file, row and column.
        """
        refused = [fault for fault in self.identifiers if put_up_with is None or not put_up_with(fault)]
        raise_if_any(sorted((*self.faults, *refused), key=position))
        assert self.study is not None
        present = frozenset(name for name, table in self.tables.items() if table.present)
        return Cohort(self.study, _frames(self.tables), present)


def read_cohort(folder: str | Path) -> Cohort:
    """Read and validate a cohort.

    Parameters
    ----------
    folder : str or Path
        With ``study.yaml``, ``patients.csv``, ``treatments.csv`` and any other tables of the contract.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of every file, by file, row and column.
    """
    return read_what_is_there(folder).cohort()


def read_what_is_there(folder: str | Path) -> Reading:
    """Read what can be read of a cohort, and find everything wrong with it.

    Parameters
    ----------
    folder : str or Path
        As for `read_cohort`.

    Raises
    ------
    mibg.faults.InputFaults
        When there is no such folder, or nothing in it.
    """
    place = Path(folder)
    faults = _folder_faults(place)
    study, study_faults = _study(place)
    read = settle({table.name: read_table(place, table) for table in TABLES})
    faults += study_faults + [fault for table in read.values() for fault in table.faults]
    faults += rule_faults(read, study)
    found = [one for table in read.values() for one in table.identified]
    told = hidden(sorted(faults, key=position), found)
    return Reading(study, read, tuple(told), tuple(one.fault for one in found))


def _folder_faults(folder: Path) -> list[Fault]:
    if not folder.is_dir():
        problem = "not a folder" if folder.exists() else "no such folder"
        raise InputFaults([Fault(str(folder), problem, "name the folder that holds the cohort")])
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    if not any(folder.iterdir()):
        remedy = "put study.yaml, patients.csv and treatments.csv into it"
        raise InputFaults([Fault(str(folder), "the folder is empty", remedy)])
    missing = [
        Fault(table.file, "the file is missing", "add it; every cohort has this table")
        for table in TABLES
        if table.required and table.file not in names
    ]
    files = [table.file for table in TABLES]
    return missing + [_unknown(name, files) for name in names if _looks_like_table(name) and name not in files]


def _looks_like_table(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith(".")


def _unknown(name: str, files: list[str]) -> Fault:
    near = nearest(name, files)
    remedy = f"rename it to {near}" if near else f"remove it; the tables are {', '.join(files)}"
    return Fault(name, "not a table of the contract", remedy)


def _study(folder: Path) -> tuple[Study | None, list[Fault]]:
    try:
        return read_study(folder / STUDY_FILE), []
    except InputFaults as found:
        return None, list(found.faults)


def position(fault: Fault) -> tuple[int, str, int, int]:
    """Place of a fault among others: by file in the order of the contract, then by row and column."""
    files: list[str] = [STUDY_FILE, *(table.file for table in TABLES)]
    file = files.index(fault.source) if fault.source in files else len(files)
    return file, fault.source, fault.row or 0, _column_position(fault)


def _column_position(fault: Fault) -> int:
    table: Table | None = next((table for table in TABLES if table.file == fault.source), None)
    return table.names.index(fault.column) if table and fault.column in table.names else 0


def _frames(read: Mapping[str, TypedTable]) -> dict[str, pd.DataFrame]:
    return {
        name: table.frame.sort_values(list(table.table.key), kind="stable").reset_index(drop=True)
        for name, table in read.items()
    }
