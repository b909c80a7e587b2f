"""REDCap's data dictionary of a cohort: an instrument a table, to be imported into an empty project."""

from __future__ import annotations

import csv
import io
from typing import Final

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.contract import TABLES
from mibg.cohort.dates import FIRST_YEAR, LAST_YEAR
from mibg.cohort.limits import Between
from mibg.cohort.redcap_fields import RECORD_ID, choices, field_label, field_name, own_columns
from mibg.cohort.tables.shared import PATIENT_ID

HEADER: Final = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
"""The columns of REDCap's import format, as REDCap's own download heads them."""


def redcap_dictionary() -> str:
    """Render the data dictionary as CSV, the record's id first."""
    id_row = _row(RECORD_ID, TABLES[0].name, PATIENT_ID.meaning, {"Required Field?": "y"})
    fields = [_field(table, column) for table in TABLES for column in own_columns(table)]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([HEADER, id_row, *fields])
    return out.getvalue()


def _field(table: Table, column: Column) -> list[str]:
    required = {"Required Field?": "y"} if column.filled else {}
    return _row(field_name(table, column), table.name, field_label(table, column), {**_typed(column), **required})


def _row(name: str, form: str, label: str, rest: dict[str, str]) -> list[str]:
    cells = {HEADER[0]: name, HEADER[1]: form, "Field Type": "text", "Field Label": label, **rest}
    return [cells.get(column, "") for column in HEADER]


def _typed(column: Column) -> dict[str, str]:
    codes = choices(column)
    if codes:
        listed = " | ".join(f"{code}, {label}" for code, label in codes.items())
        return {"Field Type": "radio", "Choices, Calculations, OR Slider Labels": listed}
    if column.kind is Kind.YES_NO:
        return {"Field Type": "yesno"}
    return {"Field Note": _note(column), **_validation(column)}


def _note(column: Column) -> str:
    if column.kind is Kind.DATE and not column.filled:
        return "year-month-day; 1996-05 or 1996 where no more is known"
    sentence = column.constraint.sentence.replace("`", "") if column.constraint else ""
    return "; ".join(part for part in (column.unit, sentence) if part)


def _validation(column: Column) -> dict[str, str]:
    """Dates that may be known to the month only are left to the reader, as REDCap would refuse them."""
    if column.kind is Kind.DATE and column.filled:
        return _limits("date_ymd", f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31")
    if isinstance(column.constraint, Between):
        kind = "integer" if column.kind is Kind.WHOLE else "number"
        return _limits(kind, f"{column.constraint.low:.15g}", f"{column.constraint.high:.15g}")
    return {}


def _limits(kind: str, low: str, high: str) -> dict[str, str]:
    return {
        "Text Validation Type OR Show Slider Number": kind,
        "Text Validation Min": low,
        "Text Validation Max": high,
    }
