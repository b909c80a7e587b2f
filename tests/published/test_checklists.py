"""Reporting checklists: every item once, and every fault of a file named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from mibg.faults import InputFaults
from mibg.layout import book_root, published_folder
from mibg.published import CHECKLISTS, load_checklist, load_claims, totals
from mibg.publishing.contents import pages

CLAIMS = load_claims()
PAGES = pages(book_root())


def faults_after(change: Callable[[list[Any]], object], folder: Path) -> list[str]:
    file = published_folder() / "checklists" / "remark.yaml"
    items = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(items)
    (folder / "checklists").mkdir()
    written = yaml.safe_dump(json.loads(json.dumps(items)), sort_keys=False)
    (folder / "checklists" / "remark.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_checklist("remark", CLAIMS, PAGES, folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("name", "items"), [("strobe", 34), ("remark", 20)])
def test_every_item_is_filled_in_once(name: str, items: int) -> None:
    """von Elm 2007: 22 items, which for cohort studies have 34 parts; McShane 2005: 20 items."""
    found = load_checklist(name, CLAIMS, PAGES)
    assert tuple(item.item for item in found) == CHECKLISTS[name]
    assert len(found) == sum(totals(found).values()) == items


def test_strobe_has_twenty_two_items() -> None:
    assert {int(item.rstrip("abcde")) for item in CHECKLISTS["strobe"]} == set(range(1, 23))


@pytest.mark.parametrize(
    ("part", "key", "value", "message"),
    [
        ("paper", "status", "mostly", "entry 1, status, is 'mostly', which is not known"),
        ("paper", "status", "reported", "entry 1 is reported, and its lacks is 'Which predictors"),
        ("paper", "status", "not reported", "entry 1 is not reported, and its where is 'Abstract"),
        ("paper", "lacks", "", "entry 1 is partly, and its lacks is ''; say it in a few words"),
        ("paper", "claims", ["methods.no"], "item 1 names methods.no, which is no claim"),
        ("paper", "claims", "methods.n", "entry 1, claims, is no list"),
        ("paper", "page", "3", "entry 1, paper, has the keys status, where, lacks, claims, page"),
        ("book", "page", "book/none", "item 1 names book/none, which is no page of the book"),
        ("book", "how", " ", "entry 1, how, is empty"),
    ],
)
def test_each_fault_of_an_item_is_named(part: str, key: str, value: object, message: str, tmp_path: Path) -> None:
    found = faults_after(lambda items: items[0][part].update({key: value}), tmp_path)
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (lambda items: items.pop(4), ["remark.yaml: item 5 stands there 0 times; have it once"]),
        (lambda items: items.append(items[4]), ["remark.yaml: item 5 stands there 2 times; have it once"]),
        (lambda items: items[4].update(item="5a"), ["item 5 stands there 0 times", "the checklist has no item 5a"]),
        (lambda items: items.reverse(), ["the items are out of order"]),
        (lambda items: items[4].pop("asks"), ["entry 5 has the keys item, part, paper, book"]),
        (lambda items: items[4].update(item=5), ["entry 5, item, is empty or no text"]),
    ],
)
def test_each_fault_of_the_list_is_named(
    change: Callable[[list[Any]], object], messages: list[str], tmp_path: Path
) -> None:
    found = faults_after(change, tmp_path)
    assert len(found) == len(messages)
    assert all(message in fault for message, fault in zip(messages, found, strict=True)), found
