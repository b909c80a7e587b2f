"""Reading a cohort, whatever its files: all of it valid, or every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from mibg.cohort.assembly import Assembly, assemble
from mibg.cohort.cohort import Cohort
from mibg.cohort.contract import TABLE_NAMES, TABLES, table_named
from mibg.cohort.identifiers import hidden
from mibg.cohort.order import settle
from mibg.cohort.rules import rule_faults
from mibg.cohort.sources.place import Source, read_source
from mibg.cohort.study import STUDY_FILE, Study
from mibg.cohort.study_file import read_study, study_of_sheet
from mibg.cohort.typed_table import TypedTable, typed, without_rows
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


def read_cohort(place: str | Path) -> Cohort:
    """Read and validate a cohort.

    Parameters
    ----------
    place : str or Path
        A folder of tables (``patients.csv``, ``treatments.parquet`` and any others of the contract), a workbook with
        a sheet a table, a flat export of REDCap, or the folder that one of these is alone in. ``study.yaml`` lies
        beside them, and ``mapping.yaml`` where names, codes or units are not those of the contract; a workbook may
        hold the study as a sheet ``study``.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of every file, by file or sheet, row and column.
    """
    return read_what_is_there(place).cohort()


def read_what_is_there(place: str | Path) -> Reading:
    """Read what can be read of a cohort, and find everything wrong with it.

    Parameters
    ----------
    place : str or Path
        As for `read_cohort`.

    Raises
    ------
    mibg.faults.InputFaults
        When there is no such folder or file, or nothing in it.
    """
    source = read_source(Path(place))
    study, faults = _study(source)
    made = assemble(source)
    read = settle({table.name: _read(made, source, table.name) for table in TABLES})
    faults += [*source.faults, *made.faults, *(fault for table in read.values() for fault in table.faults)]
    if made.is_trusted:
        faults += rule_faults(read, study)
    told = hidden(sorted(faults, key=position), made.identified)
    return Reading(study, read, tuple(told), tuple(one.fault for one in made.identified))


def _study(source: Source) -> tuple[Study | None, list[Fault]]:
    if any(fault.source == STUDY_FILE for fault in source.faults):
        return None, []
    try:
        if source.study_sheet is None:
            return read_study(source.study), []
        if source.study.exists():
            remedy = f"keep one of them, {STUDY_FILE} or the sheet"
            return None, [Fault(source.study_sheet.source, f"the study is in {STUDY_FILE} too", remedy)]
        return study_of_sheet(source.study_sheet), []
    except InputFaults as found:
        return None, list(found.faults)


def _read(made: Assembly, source: Source, name: str) -> TypedTable:
    if name in made.texts:
        return typed(made.texts[name], table_named(name))
    return without_rows(table_named(name), source.pattern.format(name), made.unread.get(name, ()))


def position(fault: Fault) -> tuple[int, str, int, int]:
    """Place of a fault among others: by file or sheet in the order of the contract, then by row and column."""
    name = re.split(r"[ .]", fault.source.removesuffix(".csv").removesuffix(".parquet"))[-1]
    places = [Path(STUDY_FILE).stem, "yaml", *TABLE_NAMES]
    columns = table_named(name).names if name in TABLE_NAMES else _EVERY_COLUMN
    column = own_name(fault.column or "")
    return (
        places.index(name) if name in places else len(places),
        fault.source,
        fault.row or 0,
        columns.index(column) if column in columns else 0,
    )


def own_name(label: str) -> str:
    """Name the column of the contract that a column of a fault stands for."""
    return label.rsplit(" (", 1)[-1].removesuffix(")")


_EVERY_COLUMN = tuple(dict.fromkeys(name for table in TABLES for name in table.names))


def _frames(read: Mapping[str, TypedTable]) -> dict[str, pd.DataFrame]:
    return {
        name: table.frame.sort_values(list(table.table.key), kind="stable").reset_index(drop=True)
        for name, table in read.items()
    }
