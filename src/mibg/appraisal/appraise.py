"""The whole of what can be said of a user's cohort before a book is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from mibg.appraisal.chapters import Outlook, outlooks
from mibg.appraisal.suspicions import suspicions
from mibg.cohort.reader import read_what_is_there
from mibg.faults import Fault, InputFaults

VERSION: Final = 1
_SHOWN: Final = 5


@dataclass(frozen=True)
class Appraisal:
    """What is wrong with a cohort, what is suspicious, and what its book will say.

    Parameters
    ----------
    folder : str
        Of the cohort, as the user named it.
    errors, warnings : tuple of Fault
        By file, row and column.
    outlooks : tuple of Outlook or None
        Chapter by chapter; None while there are errors.
    """

    folder: str
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    outlooks: tuple[Outlook, ...] | None


def appraise(folder: Path) -> Appraisal:
    """Judge a cohort; tables that can be read are judged even where others cannot."""
    try:
        reading = read_what_is_there(folder)
    except InputFaults as unreadable:
        return Appraisal(str(folder), unreadable.faults, (), None)
    warnings = tuple(suspicions(reading.tables, reading.study))
    try:
        cohort = reading.cohort()
    except InputFaults as found:
        return Appraisal(str(folder), found.faults, warnings, None)
    return Appraisal(str(folder), (), warnings, outlooks(cohort))


def as_text(found: Appraisal) -> str:
    """Tell an appraisal to its reader: errors, warnings, and chapters."""
    counts = f"{_count(found.errors, 'error')}, {_count(found.warnings, 'warning')}"
    lines = [f"{found.folder}: {counts}", *_section("Errors", found.errors), *_section("Warnings", found.warnings)]
    if found.outlooks is None:
        return "\n".join([*lines, "", "What the chapters can say is told once there are no errors."])
    return "\n".join([*lines, "", "What the chapters can say", *(_told(one) for one in found.outlooks)])


def as_data(found: Appraisal) -> dict[str, Any]:
    """Give an appraisal as JSON, in the form that ``check.schema.json`` describes."""
    chapters = None if found.outlooks is None else [_chapter(one) for one in found.outlooks]
    errors, warnings = ([_fault(fault) for fault in faults] for faults in (found.errors, found.warnings))
    return {
        "version": VERSION,
        "cohort": found.folder,
        "errors": errors,
        "warnings": warnings,
        "chapters": chapters,
    }


def _count(faults: tuple[Fault, ...], what: str) -> str:
    return f"{len(faults) or 'no'} {what}{'' if len(faults) == 1 else 's'}"


def _section(title: str, faults: Iterable[Fault]) -> Iterator[str]:
    by_table = groupby(faults, key=lambda fault: fault.source)
    for number, (source, group) in enumerate(by_table):
        if number == 0:
            yield from ("", title)
        yield f"  {source}"
        yield from (f"    {fault.within}" for fault in group)


def _told(one: Outlook) -> str:
    total = len(one.estimable) + len(one.lacking)
    if not one.lacking:
        return f"  {one.chapter.title}: all of its {total} statistics"
    lines = [f"  {one.chapter.title}: {len(one.estimable)} of its {total} statistics"]
    reasons: dict[str, list[str]] = {}
    for name, reason in one.lacking.items():
        reasons.setdefault(reason, []).append(name)
    for reason, names in reasons.items():
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        lines.append(f"    not {', '.join(names[:_SHOWN])}{more}: {reason}")
    return "\n".join(lines)


def _fault(fault: Fault) -> dict[str, Any]:
    data = asdict(fault)
    return {"table": data.pop("source"), **data}


def _chapter(one: Outlook) -> dict[str, Any]:
    lacking = [{"statistic": name, "reason": reason} for name, reason in one.lacking.items()]
    chapter = {"chapter": one.chapter.name, "title": one.chapter.title}
    return {**chapter, "estimable": list(one.estimable), "not_estimable": lacking}
