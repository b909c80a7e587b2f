"""A flat export of REDCap as tables of text, an instrument a table.

Each row of such a file belongs to one instrument: that named in ``redcap_repeat_instrument``, or, where it is empty, to
those that do not repeat. The first column is the record's id. Exports with labels head the same columns in words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mibg.cohort.sources.sheet import Sheet
from mibg.faults import Fault, InputFaults

INSTRUMENT: Final = "redcap_repeat_instrument"
EVENT: Final = "redcap_event_name"
NOT_REPEATING: Final = "patients"
_IN_WORDS: Final = {
    "Repeat Instrument": INSTRUMENT,
    "Repeat Instance": "redcap_repeat_instance",
    "Event Name": EVENT,
    "Data Access Group": "redcap_data_access_group",
    "Survey Identifier": "redcap_survey_identifier",
    "Complete?": "form_complete",
}
_OF_REDCAP: Final = re.compile(r"redcap_\w+|\w+_complete|\w+_timestamp")


def is_redcap(sheet: Sheet) -> bool:
    """Whether a table has the columns of an export of REDCap with repeating instruments."""
    return INSTRUMENT in {_IN_WORDS.get(name, name) for name in sheet.header}


def instruments(export: Sheet) -> list[Sheet]:
    """Take an export apart.

    Parameters
    ----------
    export : Sheet
        The whole file.

    Returns
    -------
    list of Sheet
        One an instrument, all with the columns and the row numbers of the file; those that do not repeat together are
        ``patients``. REDCap's own columns, and those empty in every row of the instrument, are passed over.

    Raises
    ------
    mibg.faults.InputFaults
        When the project has more than one event.
    """
    header = tuple(_IN_WORDS.get(name, name) for name in export.header)
    _refuse_events(export, header)
    place = header.index(INSTRUMENT)
    rows: dict[str, dict[int, list[str]]] = {NOT_REPEATING: {}}
    for row, cells in export.rows.items():
        name = _name(cells[place]) if len(cells) > place else ""
        rows.setdefault(name or NOT_REPEATING, {})[row] = cells
    return [
        replace(export, name=name, header=header, rows=own, passed_over=_passed_over(header, own))
        for name, own in rows.items()
    ]


def _name(instrument: str) -> str:
    return re.sub(r"\W+", "_", instrument.strip().lower())


def _passed_over(header: tuple[str, ...], rows: dict[int, list[str]]) -> frozenset[str]:
    filled = {name for cells in rows.values() for name, cell in zip(header, cells, strict=False) if cell}
    return frozenset(name for name in header if name not in filled or _OF_REDCAP.fullmatch(name))


def _refuse_events(export: Sheet, header: tuple[str, ...]) -> None:
    if EVENT not in header:
        return
    place = header.index(EVENT)
    events = sorted({cells[place] for cells in export.rows.values() if len(cells) > place})
    if len(events) > 1:
        problem = f"{len(events)} events ({', '.join(events)}), where a row must be of a patient or of an instrument"
        raise InputFaults([Fault(export.source, problem, "export one event", export.header_row, EVENT)])
