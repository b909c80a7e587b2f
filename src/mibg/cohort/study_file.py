"""Reading and writing a study: the file ``study.yaml``, or the sheet of a workbook; with every fault of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import pandas as pd
import yaml

from mibg.cohort.cells import Value, parse
from mibg.cohort.columns import Column
from mibg.cohort.complaint import UnreadableError, nearest
from mibg.cohort.dates import ChartDate
from mibg.cohort.sources.sheet import Sheet
from mibg.cohort.study import STUDY_FILE, STUDY_KEYS, Study
from mibg.faults import Fault, raise_if_any
from mibg.yaml_events import line_of, refused, text_of, yaml_events

SHEET_HEADER: Final = ("key", "value")
_BY_NAME: Final = {key.name: key for key in STUDY_KEYS}
_EVENTS: Final = (yaml.ScalarEvent, yaml.AliasEvent, yaml.CollectionStartEvent)
_ONE_A_LINE: Final = "write one 'key: value' a line"


@dataclass(frozen=True)
class _Entry:
    line: int
    key: str
    text: str


def read_study(path: Path) -> Study:
    """Read a study file.

    Parameters
    ----------
    path : Path
        The file ``study.yaml`` of a cohort.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of the file; the row of a fault is its line.
    """
    return _study(_flat_entries(path), STUDY_FILE)


def study_of_sheet(sheet: Sheet) -> Study:
    """Read a study from the sheet of a workbook: a key and its value in the first two columns of each row.

    Parameters
    ----------
    sheet : Sheet
        Its first row may be a key, or the words ``key`` and ``value``.

    Raises
    ------
    mibg.faults.InputFaults
        With every fault of the sheet.
    """
    rows = {sheet.header_row: list(sheet.header), **sheet.rows}
    if sheet.header[:2] == SHEET_HEADER:
        del rows[sheet.header_row]
    return _study([_Entry(row, *(*cells, "", "")[:2]) for row, cells in rows.items()], sheet.source)


def study_text(study: Study) -> str:
    """Write a study as the text of its file: one line a key, in the order of the declaration."""
    values = {field.name: getattr(study, field.name) for field in fields(study)}
    kept = {key.name: values[key.name] for key in STUDY_KEYS if values[key.name] is not None}
    text: str = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=2**20)
    return text


def _study(entries: list[_Entry], source: str) -> Study:
    values: dict[str, Any] = {}
    faults = _key_faults(entries, source)
    for entry in entries:
        if entry.text and entry.key in _BY_NAME:
            try:
                values[entry.key] = _read(_BY_NAME[entry.key], entry.text)
            except UnreadableError as error:
                complaint = error.complaint
                place = (entry.line, entry.key, entry.text)
                faults.append(Fault(source, complaint.problem, complaint.remedy, *place))
    raise_if_any(faults)
    return Study(**values)


def _flat_entries(path: Path) -> list[_Entry]:
    scalars: list[yaml.ScalarEvent] = []
    awaited: type[yaml.Event] = yaml.MappingStartEvent
    remedy = "add it; the data dictionary lists its keys"
    for event in yaml_events(path, STUDY_FILE, missing=remedy, form=_ONE_A_LINE):
        if isinstance(event, _EVENTS) and not isinstance(event, awaited):
            raise refused(STUDY_FILE, "more than keys and values", f"{_ONE_A_LINE}, no lists", line_of(event))
        if isinstance(event, yaml.ScalarEvent):
            scalars.append(event)
        if isinstance(event, _EVENTS):
            awaited = yaml.ScalarEvent
    if awaited is yaml.MappingStartEvent:
        raise refused(STUDY_FILE, "the file is empty", _ONE_A_LINE)
    pairs = zip(scalars[::2], scalars[1::2], strict=True)
    return [_Entry(line_of(key), key.value, text_of(value)) for key, value in pairs]


def _key_faults(entries: list[_Entry], source: str) -> list[Fault]:
    faults = []
    first: dict[str, int] = {}
    for entry in entries:
        if entry.key not in _BY_NAME:
            faults.append(_unknown(entry, source))
        elif entry.key in first:
            problem = f"already given in row {first[entry.key]}"
            faults.append(Fault(source, problem, "keep one of the two", row=entry.line, column=entry.key))
        first.setdefault(entry.key, entry.line)
    given = {entry.key for entry in entries if entry.text}
    missing = [key.name for key in STUDY_KEYS if key.required and key.name not in given]
    return faults + [Fault(source, "a required key is missing", "add it", column=name) for name in missing]


def _unknown(entry: _Entry, source: str) -> Fault:
    near = nearest(entry.key, _BY_NAME)
    remedy = f"rename it to {near}" if near else "remove it; the data dictionary lists the keys"
    return Fault(source, "not a key of this file", remedy, row=entry.line, column=entry.key)


def _read(column: Column, text: str) -> Any:  # noqa: ANN401 - one of the types of Study's fields
    value: Value = parse(column.kind, text)
    if isinstance(value, ChartDate):
        if value.precision != "day":
            raise UnreadableError("not a whole date", "give the day too, such as 2014-12-31")
        return value.day
    if column.constraint and not column.constraint.holds(pd.Series([value], dtype=column.kind.dtype)).all():
        complaint = column.constraint.complain(text)
        raise UnreadableError(complaint.problem, complaint.remedy)
    return value
