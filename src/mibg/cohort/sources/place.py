"""Finding out what kind of source a path is, and reading it: a folder of tables, a workbook, or an export of REDCap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mibg.cohort.contract import TABLES
from mibg.cohort.mapping.declared import MAPPING_FILE
from mibg.cohort.sources.csv_file import read_csv
from mibg.cohort.sources.redcap import instruments, is_redcap
from mibg.cohort.sources.sheet import Sheet
from mibg.cohort.study import STUDY_FILE
from mibg.faults import Fault, InputFaults

STUDY_SHEET: Final = "study"
HELP_SHEETS: Final = frozenset({"dictionary", "codes"})
"""Sheets of the blank workbook that hold no table."""
FORMS: Final = (
    "a folder of tables (.csv, .parquet), a workbook (.xlsx) or an export of REDCap (.csv), with study.yaml beside it"
)
_TABLES: Final = (".csv", ".parquet")
_WORKBOOK: Final = ".xlsx"
_REQUIRED: Final = frozenset(table.name for table in TABLES if table.required)


@dataclass
class Source:
    """A cohort as its files hold it.

    Parameters
    ----------
    home : Path
        Folder that its files lie in.
    pattern : str
        What a table that is not there would be called, ``{}`` standing for its name.
    sheets : list of Sheet
        Tables that could be read.
    unread : dict of str to tuple of Fault
        Tables that could not, by name.
    faults : list of Fault
        Of files and cells apart from these.
    study_sheet : Sheet, optional
        The study, where the workbook holds it.
    is_redcap : bool
        Whether the tables are instruments of REDCap.
    """

    home: Path
    pattern: str = "{}.csv"
    sheets: list[Sheet] = field(default_factory=list)
    unread: dict[str, tuple[Fault, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    study_sheet: Sheet | None = None
    is_redcap: bool = False

    @property
    def study(self) -> Path:
        """The study file, whether it is there or not."""
        return self.home / STUDY_FILE

    @property
    def mapping(self) -> Path:
        """The mapping, whether it is there or not."""
        return self.home / MAPPING_FILE


def read_source(path: Path) -> Source:
    """Read all tables of a cohort, without judging what they hold.

    Parameters
    ----------
    path : Path
        A folder, or a single file of one.

    Raises
    ------
    mibg.faults.InputFaults
        When there is nothing to read.
    """
    if path.is_dir():
        return _of_files(path, sorted(path.iterdir()))
    if not path.exists():
        raise InputFaults([Fault(str(path), "no such folder or file", f"name {FORMS}")])
    if path.suffix.lower() not in {*_TABLES, _WORKBOOK}:
        raise InputFaults([Fault(str(path), "no form of a cohort", f"name {FORMS}")])
    beside = [path.parent / name for name in (STUDY_FILE, MAPPING_FILE)]
    return _of_files(path.parent, [path, *(file for file in beside if file.exists())])


def _of_files(home: Path, paths: list[Path]) -> Source:
    if not paths:
        remedy = f"put {STUDY_FILE}, patients.csv and treatments.csv into it"
        raise InputFaults([Fault(str(home), "the folder is empty", remedy)])
    source = Source(home, faults=[fault for path in paths for fault in _not_plain(path, home)])
    tables = [path for path in paths if _is_table(path)]
    workbooks = [path for path in tables if path.suffix.lower() == _WORKBOOK]
    if workbooks and len(tables) > 1:
        remedy = "keep one of the forms in the folder, or name the file"
        beside = [Fault(path.name, "a workbook beside other tables", remedy) for path in workbooks]
        raise InputFaults([*source.faults, *beside])
    if workbooks:
        _read_sheets(workbooks[0], source)
    else:
        _read_files(tables, source)
    return source


def _is_table(path: Path) -> bool:
    named = path.suffix.lower() in {*_TABLES, _WORKBOOK} and not path.name.startswith((".", "~$"))
    return named and path.is_file() and not _not_plain(path, path.parent)


def _not_plain(path: Path, home: Path) -> list[Fault]:
    """Refuse what is no file of the folder: a link out of it, a pipe, a device."""
    if path.suffix.lower() not in {*_TABLES, _WORKBOOK, ".yaml"} or path.is_dir():
        return []
    if path.is_symlink() and not path.resolve().is_relative_to(home.resolve()):
        return [Fault(path.name, "a link that leaves the cohort's folder", "put the file itself there")]
    return [] if path.is_file() else [Fault(path.name, "not a file that can be read", "put a file there")]


def _read_files(paths: list[Path], source: Source) -> None:
    twice = [name for name, times in Counter(path.stem for path in paths).items() if times > 1]
    for path in paths:
        if path.stem in twice:
            source.unread[path.stem] = (Fault(path.name, "a table that is there in two forms", "keep one of them"),)
            continue
        try:
            source.sheets.append(_read_file(path))
        except InputFaults as found:
            source.unread[path.stem] = found.faults
    if len(source.sheets) == len(paths) == 1 and is_redcap(source.sheets[0]):
        source.is_redcap, source.pattern = True, f"{paths[0].name}, instrument {{}}"
        source.sheets = instruments(source.sheets[0])


def _read_file(path: Path) -> Sheet:
    if path.suffix.lower() == ".csv":
        return read_csv(path)
    from mibg.cohort.sources.parquet_file import read_parquet  # noqa: PLC0415 - loads pyarrow

    return read_parquet(path)


def _read_sheets(path: Path, source: Source) -> None:
    from mibg.cohort.sources.workbook import read_workbook  # noqa: PLC0415 - loads openpyxl

    source.pattern = f"{path.name}, sheet {{}}"
    try:
        sheets, faults = read_workbook(path, HELP_SHEETS)
    except InputFaults as found:
        raise InputFaults([*source.faults, *found.faults]) from None
    source.faults += faults
    source.study_sheet = _named(STUDY_SHEET, sheets)
    source.sheets = [sheet for sheet in sheets if sheet.name != STUDY_SHEET and (sheet.rows or sheet.name in _REQUIRED)]


def _named(name: str, sheets: Iterable[Sheet]) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.name == name), None)
