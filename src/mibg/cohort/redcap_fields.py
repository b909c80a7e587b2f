"""What the contract is called in REDCap: fields, labels and choices, for the blank project and its exports alike."""

from __future__ import annotations

from typing import Final

from mibg.cohort.columns import Column, Kind, Table
from mibg.cohort.contract import TABLES
from mibg.cohort.limits import OneOf
from mibg.cohort.mapping.declared import Recode, TableMapping
from mibg.cohort.sources.sheet import Sheet

RECORD_ID: Final = "record_id"
REPEATING: Final = tuple(table.name for table in TABLES if table.parent)
"""Instruments that the project must be set to repeat; the dictionary cannot say so."""
_PREFIX: Final = 4
_YES_NO: Final = {"1": "yes", "0": "no"}


def field_name(table: Table, column: Column) -> str:
    """Name a field: unique in the project, below 26 characters, lower case, as REDCap asks."""
    return f"{table.name[:_PREFIX]}_{column.name}"


def field_label(table: Table, column: Column) -> str:
    """Label a field; unique too, so that an export headed by labels can be read."""
    return f"{column.meaning} ({table.name})"


def choices(column: Column) -> dict[str, str]:
    """Label each code of a closed vocabulary; no two labels are the same, none holds REDCap's bar between choices."""
    codes = column.constraint.codes if isinstance(column.constraint, OneOf) else {}
    words = {code: code.replace("_", " ") for code in codes}
    return {code: f"{words[code]} ({meaning})" if meaning else words[code] for code, meaning in codes.items()}


def own_columns(table: Table) -> tuple[Column, ...]:
    """Columns that are fields of the table's own; the patient is the record."""
    return tuple(column for column in table.columns if column.name != "patient_id")


def redcap_mapping(table: Table, sheet: Sheet) -> TableMapping:
    """Map an instrument of the blank project to its table, whether exported raw or with labels.

    Parameters
    ----------
    table : Table
        Ours.
    sheet : Sheet
        The instrument of this name.
    """
    called = {name: column.name for column in own_columns(table) for name in _names(table, column)}
    rename = {name: called[name] for name in sheet.header if name in called}
    recode = {column.name: codes for column in own_columns(table) if (codes := _codes(column)).codes}
    return TableMapping(
        table.name, sheet.name, {sheet.header[0]: "patient_id"} | rename, recode, ignore=_others(table, sheet)
    )


def _names(table: Table, column: Column) -> tuple[str, str]:
    return field_name(table, column), field_label(table, column)


def _codes(column: Column) -> Recode:
    if column.kind is Kind.YES_NO:
        return Recode(_YES_NO, keep=True)
    return Recode({label: code for code, label in choices(column).items()}, keep=True)


def _others(table: Table, sheet: Sheet) -> frozenset[str]:
    others = {
        name
        for other in TABLES
        if other is not table
        for column in own_columns(other)
        for name in _names(other, column)
    }
    return frozenset(others & sheet.passed_over)
