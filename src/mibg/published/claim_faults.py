"""What can be wrong with a row of claims, each rule with its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mibg.faults import Fault
from mibg.published.claim_row import Row
from mibg.published.printed_faults import measure_faults, printed_faults

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


def faults_of(rows: Sequence[Row]) -> Iterator[Fault]:
    """Find every fault of a table of claims."""
    for row in rows:
        for rule in (_cells, _names, _vocabulary, _numbers, printed_faults, _judged):
            yield from rule(row)
    yield from _repeats(rows, ("id",), "the id stands in row {}", "give each claim an id of its own")
    yield from _repeats(rows, _PLACE, "the same claim stands in row {}", "keep one of the two")
    yield from measure_faults(rows)


def _cells(row: Row) -> Iterator[Fault]:
    if row.beyond:
        problem = f"the row has more cells than there are columns ({', '.join(row.beyond)})"
        yield Fault(row.source, problem, "put a text with commas between quotes", row.number)


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
        if (text or needed) and not (text.isascii() and text.isdecimal() and int(text) > 0):
            yield row.fault(column, "this is no whole number above 0", "write one, in digits")


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
