"""Reading and writing ``study.yaml``, with every fault of it."""

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
from mibg.cohort.study import STUDY_FILE, STUDY_KEYS, Study
from mibg.faults import Fault, InputFaults, raise_if_any

LARGEST_FILE: Final = 65_536
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
    entries = _entries(path)
    values: dict[str, Any] = {}
    faults = _key_faults(entries)
    for entry in entries:
        if entry.text and entry.key in _BY_NAME:
            try:
                values[entry.key] = _read(_BY_NAME[entry.key], entry.text)
            except UnreadableError as error:
                complaint = error.complaint
                place = (entry.line, entry.key, entry.text)
                faults.append(Fault(STUDY_FILE, complaint.problem, complaint.remedy, *place))
    raise_if_any(faults)
    return Study(**values)


def study_text(study: Study) -> str:
    """Write a study as the text of its file: one line a key, in the order of the declaration."""
    values = {field.name: getattr(study, field.name) for field in fields(study)}
    kept = {key.name: values[key.name] for key in STUDY_KEYS if values[key.name] is not None}
    text: str = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=2**20)
    return text


def _entries(path: Path) -> list[_Entry]:
    if not path.is_file():
        raise _refused("the file is missing", "add it; the data dictionary lists its keys")
    if path.stat().st_size > LARGEST_FILE:
        raise _refused(f"larger than {LARGEST_FILE} bytes", "keep to the keys it needs")
    try:
        return _flat_entries(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _refused(f"cannot be read ({error.strerror})", "see to the rights on the file") from error
    except UnicodeDecodeError as error:
        raise _refused("not UTF-8", "save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise _refused(f"not YAML ({error.problem})", _ONE_A_LINE, line) from error
    except yaml.YAMLError as error:
        raise _refused("not YAML (a character that it does not allow)", _ONE_A_LINE) from error


def _flat_entries(text: str) -> list[_Entry]:
    # Scalars are taken as they come, so that depth and aliases are refused before they cost anything.
    scalars: list[yaml.ScalarEvent] = []
    awaited: type[yaml.Event] = yaml.MappingStartEvent
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, _EVENTS) and not isinstance(event, awaited):
            raise _refused("more than keys and values", f"{_ONE_A_LINE}, no lists", _line(event))
        if isinstance(event, yaml.ScalarEvent):
            scalars.append(event)
        if isinstance(event, _EVENTS):
            awaited = yaml.ScalarEvent
    if awaited is yaml.MappingStartEvent:
        raise _refused("the file is empty", _ONE_A_LINE)
    pairs = zip(scalars[::2], scalars[1::2], strict=True)
    return [_Entry(_line(key), key.value, _text(value)) for key, value in pairs]


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _text(scalar: yaml.ScalarEvent) -> str:
    is_null = scalar.style is None and scalar.value in {"", "~", "null"}
    return "" if is_null else scalar.value.strip()


def _key_faults(entries: list[_Entry]) -> list[Fault]:
    faults = []
    first: dict[str, int] = {}
    for entry in entries:
        if entry.key not in _BY_NAME:
            faults.append(_unknown(entry))
        elif entry.key in first:
            problem = f"already given in row {first[entry.key]}"
            faults.append(Fault(STUDY_FILE, problem, "keep one of the two", row=entry.line, column=entry.key))
        first.setdefault(entry.key, entry.line)
    given = {entry.key for entry in entries if entry.text}
    missing = [key.name for key in STUDY_KEYS if key.required and key.name not in given]
    return faults + [Fault(STUDY_FILE, "a required key is missing", "add it", column=name) for name in missing]


def _unknown(entry: _Entry) -> Fault:
    near = nearest(entry.key, _BY_NAME)
    remedy = f"rename it to {near}" if near else "remove it; the data dictionary lists the keys"
    return Fault(STUDY_FILE, "not a key of this file", remedy, row=entry.line, column=entry.key)


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


def _refused(problem: str, remedy: str, line: int | None = None) -> InputFaults:
    return InputFaults([Fault(STUDY_FILE, problem, remedy, row=line)])
