"""What can be wrong with a printed number, by what it is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from mibg.faults import Fault
from mibg.published.claim_row import Row
from mibg.published.printed import Part, UnreadableNumber, parse_printed
from mibg.units import is_duration

_FORMS: Final = "write it as e.g. 29, 2.4 ± 0.2 or 18,500 (11,359-18,870), with a point before decimals"
_PATIENTS: Final = "patients"


def printed_faults(row: Row) -> Iterator[Fault]:
    """Find what is wrong with the number of a row, its unit and its kind."""
    text, kind = row.texts["printed"], row.texts["kind"]
    if kind == "statement" or (kind and not text):
        if (kind == "statement") == bool(text):
            remedy = "leave it empty" if text else "write the number as it stands in the paper"
            yield row.fault("printed", f"a {kind} is printed this way", remedy)
        return
    if kind == "version" or not text:
        return
    try:
        parts = parse_printed(text)
    except UnreadableNumber:
        yield row.fault("printed", "this is no printed number", _FORMS)
        return
    yield from _of_kind(row, parts)


def _of_kind(row: Row, parts: Sequence[Part]) -> Iterator[Fault]:
    kind, unit = row.texts["kind"], row.texts["unit"]
    if kind == "percentage" and unit != "%":
        yield row.fault("unit", "a percentage has another unit", "write %")
    if "%" in (unit, row.texts["printed"][-1:]) or kind == "percentage":
        yield from _above(row, parts, 100, "a percentage is above 100", "correct the number or its unit")
    if kind == "p_value":
        yield from _above(row, parts, 1, "a p is above 1", "correct the number or its kind")
    if kind == "count" and any(part.number != part.number.to_integral_value() for part in parts):
        yield row.fault("printed", "a count is no whole number", "correct the number or its kind")


def _above(row: Row, parts: Sequence[Part], most: int, problem: str, remedy: str) -> Iterator[Fault]:
    """A number beyond what there can be; more than the most is beyond it too."""
    if any(part.number > Decimal(most) or part.interval.low == Decimal(most) for part in parts):
        yield row.fault("printed", problem, remedy)


def measure_faults(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find statistics about the cohort whose claims are in units that cannot be held against each other."""
    first: dict[str, Row] = {}
    for row in rows:
        statistic = row.texts["statistic"]
        if statistic and row.texts["scope"] == "cohort" and row.texts["printed"]:
            before = first.setdefault(statistic, row)
            if _measure(before) != _measure(row):
                problem = f"{statistic} is in {before.texts['unit'] or 'no unit'} in row {before.number}"
                yield row.fault("unit", problem, "write both in units of one kind, or name two statistics")


def _measure(row: Row) -> str:
    """What is measured: all durations are one thing, and so are patients and their share."""
    unit = row.texts["unit"]
    return "time" if is_duration(unit) else _PATIENTS if unit == "%" else unit
