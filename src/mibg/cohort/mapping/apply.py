"""Making a table of the contract of a table of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mibg.cohort.columns import Column, Table
from mibg.cohort.complaint import UnreadableError
from mibg.cohort.mapping.declared import Reckoned, TableMapping
from mibg.cohort.mapping.values import converted, is_one_of, iso, reckoned, recoded
from mibg.cohort.sources.sheet import Sheet
from mibg.faults import Fault


@dataclass
class Made:
    """A column of ours, made.

    Parameters
    ----------
    label : str
        What it is called in a fault: by their name, with ours behind it where they differ.
    cells : dict of int to str
        In our words, by row.
    shown : dict of int to str
        As they stand in the file.
    faults : dict of int to Fault
        Of cells that could not be translated.
    """

    label: str
    cells: dict[int, str] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)
    faults: dict[int, Fault] = field(default_factory=dict)


def made_columns(sheet: Sheet, table: Table, mapping: TableMapping) -> dict[str, Made]:
    """Make every column of a table that a table of theirs gives.

    Parameters
    ----------
    sheet : Sheet
        Theirs.
    table : Table
        Ours.
    mapping : TableMapping
        Between the two, without faults.

    Returns
    -------
    dict of str to Made
        By our name.
    """
    found = ((column.name, _made(sheet, column, mapping)) for column in table.columns)
    return {name: made for name, made in found if made}


def _made(sheet: Sheet, column: Column, mapping: TableMapping) -> Made | None:
    rows = [row for row, cells in sheet.rows.items() if len(cells) == len(sheet.header)]
    if column.name in mapping.constant:
        return _same(column.name, dict.fromkeys(rows, mapping.constant[column.name]))
    if column.name in mapping.numbered:
        prefix = mapping.numbered[column.name]
        return _same(column.name, {row: f"{prefix}{row - sheet.header_row}" for row in rows})
    if column.name in mapping.reckoned:
        return _dates(sheet, column.name, mapping.reckoned[column.name])
    theirs = mapping.origin_of(column.name, sheet.header)
    return None if theirs is None else _translated(sheet, theirs, column, mapping)


def _same(label: str, cells: dict[int, str]) -> Made:
    return Made(label, cells, cells)


def _translated(sheet: Sheet, theirs: str, column: Column, mapping: TableMapping) -> Made:
    label = theirs if theirs == column.name else f"{theirs} ({column.name})"
    cells = sheet.column(theirs)
    steps = list(_steps(column, mapping))
    return (
        _each(sheet, Made(label, dict(cells), cells), lambda row: _through(cells[row], steps))
        if steps
        else (_same(label, cells))
    )


def _steps(column: Column, mapping: TableMapping) -> Iterator[Callable[[str], str]]:
    if column.name in mapping.recode:
        recode = mapping.recode[column.name]
        yield lambda text: recoded(text, recode)
    if column.name in mapping.convert:
        unit = mapping.convert[column.name]
        yield lambda text: converted(text, column, unit)


def _through(text: str, steps: list[Callable[[str], str]]) -> str:
    for step in steps:
        text = step(text) if text else text
    return text


def _dates(sheet: Sheet, name: str, wanted: Reckoned) -> Made:
    durations = sheet.column(wanted.duration)
    starts = sheet.column(wanted.start) if wanted.start in sheet.header else dict.fromkeys(durations, wanted.start)
    conditions = [(sheet.column(column), values) for column, values in wanted.when.items()]

    def date_of(row: int) -> str:
        met = all(is_one_of(cells[row], values) for cells, values in conditions)
        if not (met and durations[row] and starts[row]):
            return ""
        start = iso(starts[row], wanted.form) if wanted.form else starts[row]
        return reckoned(start, durations[row], wanted.unit, backwards=wanted.backwards)

    return _each(sheet, Made(f"{wanted.duration} ({name})", dict(durations), durations), date_of)


def _each(sheet: Sheet, made: Made, translate: Callable[[int], str]) -> Made:
    for row, text in made.shown.items():
        try:
            made.cells[row] = translate(row)
        except UnreadableError as error:
            complaint = error.complaint
            made.faults[row] = Fault(sheet.source, complaint.problem, complaint.remedy, row, made.label, text or None)
    return made
