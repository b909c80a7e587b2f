"""A cohort in every form that one is read from, each filled into the blank form where there is one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import load_workbook

from mibg.cohort import TABLES, Cohort
from mibg.cohort.canonical import table_text
from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.study_file import study_text
from mibg.cohort.template import write_template

Row = dict[str, str]


def rows_of(cohort: Cohort, table: Table) -> list[Row]:
    """Rows of a table as text."""
    return list(csv.DictReader(io.StringIO(table_text(table, cohort[table.name]), newline="")))


def tables_of(cohort: Cohort) -> list[Table]:
    """Tables that the cohort has."""
    return [table for table in TABLES if cohort.has(table.name)]


def typed(text: str, column: Column) -> date | float | str | None:
    """A cell as a spreadsheet or Parquet holds it: dates of keys as dates, others as text."""
    if not text:
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text) if column.filled else text
    return float(text) if column.kind in {Kind.NUMBER, Kind.WHOLE} else text


def as_parquet(cohort: Cohort, folder: Path) -> Path:
    """A folder of Parquet files."""
    folder.mkdir()
    (folder / "study.yaml").write_text(study_text(cohort.study), encoding="utf-8")
    for table in tables_of(cohort):
        rows = rows_of(cohort, table)
        names = [name for name in table.names if name in rows[0]]
        columns = {name: [typed(row[name], table.column(name)) for row in rows] for name in names}
        pq.write_table(pa.table(columns), folder / f"{table.name}.parquet")
    return folder


def as_workbook(cohort: Cohort, folder: Path) -> Path:
    """A folder with the blank workbook, filled."""
    (path,) = write_template(folder, "excel")
    book = load_workbook(path)
    study = dict(line.split(": ", 1) for line in study_text(cohort.study).splitlines())
    for key, value, _ in book["study"].iter_rows(min_row=2):
        value.value = study.get(str(key.value))
    for table in tables_of(cohort):
        for number, row in enumerate(rows_of(cohort, table), start=2):
            for name, text in row.items():
                cell = book[table.name].cell(number, table.names.index(name) + 1, typed(text, table.column(name)))
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(path)
    return folder


def as_redcap(cohort: Cohort, folder: Path, *, labels: bool, words: bool = False) -> Path:
    """A folder with an export of the blank project, filled: raw or with labels, its header by names or in words."""
    (dictionary,) = write_template(folder / "dictionary" / "redcap.csv", "redcap")
    (folder / "study.yaml").write_text(study_text(cohort.study), encoding="utf-8")
    with dictionary.open(encoding="utf-8", newline="") as file:
        fields = list(csv.DictReader(file))[1:]
    raw = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", *_fields_and_states(fields)]
    named = {field["Variable / Field Name"]: field["Field Label"] for field in fields}
    named |= dict(zip(raw, ["Record ID", "Repeat Instrument", "Repeat Instance"], strict=False))
    header = [named.get(name, "Complete?") for name in raw] if words else raw
    with (folder / "export.csv").open("w", encoding="utf-8", newline="") as out:
        rows = [[row.get(name, "") for name in raw] for row in _records(cohort, fields, labels=labels)]
        csv.writer(out).writerows([header, *rows])
    return folder


def _fields_and_states(fields: Iterable[Row]) -> Iterable[str]:
    for table in TABLES:
        yield from (row["Variable / Field Name"] for row in fields if row["Form Name"] == table.name)
        yield f"{table.name}_complete"


def _records(cohort: Cohort, fields: list[Row], *, labels: bool) -> Iterable[Row]:
    for table in tables_of(cohort):
        own = [row for row in fields if row["Form Name"] == table.name]
        for instance, row in enumerate(rows_of(cohort, table), start=1):
            record = {"record_id": row["patient_id"], f"{table.name}_complete": "Complete" if labels else "2"}
            if table.parent:
                instrument = table.name.capitalize() if labels else table.name
                record |= {"redcap_repeat_instrument": instrument, "redcap_repeat_instance": str(instance)}
            for field in own:
                name = field["Variable / Field Name"].split("_", 1)[1]
                record[field["Variable / Field Name"]] = _exported(row.get(name, ""), field, labels=labels)
            yield record


def _exported(text: str, field: Row, *, labels: bool) -> str:
    if field["Field Type"] == "yesno":
        return text.capitalize() if labels else {"yes": "1", "no": "0", "": ""}[text]
    if field["Field Type"] == "radio" and labels and text:
        return dict(choice.split(", ", 1) for choice in field["Choices, Calculations, OR Slider Labels"].split(" | "))[
            text
        ]
    return text
