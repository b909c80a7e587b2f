"""Form of a filled-in checklist: what each of its entries must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mibg.faults import Fault
from mibg.published.yaml_file import key_faults, text_fault, word_fault

REPORTED: Final = ("reported", "partly", "not reported", "not applicable")
_ITEM: Final = ("item", "part", "asks", "paper", "book")
_PAPER: Final = ("status", "where", "lacks", "claims")
_BOOK: Final = ("page", "how")
_TOLD: Final = {
    "reported": {"where"},
    "partly": {"where", "lacks"},
    "not reported": {"lacks"},
    "not applicable": {"where"},
}


def form_faults(source: str, declared: object) -> Iterator[Fault]:
    """Find every fault of form in a checklist, `source` the name of its file."""
    if not isinstance(declared, list):
        yield Fault(source, "the file is no list of items", f"write items with {', '.join(_ITEM)}")
        return
    for number, entry in enumerate(declared, start=1):
        place = f"entry {number}"
        faults = list(key_faults(source, place, entry, _ITEM))
        if not faults:
            faults += key_faults(source, f"{place}, paper,", entry["paper"], _PAPER)
            faults += key_faults(source, f"{place}, book,", entry["book"], _BOOK)
        yield from faults or _text_faults(source, place, entry)


def _text_faults(source: str, place: str, entry: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("item", "part", "asks"):
        yield from text_fault(source, f"{place}, {key},", entry[key])
    yield from text_fault(source, f"{place}, how,", entry["book"]["how"])
    paper, told = entry["paper"], f"{place}, status,"
    yield from word_fault(source, told, paper["status"], REPORTED)
    if not isinstance(paper["claims"], list):
        yield Fault(source, f"{place}, claims, is no list", "write a list of ids; an empty one is []")
    for key in ("where", "lacks") if paper["status"] in REPORTED else ():
        if bool(paper[key]) != (key in _TOLD[paper["status"]]):
            remedy = "leave it empty" if paper[key] else "say it in a few words"
            yield Fault(source, f"{place} is {paper['status']}, and its {key} is {paper[key]!r}", remedy)
