"""Reading ``mapping.yaml``, with every fault of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from mibg.cohort.contract import TABLE_NAMES, table_named
from mibg.cohort.mapping import sections
from mibg.cohort.mapping.declared import MAPPING_FILE, TableMapping
from mibg.cohort.mapping.place import Place, suggestion
from mibg.cohort.sources.sheet import Sheet
from mibg.faults import Fault
from mibg.yaml_events import Group, Node, Text, read_tree

SECTIONS: Final[Mapping[str, str]] = {
    "from": "the file, sheet or instrument of theirs; by default the one that has the name of the table",
    "rename": "their column: our column",
    "recode": "our column: {their code: our code}; `otherwise: keep` keeps other codes, else they are faults",
    "convert": "our column: its unit in their file, or the form of its dates, such as `%d/%m/%Y`",
    "constant": "our column: a value for every row",
    "numbered": "our column: a word behind which the number of the row is put, for a file without ids",
    "date_after": "our date: {start: a date or a column of theirs, days (weeks, months, years): a column of theirs, "
    "when: {a column of theirs: a value or a list}, format: of the column start}",
    "date_before": "the same, going back from `end`",
    "ignore": "a list of columns of theirs that are not needed",
}
_FORM: Final = "write it as the data dictionary shows"


@dataclass(frozen=True)
class Declared:
    """What a mapping declares.

    Parameters
    ----------
    tables : dict of str to TableMapping
        By our name.
    ignored : frozenset of str
        Tables of theirs that are not needed.
    faults : tuple of Fault
        Everything wrong with the mapping, by line.
    """

    tables: dict[str, TableMapping] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


def read_mapping(path: Path, sheets: Mapping[str, Sheet | None]) -> Declared:
    """Read a mapping.

    Parameters
    ----------
    path : Path
        The file ``mapping.yaml``, which exists.
    sheets : mapping of str to Sheet or None
        Their tables by every name that they go by; None for one that could not be read.

    Raises
    ------
    mibg.faults.InputFaults
        When the file as a whole cannot be read.
    """
    tree = read_tree(path, MAPPING_FILE, missing="add it", form=_FORM)
    faults: list[Fault] = []
    tables: dict[str, TableMapping] = {}
    ignored: set[str] = set()
    top = Place(table_named(TABLE_NAMES[0]), faults, "ignore")
    for key, node in replace(top, path="tables").pairs(tree):
        if key.text == "ignore":
            ignored |= {word.text for word in top.words(node) if _sheet_named(top, word, sheets)}
        elif key.text in TABLE_NAMES:
            place = replace(top, table=table_named(key.text), path=key.text)
            tables |= _table(place, key.line, node, sheets)
        else:
            remedy = suggestion(key.text, TABLE_NAMES, f"the tables are {', '.join(TABLE_NAMES)}")
            faults.append(Fault(MAPPING_FILE, "not a table of the contract", remedy, key.line, value=key.text))
    return Declared(tables, frozenset(ignored), tuple(sorted(faults, key=lambda fault: fault.row or 0)))


def _table(place: Place, line: int, node: Node, sheets: Mapping[str, Sheet | None]) -> dict[str, TableMapping]:
    parts = {key.text: (key, part) for key, part in place.pairs(node)}
    for key, _ in (parts[name] for name in parts if name not in SECTIONS):
        remedy = suggestion(key.text, SECTIONS, f"its keys are {', '.join(SECTIONS)}")
        place.complain(key.line, "not a key of a mapping", remedy, key.text)
    named = place.below("from").text(parts["from"][1]) if "from" in parts else Text(place.table.name, line)
    if named is None or not _sheet_named(place.below("from"), named, sheets):
        return {}
    sheet = sheets[named.text]
    known = replace(place, sheet=sheet)
    called = sheet.name if sheet else Path(named.text).stem
    made = _mapping(known, {name: part for name, (_, part) in parts.items()}, called)
    _check_once(known, line, made)
    return {made.table: made}


def _mapping(place: Place, parts: Mapping[str, Node], sheet: str) -> TableMapping:
    nothing = Group(0, ())
    part = {name: (place.below(name), parts.get(name, nothing)) for name in SECTIONS}
    after = sections.reckoned(*part["date_after"], backwards=False)
    before = sections.reckoned(*part["date_before"], backwards=True)
    at, ignored = place.below("ignore"), parts.get("ignore", Group(0, (), is_list=True))
    return TableMapping(
        place.table.name,
        sheet,
        sections.rename(*part["rename"]),
        sections.recode(*part["recode"]),
        sections.convert(*part["convert"]),
        sections.constant(*part["constant"]),
        sections.numbered(*part["numbered"]),
        after | before,
        frozenset(word.text for word in at.words(ignored) if at.theirs(word) is not None),
        is_own=True,
    )


def _check_once(place: Place, line: int, made: TableMapping) -> None:
    """Each of our columns comes from one place, and what is recoded or converted comes from a column of theirs."""
    if place.sheet is None:
        return
    header = place.sheet.header
    taken = {name for name in place.table.names if made.origin_of(name, header)}
    implied = [name for name in header if name in made.rename.values() and name not in made.ignore]
    ways = Counter(
        (*taken, *made.constant, *made.numbered, *made.reckoned, *(n for n in implied if n not in made.rename))
    )
    for name in (name for name, times in ways.items() if times > 1):
        remedy = "keep one, and put a column of theirs that has the same name under ignore"
        place.complain(line, f"{name} is given in more than one way", remedy)
    for name in {*made.recode, *made.convert} - taken:
        place.complain(line, f"{name} is recoded or converted, but taken from no column", "name its column in rename")
    for name in made.ignore & (set(made.rename) | made.needs()):
        place.complain(line, f"column {name} is both used and ignored", "take it from one of the two")


def _sheet_named(place: Place, name: Text, sheets: Mapping[str, Sheet | None]) -> bool:
    if name.text in sheets:
        return True
    remedy = suggestion(name.text, sheets, f"there are {', '.join(sheets) or 'none'}")
    place.complain(name.line, "no such file, sheet or instrument", remedy, name.text)
    return False
