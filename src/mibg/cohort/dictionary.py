"""The data dictionary, rendered from the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mibg.cohort.columns import Column, Table
from mibg.cohort.contract import TABLES
from mibg.cohort.dates import FIRST_YEAR, IMPUTATION, LAST_YEAR
from mibg.cohort.mapping.declared import MAPPING_FILE
from mibg.cohort.mapping.read import SECTIONS
from mibg.cohort.order import ORDERS
from mibg.cohort.redcap_fields import REPEATING
from mibg.cohort.rules import RULES
from mibg.cohort.sources.bounds import LARGEST_FILE, LONGEST_CELL
from mibg.cohort.sources.place import STUDY_SHEET
from mibg.cohort.study import STUDY_FILE, STUDY_KEYS

_FILES: Final = f"""\
A cohort has one of these forms; `{STUDY_FILE}` lies beside it, and `{MAPPING_FILE}` where there is one.

- A folder of tables, each a file `<table>.csv` (UTF-8, commas) or `<table>.parquet`. `mibg template DIR` writes blank
  ones.
- A workbook `.xlsx` with a sheet a table; a sheet without rows is a table that is not there. The study may be its sheet
  `{STUDY_SHEET}`, keys in the first column and values in the second. `mibg template FILE.xlsx` writes a blank one, with
  drop-downs.
- A flat export of REDCap, raw or with labels, with an instrument a table: {", ".join(REPEATING)} repeat.
  `mibg template --redcap FILE.csv` writes the data dictionary to import.

A file has at most {LARGEST_FILE // 1_000_000} MB, a cell {LONGEST_CELL} characters. Links out of the folder are not
followed."""
_MAPPING: Final = """\
Tables with other names, codes, units or forms of dates are mapped rather than edited. The file has a key for each table
that is mapped, and `ignore`, a list of files, sheets or instruments that are not needed; several tables may come from
one file. Under a table stand:"""


@dataclass(frozen=True)
class Entry:
    """A column as the dictionary shows it.

    Parameters
    ----------
    name, meaning, values, needed : str
        Its header, what it says, how its values are written, and whether it may be left out or empty.
    """

    name: str
    meaning: str
    values: str
    needed: str


def entries(columns: Iterable[Column]) -> tuple[Entry, ...]:
    """Describe columns, one entry each."""
    return tuple(Entry(column.name, column.meaning, _values(column), _needed(column)) for column in columns)


def dictionary_markdown() -> str:
    """Render the whole dictionary as Markdown.

    Returns
    -------
    str
        Sections for the forms of files, the study file, each table, dates, the rules between them, and the mapping,
        with headings of the second level.
    """
    study = ["## study.yaml", "Plain lines `key: value`.", _markdown(entries(STUDY_KEYS), "key")]
    tables = [part for table in TABLES for part in _table(table)]
    end = ["## Dates", _dates(), "## Rules", _rules(), f"## {MAPPING_FILE}", _MAPPING, _listed(SECTIONS)]
    return "\n\n".join(["## Files", _FILES, *study, *tables, *end]) + "\n"


def _listed(keys: Mapping[str, str]) -> str:
    return "\n".join(f"- `{key}`: {meaning}" for key, meaning in keys.items())


def _values(column: Column) -> str:
    kind = column.kind.value + (f", in {column.unit}" if column.unit else "")
    return f"{kind}: {column.constraint.sentence}" if column.constraint else kind


def _needed(column: Column) -> str:
    if column.filled:
        return "required, never empty"
    return "required, may be empty" if column.required else "optional"


def _table(table: Table) -> list[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    need = "Required." if table.required else "Optional."
    return [
        f"## {table.file}",
        f"One row is {table.one_row_is}. {need} No two rows have the same {key}.",
        _markdown(entries(table.columns), "column"),
    ]


def _markdown(rows: Iterable[Entry], first: str) -> str:
    lines = [f"| {first} | meaning | values | needed |", "|---|---|---|---|"]
    lines += [f"| `{row.name}` | {row.meaning} | {row.values} | {row.needed} |" for row in rows]
    return "\n".join(lines)


def _dates() -> str:
    written = f"Dates are written year-month-day (ISO 8601), in the years {FIRST_YEAR} to {LAST_YEAR}."
    return f"{written} {IMPUTATION}"


def _rules() -> str:
    return "\n".join(f"- {rule}" for rule in (*RULES, *(order.sentence for order in ORDERS)))
