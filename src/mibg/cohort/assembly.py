"""Which table of the user's becomes which table of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field

from mibg.cohort.complaint import nearest
from mibg.cohort.contract import TABLE_NAMES, TABLES
from mibg.cohort.identifiers import Identified
from mibg.cohort.mapping.declared import MAPPING_FILE, TableMapping
from mibg.cohort.mapping.read import Declared, read_mapping
from mibg.cohort.redcap_fields import redcap_mapping
from mibg.cohort.sources.place import Source
from mibg.cohort.sources.sheet import Sheet
from mibg.cohort.text_table import TextTable, header_faults, identifiers_in, text_table
from mibg.faults import Fault, InputFaults


@dataclass
class Assembly:
    """Tables of the contract, as text.

    Parameters
    ----------
    texts : dict of str to TextTable
        Those that could be made.
    unread : dict of str to tuple of Fault
        Those whose file is there and cannot be used.
    faults : list of Fault
        Of the mapping, of headers, and of files that belong to no table.
    identified : list of Identified
        Direct identifiers, whose faults are not among `faults`.
    is_trusted : bool
        Whether tables may be held against each other; not when the mapping itself is at fault.
    """

    texts: dict[str, TextTable] = field(default_factory=dict)
    unread: dict[str, tuple[Fault, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    identified: list[Identified] = field(default_factory=list)
    is_trusted: bool = True


def assemble(source: Source) -> Assembly:
    """Make the tables of the contract of the tables of a source.

    Parameters
    ----------
    source : Source
        What was read.
    """
    declared = _declared(source)
    if declared.faults:
        unread = [fault for faults in source.unread.values() for fault in faults]
        return Assembly(faults=[*declared.faults, *unread], is_trusted=False)
    mappings = _mappings(source, declared)
    made = Assembly(unread={name: faults for name, faults in source.unread.items() if name in TABLE_NAMES})
    for name, mapping in mappings.items():
        _make(made, source, name, mapping)
    used = {mapping.sheet for mapping in mappings.values()}
    made.faults += _unclaimed(source, used | declared.ignored) + _absent(source, {*mappings, *made.unread})
    for sheet in source.sheets:
        takers = [mapping for mapping in mappings.values() if mapping.sheet == sheet.name]
        if takers and not any(mapping.table in made.unread for mapping in takers):
            made.faults += header_faults(sheet, takers)
            made.identified += identifiers_in(sheet, takers)
    return made


def _declared(source: Source) -> Declared:
    if not source.mapping.is_file() or any(fault.source == MAPPING_FILE for fault in source.faults):
        return Declared()
    names: dict[str, Sheet | None] = dict.fromkeys([*source.unread, *(f[0].source for f in source.unread.values())])
    for sheet in source.sheets:
        names |= {sheet.name: sheet, sheet.source: sheet}
    try:
        return read_mapping(source.mapping, names)
    except InputFaults as found:
        return Declared(faults=found.faults)


def _mappings(source: Source, declared: Declared) -> dict[str, TableMapping]:
    sheets = {sheet.name: sheet for sheet in source.sheets}
    found = dict(declared.tables)
    for table in TABLES:
        if table.name in sheets and table.name not in {*found, *declared.ignored}:
            own = redcap_mapping(table, sheets[table.name]) if source.is_redcap else None
            found[table.name] = own or TableMapping(table.name, table.name)
    return found


def _make(made: Assembly, source: Source, name: str, mapping: TableMapping) -> None:
    sheet = next((sheet for sheet in source.sheets if sheet.name == mapping.sheet), None)
    if sheet is None:
        made.unread[name] = source.unread[mapping.sheet]
        return
    try:
        made.texts[name] = text_table(sheet, mapping)
    except InputFaults as found:
        made.unread[name] = found.faults


def _absent(source: Source, there: set[str]) -> list[Fault]:
    what = "the file is missing" if source.pattern == "{}.csv" else "it is missing"
    return [
        Fault(source.pattern.format(table.name), what, "add it; every cohort has this table")
        for table in TABLES
        if table.required and table.name not in there
    ]


def _unclaimed(source: Source, used: set[str]) -> list[Fault]:
    sheets = [sheet for sheet in source.sheets if sheet.name not in used and sheet.source not in used]
    unread = [fault for name, faults in source.unread.items() if name not in {*used, *TABLE_NAMES} for fault in faults]
    return [_unknown(source, sheet) for sheet in sheets] + unread


def _unknown(source: Source, sheet: Sheet) -> Fault:
    near = nearest(sheet.name, TABLE_NAMES)
    names = ", ".join(source.pattern.format(name) for name in TABLE_NAMES)
    remedy = f"rename it to {source.pattern.format(near)}" if near else f"remove it; the tables are {names}"
    name = sheet.source if not source.is_redcap else source.pattern.format(sheet.name)
    return Fault(name, "not a table of the contract", remedy)
