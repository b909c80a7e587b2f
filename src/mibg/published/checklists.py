"""Reporting checklists: each item, where the paper reports it, and where this book does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mibg.faults import Fault, raise_if_any
from mibg.layout import published_folder
from mibg.published.checklist_form import REPORTED, form_faults
from mibg.published.claims import Claims
from mibg.published.yaml_file import read_declared

CHECKLISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "strobe": (
        *("1a", "1b", "2", "3", "4", "5", "6a", "6b", "7", "8", "9", "10", "11"),
        *("12a", "12b", "12c", "12d", "12e", "13a", "13b", "13c", "14a", "14b", "14c"),
        *("15", "16a", "16b", "16c", "17", "18", "19", "20", "21", "22"),
    ),
    "remark": tuple(map(str, range(1, 21))),
}
"""Items of each checklist: STROBE for cohort studies (von Elm 2007), REMARK (McShane 2005)."""


@dataclass(frozen=True)
class InPaper:
    """What the paper does with an item.

    Parameters
    ----------
    status : str
        ``reported``, ``partly``, ``not reported`` or ``not applicable``.
    where : str
        Its place; of what is not applicable, why; empty where nothing is reported.
    lacks : str
        What is missing; empty unless something is.
    claims : tuple of str
        Ids of the claims that bear on it.
    """

    status: str
    where: str
    lacks: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class InBook:
    """What this book does with an item: its page without suffix, None where there is none, and how."""

    page: str | None
    how: str


@dataclass(frozen=True)
class ChecklistItem:
    """One item of a checklist.

    Parameters
    ----------
    item, part : str
        Its number, and the part of a report that it belongs to.
    asks : str
        What it asks, in this book's words.
    paper : InPaper
        Whether and where the paper reports it.
    book : InBook
        Where this book does.
    """

    item: str
    part: str
    asks: str
    paper: InPaper
    book: InBook


def load_checklist(
    name: str, claims: Claims, pages: Collection[str], folder: Path | None = None
) -> tuple[ChecklistItem, ...]:
    """Read a filled-in checklist.

    Parameters
    ----------
    name : str
        One of `CHECKLISTS`.
    claims : Claims
        Of the paper.
    pages : collection of str
        Pages of the book without suffix, e.g. ``notebooks/results/cohort``.
    folder : Path, optional
        Holds ``checklists/<name>.yaml``; by default the published data of this book.

    Returns
    -------
    tuple of ChecklistItem
        Every item of the checklist once, in its order.

    Raises
    ------
    mibg.faults.InputFaults
        When the file is out of form; and when items are missing, unknown or out of order, or name claims or pages that
        do not exist. All such faults at once.
    """
    file = (folder or published_folder()) / "checklists" / f"{name}.yaml"
    declared = read_declared(file, f"fill in the items of {name.upper()}")
    raise_if_any(form_faults(file.name, declared))
    items = tuple(map(_item, declared))
    raise_if_any([*_order_faults(file.name, items, CHECKLISTS[name]), *_name_faults(file.name, items, claims, pages)])
    return items


def totals(items: Collection[ChecklistItem]) -> Mapping[str, int]:
    """Count the items by what the paper does with them, each status in its order."""
    counted = Counter(item.paper.status for item in items)
    return {status: counted[status] for status in REPORTED}


def _item(entry: Mapping[str, Any]) -> ChecklistItem:
    paper = InPaper(**{**entry["paper"], "claims": tuple(entry["paper"]["claims"])})
    return ChecklistItem(entry["item"], entry["part"], entry["asks"], paper, InBook(**entry["book"]))


def _order_faults(source: str, items: Collection[ChecklistItem], expected: tuple[str, ...]) -> Iterator[Fault]:
    found = [item.item for item in items]
    for number in expected:
        if found.count(number) != 1:
            yield Fault(source, f"item {number} stands there {found.count(number)} times", "have it once")
    for number in found:
        if number not in expected:
            yield Fault(source, f"the checklist has no item {number}", "take it out")
    if sorted(found) == sorted(expected) and found != list(expected):
        yield Fault(source, "the items are out of order", f"put them in the order {', '.join(expected)}")


def _name_faults(
    source: str, items: Collection[ChecklistItem], claims: Claims, pages: Collection[str]
) -> Iterator[Fault]:
    for item in items:
        for name in item.paper.claims:
            if name not in claims.by_id:
                yield Fault(source, f"item {item.item} names {name}, which is no claim", "name a claim of claims.csv")
        if item.book.page is not None and item.book.page not in pages:
            problem = f"item {item.item} names {item.book.page}, which is no page of the book"
            yield Fault(source, problem, "name a page of _toc.yml, or none")
