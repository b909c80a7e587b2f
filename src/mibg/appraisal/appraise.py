"""The whole of what can be said of a user's cohort before a book is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from mibg.appraisal.chapters import Outlook, outlooks
from mibg.appraisal.suspicions import suspicions
from mibg.cohort.reader import read_what_is_there
from mibg.disclosure.marks import least_of
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
    least : int
        Statistics that rest on so many patients or fewer will not be shown; 0 where all will be.
    """

    folder: str
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    outlooks: tuple[Outlook, ...] | None
    least: int = 0


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
    return Appraisal(str(folder), (), warnings, outlooks(cohort), least_of(cohort.study.origin))


def as_text(found: Appraisal) -> str:
    """Tell an appraisal to its reader: errors, warnings, and chapters."""
    counts = f"{_count(found.errors, 'error')}, {_count(found.warnings, 'warning')}"
    lines = [f"{found.folder}: {counts}", *_section("Errors", found.errors), *_section("Warnings", found.warnings)]
    if found.outlooks is None:
        return "\n".join([*lines, "", "What the chapters can say is told once there are no errors."])
    return "\n".join([*lines, "", "What the chapters can say", *_gate(found.least), *map(_told, found.outlooks)])


def as_data(found: Appraisal) -> dict[str, Any]:
    """Give an appraisal as JSON, in the form that ``check.schema.json`` describes."""
    chapters = None if found.outlooks is None else [_chapter(one) for one in found.outlooks]
    errors, warnings = ([_fault(fault) for fault in faults] for faults in (found.errors, found.warnings))
    return {
        "version": VERSION,
        "cohort": found.folder,
        "errors": errors,
        "warnings": warnings,
        "least": found.least,
        "chapters": chapters,
    }


def _gate(least: int) -> Iterator[str]:
    if least:
        said = f"Statistics that rest on {least} patients or fewer will not be shown"
        yield f"  {said}; --disclosure of mibg build sets another number."


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
    shown = total - len(one.lacking) - len(one.withheld)
    if shown == total:
        return f"  {one.chapter.title}: all of its {total} statistics"
    lines = [f"  {one.chapter.title}: {shown} of its {total} statistics"]
    lines += [f"    not {told}" for told in _by_reason(one.lacking)]
    return "\n".join([*lines, *(f"    not shown {told}" for told in _by_reason(one.withheld))])


def _by_reason(names_with: Mapping[str, str]) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for name, reason in names_with.items():
        reasons.setdefault(reason, []).append(name)
    for reason, names in reasons.items():
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"{', '.join(names[:_SHOWN])}{more}: {reason}"


def _fault(fault: Fault) -> dict[str, Any]:
    data = asdict(fault)
    return {"table": data.pop("source"), **data}


def _chapter(one: Outlook) -> dict[str, Any]:
    chapter = {"chapter": one.chapter.name, "title": one.chapter.title, "estimable": list(one.estimable)}
    return {**chapter, "not_estimable": _with_reasons(one.lacking), "not_shown": _with_reasons(one.withheld)}


def _with_reasons(names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"statistic": name, "reason": reason} for name, reason in names.items()]
