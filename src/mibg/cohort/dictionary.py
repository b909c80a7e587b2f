"""The data dictionary, rendered from the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mibg.cohort.columns import Column, Table
from mibg.cohort.contract import TABLES
from mibg.cohort.dates import FIRST_YEAR, IMPUTATION, LAST_YEAR
from mibg.cohort.order import ORDERS
from mibg.cohort.rules import RULES
from mibg.cohort.study import STUDY_KEYS


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
        A section for the study file, one a table, and the rules between them, with headings of the second level.
    """
    study = ["## study.yaml", "Plain lines `key: value`.", _markdown(entries(STUDY_KEYS), "key")]
    tables = [part for table in TABLES for part in _table(table)]
    return "\n\n".join([*study, *tables, "## Dates", _dates(), "## Rules", _rules()]) + "\n"


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
