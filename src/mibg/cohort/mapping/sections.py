"""The sections of a table's mapping, each held against the contract and the table that it is about."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.cohort.cells import parse
from mibg.cohort.columns import Column, Kind
from mibg.cohort.complaint import Complaint, UnreadableError
from mibg.cohort.dates import ChartDate, parse_date
from mibg.cohort.mapping.declared import Reckoned, Recode
from mibg.cohort.mapping.place import Place, suggestion
from mibg.cohort.mapping.values import is_form, is_one_of
from mibg.units import is_duration, units_like
from mibg.yaml_events import Node, Text

OTHERWISE: Final = "otherwise"
KEEP: Final = "keep"
FEW: Final = 5
"""Values of a column that are listed in a remedy; a column of more is no column of codes."""
_DURATIONS: Final = ("days", "weeks", "months", "years")
_FORM: Final = "write it with %d, %m (or %b) and %Y, such as %d/%m/%Y"


def rename(place: Place, node: Node) -> dict[str, str]:
    """Read their column -> ours."""
    found: dict[str, str] = {}
    for theirs, ours in place.texts(node):
        column, name = place.ours(ours), place.theirs(theirs)
        if column and name is not None:
            if column.name in found.values():
                place.complain(theirs.line, f"a second column for {column.name}", "keep one of them", theirs.text)
            found[name] = column.name
    return found


def recode(place: Place, node: Node) -> dict[str, Recode]:
    """Read our column -> their code -> ours."""
    found = {}
    for name, codes in place.pairs(node):
        column = place.ours(name)
        if column:
            found[column.name] = _codes(place.below(column.name), codes, column)
    return found


def _codes(place: Place, node: Node, column: Column) -> Recode:
    codes: dict[str, str] = {}
    keep = False
    for theirs, ours in place.texts(node):
        if theirs.text == OTHERWISE:
            keep = ours.text == KEEP
            if not keep:
                place.complain(ours.line, "not a way to treat other codes", f"write {KEEP}, or leave it out", ours.text)
        else:
            codes[theirs.text] = ours.text
            if ours.text and column.kind in {Kind.TEXT, Kind.YES_NO}:
                _check_value(place, column, ours)
    return Recode(codes, keep)


def convert(place: Place, node: Node) -> dict[str, str]:
    """Read our column -> unit of a number, or form of a date."""
    found = {}
    for name, unit in place.texts(node):
        column = place.ours(name)
        if column and _is_convertible(place, column, unit):
            found[column.name] = unit.text
    return found


def _is_convertible(place: Place, column: Column, unit: Text) -> bool:
    if column.kind is Kind.DATE:
        problem, remedy, good = "not the form of a date", _FORM, is_form(unit.text)
    elif column.unit is None:
        problem, remedy, good = f"{column.name} has no unit", "remove it", False
    else:
        units = units_like(column.unit)
        problem, good = f"not a unit that converts to {column.unit}", unit.text in units
        remedy = suggestion(unit.text, units, f"write one of {', '.join(units)}")
    if not good:
        place.complain(unit.line, problem, remedy, unit.text)
    return good


def constant(place: Place, node: Node) -> dict[str, str]:
    """Read our column -> its value in every row; an empty one where it is not known of anybody."""
    found = {}
    for name, value in place.texts(node):
        column = place.ours(name)
        unknown = column is not None and not value.text and not column.filled
        if column and (unknown or _check_value(place, column, value)):
            found[column.name] = value.text
    return found


def numbered(place: Place, node: Node) -> dict[str, str]:
    """Read our column -> what the number of a row is put behind."""
    found = {}
    for name, prefix in place.texts(node):
        column = place.ours(name)
        if column and column.kind is not Kind.TEXT:
            place.complain(name.line, f"{column.name} is no text", "number a column of texts", name.text)
        elif column:
            found[column.name] = prefix.text
    return found


def reckoned(place: Place, node: Node, *, backwards: bool) -> dict[str, Reckoned]:
    """Read our date -> where it is counted from, and how far."""
    found: dict[str, Reckoned] = {}
    for name, keys in place.pairs(node):
        column = place.ours(name)
        if column and column.kind is not Kind.DATE:
            place.complain(name.line, f"{column.name} is no date", "reckon dates only", name.text)
        elif column:
            made = _reckoned(place.below(column.name), keys, backwards=backwards)
            found |= {column.name: made} if made else {}
    return found


def _reckoned(place: Place, node: Node, *, backwards: bool) -> Reckoned | None:
    start_key = "end" if backwards else "start"
    keys = {key.text: (key, value) for key, value in place.pairs(node)}
    for key, _ in (keys[name] for name in keys if name not in {start_key, "format", "when", *_DURATIONS}):
        remedy = f"its keys are {start_key}, format, when and one of {', '.join(_DURATIONS)}"
        place.complain(key.line, "not a key of a reckoned date", remedy, key.text)
    units = [name for name in keys if is_duration(name)]
    if len(units) != 1 or start_key not in keys:
        place.complain(
            node.line, "no start, or not one duration", f"give {start_key}, and one of {', '.join(_DURATIONS)}"
        )
        return None
    duration = _column(place.below(units[0]), keys[units[0]][1])
    start = place.below(start_key).text(keys[start_key][1])
    form = _form(place.below("format"), keys["format"][1]) if "format" in keys else None
    when = _when(place.below("when"), keys["when"][1]) if "when" in keys else {}
    if duration is None or start is None or not _is_start(place.below(start_key), start):
        return None
    return Reckoned(start.text, units[0], duration, backwards, form, when)


def _is_start(place: Place, start: Text) -> bool:
    try:
        return parse_date(start.text).precision == "day" or place.theirs(start) is not None
    except UnreadableError:
        return place.theirs(start) is not None


def _column(place: Place, node: Node) -> str | None:
    name = place.text(node)
    return place.theirs(name) if name else None


def _form(place: Place, node: Node) -> str | None:
    form = place.text(node)
    if form and not is_form(form.text):
        place.complain(form.line, "not the form of a date", _FORM, form.text)
    return form.text if form else None


def _when(place: Place, node: Node) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, values in place.pairs(node):
        theirs = place.theirs(name)
        if theirs is not None:
            found[theirs] = tuple(word.text for word in place.below(theirs).words(values))
            _refuse_absent(place.below(theirs), theirs, found[theirs], values.line)
    return found


def _refuse_absent(place: Place, theirs: str, values: tuple[str, ...], line: int) -> None:
    """A condition that no row meets is more often misspelt than meant."""
    if place.sheet is None:
        return
    there = sorted(set(place.sheet.column(theirs).values()))
    if there and not any(is_one_of(cell, values) for cell in there):
        listed = f" ({', '.join(there)})" if len(there) <= FEW else ""
        remedy = f"write it as the column has it{listed}, or give the date as an empty constant"
        place.complain(line, "no row meets this", remedy, ", ".join(values))


def _check_value(place: Place, column: Column, text: Text) -> bool:
    complaint = _complaint(column, text.text)
    if complaint:
        place.complain(text.line, f"{complaint.problem} ({column.name})", complaint.remedy, text.text)
    return complaint is None


def _complaint(column: Column, text: str) -> Complaint | None:
    if not text:
        return Complaint("no value", "give one, or remove the line")
    try:
        value = parse(column.kind, text)
    except UnreadableError as error:
        return error.complaint
    values = pd.Series([value.day if isinstance(value, ChartDate) else value], dtype=column.kind.dtype)
    holds = column.constraint is None or bool(column.constraint.holds(values).all())
    return None if holds or column.constraint is None else column.constraint.complain(text)
