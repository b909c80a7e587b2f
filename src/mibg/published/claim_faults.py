"""What can be wrong with a row of claims, each rule with its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mibg.faults import Fault
from mibg.published.printed import UnreadableNumber, parse_printed

FILE: Final = "claims.csv"
COLUMNS: Final = (
    *("id", "section", "paragraph", "about", "printed", "unit", "denominator", "kind", "scope"),
    *("statistic", "reason"),
)
VOCABULARY: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": (
        *("count", "percentage", "quantity", "difference", "p_value", "range", "year", "setting"),
        *("version", "statement"),
    ),
    "scope": ("cohort", "protocol", "literature", "conclusion"),
}
SECTIONS: Final = (
    "abstract",
    "introduction",
    "methods",
    "results",
    "discussion",
    "conclusion",
    "figures",
    "supplement",
)
_TABLE: Final = re.compile(r"table[1-9]\d?")
_ID: Final = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_PLACE: Final = ("section", "paragraph", "about", "printed")


@dataclass(frozen=True)
class Row:
    """A row of a claims table: its file, its number as a spreadsheet shows it, and its texts by column."""

    source: str
    number: int
    texts: Mapping[str, str]

    def fault(self, column: str, problem: str, remedy: str) -> Fault:
        """Make a fault of this row, its value quoted."""
        return Fault(self.source, problem, remedy, self.number, column, self.texts[column])


def faults_of(rows: Sequence[Row]) -> Iterator[Fault]:
    """Find every fault of a table of claims."""
    for row in rows:
        for rule in (_names, _vocabulary, _numbers, _printed, _judged):
            yield from rule(row)
    yield from _repeats(rows, ("id",), "the id stands in row {}", "give each claim an id of its own")
    yield from _repeats(rows, _PLACE, "the same claim stands in row {}", "keep one of the two")


def _names(row: Row) -> Iterator[Fault]:
    for column in ("id", "statistic"):
        text = row.texts[column]
        if (text or column == "id") and not _ID.fullmatch(text):
            yield row.fault(column, "this is no id", "use lower-case words joined by dots")
    if not row.texts["about"]:
        yield row.fault("about", "the claim does not say what it is about", "say it in a few words")


def _vocabulary(row: Row) -> Iterator[Fault]:
    section = row.texts["section"]
    if section not in SECTIONS and not _TABLE.fullmatch(section):
        yield row.fault(
            "section", "this section is not known", f"use table1, table2 ... or one of {', '.join(SECTIONS)}"
        )
    for column, words in VOCABULARY.items():
        if row.texts[column] not in words:
            yield row.fault(column, "this word is not known", f"use one of {', '.join(words)}")


def _numbers(row: Row) -> Iterator[Fault]:
    for column, needed in (("paragraph", True), ("denominator", False)):
        text = row.texts[column]
        if (text or needed) and not (text.isdecimal() and int(text) > 0):
            yield row.fault(column, "this is no whole number above 0", "write one, in digits")


def _printed(row: Row) -> Iterator[Fault]:
    text, statement = row.texts["printed"], row.texts["kind"] == "statement"
    if statement or not text:
        if statement == bool(text):
            remedy = "leave it empty" if statement else "write the number as it stands in the paper"
            yield row.fault("printed", f"a {row.texts['kind']} is printed this way", remedy)
        return
    if row.texts["kind"] == "version":
        return
    try:
        parts = parse_printed(text)
    except UnreadableNumber:
        yield row.fault("printed", "this is no printed number", "write it as e.g. 29, 2.4 ± 0.2 or 18500 (11359-18870)")
        return
    if row.texts["unit"] == "%" and any(part.number > Decimal(100) for part in parts):
        yield row.fault("printed", "a percentage is above 100", "correct the number or its unit")


def _judged(row: Row) -> Iterator[Fault]:
    if bool(row.texts["statistic"]) == bool(row.texts["reason"]):
        yield row.fault(
            "statistic", "a claim names a statistic or a reason why there is none", "fill in exactly one of the two"
        )


def _repeats(rows: Iterable[Row], columns: Sequence[str], problem: str, remedy: str) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        first = seen.setdefault(tuple(row.texts[column] for column in columns), row.number)
        if first != row.number:
            yield row.fault("id", problem.format(first), remedy)
