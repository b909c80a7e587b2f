"""Direct identifiers of patients, which no cohort may hold: found in headers and in cells, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Final

import pandas as pd

from mibg.cohort.columns import Kind, Table
from mibg.cohort.identifier_headers import names_identifier
from mibg.cohort.identifier_kinds import IDENTIFIERS, PERSONS, Identifier
from mibg.cohort.names_of_persons import persons_among
from mibg.faults import Fault

_PLAIN: Final = r"[+-]?\d{1,6}(?:\.\d+)?|\d{4}(?:-\d\d){1,2}"


@dataclass(frozen=True)
class Theirs:
    """Names of the user's.

    Parameters
    ----------
    source : str
        What the file or sheet is called in a fault.
    columns : mapping of str to str
        Our column by theirs, where the two differ.
    """

    source: str
    columns: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """What a column is called in a fault."""
        return f"{name} ({self.columns[name]})" if self.columns.get(name, name) != name else name


@dataclass(frozen=True)
class Identified:
    """A direct identifier in a table.

    Parameters
    ----------
    fault : Fault
        Of the column, with the first row that holds one, masked.
    masks : mapping of str to str
        Every cell that holds one, with what is shown in its place; none where the header tells of one.
    """

    fault: Fault
    masks: Mapping[str, str]


def identified(frame: pd.DataFrame, table: Table, theirs: Theirs | None = None) -> list[Identified]:
    """Find direct identifiers in a table as it stands.

    Parameters
    ----------
    frame : DataFrame of str
        Every column of the source, also those that are no part of the contract; the index is the spreadsheet row.
    table : Table
        What the source is of.
    theirs : Theirs, optional
        What the source and its columns are called where they do not bear the names of the contract.

    Returns
    -------
    list of Identified
        One a column and kind of identifier; a column whose header names one stands for all its cells.
    """
    at = theirs or Theirs(table.file)
    return [found for place in range(frame.shape[1]) for found in _of_column(frame.iloc[:, place], table, at)]


def hidden(faults: Iterable[Fault], found: Iterable[Identified]) -> list[Fault]:
    """Mask identifiers in whatever else is told about the cells that hold them."""
    masks = {text: mask for one in found for text, mask in one.masks.items()}
    return [_hide(fault, masks) for fault in faults]


def masked(text: str) -> str:
    """Show the form of a text alone: letters as x, digits as #, and no more than forty of them."""
    return re.sub(r"\d", "#", re.sub(r"[^\W\d_]", "x", text))[:40]


def _of_column(cells: pd.Series, table: Table, theirs: Theirs) -> list[Identified]:
    header = str(cells.name)
    name = theirs.columns.get(header, header)
    filled = cells[cells != ""]
    if name not in table.names and (what := names_identifier(name)) is not None:
        fault = Fault(theirs.source, f"its header speaks of {what}", "delete the column", row=1, column=name)
        return [Identified(fault, {})]
    kind = table.column(name).kind if name in table.names else Kind.TEXT
    looked_for = [one for one in IDENTIFIERS if one.concerns(name, kind)]
    texts = pd.Series(filled.unique(), dtype=object)
    texts = texts[~texts.astype("string").str.fullmatch(_PLAIN)]
    results: list[Identified] = []
    for one in looked_for:
        hits = [text for text in texts if one.is_in(text)]
        texts = texts[~texts.isin(hits)]
        results += [_found(one, filled[filled.isin(hits)], theirs)] if hits else []
    persons = persons_among(list(texts)) if PERSONS.concerns(name, kind) else []
    return [*results, _found(PERSONS, filled[filled.isin(persons)], theirs)] if persons else results


def _found(one: Identifier, cells: pd.Series, theirs: Theirs) -> Identified:
    others = len(cells) - 1
    more = f", as do {others} more cells of the column" if others else ""
    row, mask = int(cells.index[0]), masked(cells.iloc[0])
    fault = Fault(theirs.source, f"looks like {one.what}{more}", one.remedy, row, theirs.label(str(cells.name)), mask)
    return Identified(fault, {text: masked(text) for text in cells.unique()})


def _hide(fault: Fault, masks: Mapping[str, str]) -> Fault:
    if fault.value is None or fault.column is None:
        return fault
    whole = masks.get(fault.value, fault.value)
    if ", " not in fault.column:
        return replace(fault, value=whole)
    held = [text for text in masks if text in whole]  # the cells of a key stand beside each other
    return replace(fault, value=reduce(lambda value, text: value.replace(text, masks[text]), held, whole))
