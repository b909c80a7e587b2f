"""Writing a cohort: the same bytes for the same content, and nothing at all if it is not valid."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from mibg.cohort.canonical import table_text
from mibg.cohort.cohort import Cohort
from mibg.cohort.columns import precision_of
from mibg.cohort.contract import TABLES, table_named
from mibg.cohort.reader import read_cohort
from mibg.cohort.study import STUDY_FILE, Study
from mibg.cohort.study_file import study_text


def write_cohort(tables: Mapping[str, pd.DataFrame], study: Study, folder: str | Path) -> Cohort:
    """Write a cohort as CSV files and ``study.yaml``.

    The files are written aside, read back and checked, and only then moved to their place; other files of the folder
    stay, tables that the cohort no longer has go.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables by name, with columns of the contract; rows in any order.
    study : Study
        What holds for all patients.
    folder : str or Path
        Made where it is missing.

    Returns
    -------
    Cohort
        What was written, as read back.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of the content; nothing is written then.
    ValueError
        When a table or a column is not of the contract.
    """
    target = Path(folder)
    texts = texts_of(tables, study)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as aside:
        put_texts(texts, Path(aside))
        cohort = read_cohort(aside)
        _move(Path(aside), target, list(texts))
    return cohort


def texts_of(tables: Mapping[str, pd.DataFrame], study: Study) -> dict[str, str]:
    """Give the text of each file of a cohort, by its name; parameters as of `write_cohort`."""
    return {STUDY_FILE: study_text(study)} | {table_named(name).file: _text(name, tables[name]) for name in tables}


def put_texts(texts: Mapping[str, str], folder: Path) -> None:
    """Write files by their names into a folder, whatever is in them."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _text(name: str, frame: pd.DataFrame) -> str:
    table = table_named(name)
    unknown = set(frame.columns) - {*table.names, *map(precision_of, table.dates)}
    if unknown:
        raise ValueError(f"table {name} has no column {', '.join(sorted(unknown))}")
    return table_text(table, frame)


def _move(aside: Path, target: Path, names: list[str]) -> None:
    target.mkdir(exist_ok=True)
    for name in names:
        (aside / name).replace(target / name)
    for table in TABLES:
        if table.file not in names:
            (target / table.file).unlink(missing_ok=True)
