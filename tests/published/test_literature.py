"""Comparisons with the literature: complete, and every fault of their file named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from mibg.faults import InputFaults
from mibg.layout import published_folder
from mibg.published import load_claims, load_literature

CLAIMS = load_claims()
FILE = published_folder() / "literature.yaml"
CHAPTER = published_folder().parents[1] / "notebooks" / "discussion" / "literature.md"


def faults_after(change: Callable[[list[Any]], object], folder: Path) -> list[str]:
    groups = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(groups)
    (folder / "literature.yaml").write_text(yaml.safe_dump(groups, sort_keys=False), encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_literature(CLAIMS, folder)
    return [str(fault) for fault in caught.value.faults]


def test_every_claim_of_the_literature_is_compared_once() -> None:
    quoted = sorted(claim.id for claim in CLAIMS if claim.scope == "literature")
    assert sorted(comparison.claim for comparison in load_literature(CLAIMS).comparisons) == quoted


def test_every_group_has_its_table_in_the_chapter() -> None:
    text = CHAPTER.read_text(encoding="utf-8")
    for group in load_literature(CLAIMS).groups:
        assert text.count(f"```{{comparisons}} {group.name}\n") == 1


@pytest.mark.parametrize("place", range(24))
def test_leaving_out_any_comparison_is_a_fault(place: int, tmp_path: Path) -> None:
    name = load_literature(CLAIMS).comparisons[place].claim

    def leave_out(groups: list[Any]) -> None:
        for group in groups:
            group["comparisons"] = [one for one in group["comparisons"] if one["claim"] != name]

    assert faults_after(leave_out, tmp_path) == [
        f"literature.yaml: {name} is quoted from the literature and has no comparison; add one"
    ]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("claim", "discussion.literature.no", "discussion.literature.no is no claim of the literature"),
        ("claim", "os.median", "os.median is no claim of the literature"),
        ("claim", "discussion.literature.symptoms", "discussion.literature.symptoms has 2 comparisons"),
        ("claim", ["a", "b"], "comparison 1, claim, is empty or no text"),
        ("beside", ["a", "b"], "comparison 1, beside, is empty or no text"),
        ("beside", "methods.recist", "stands beside methods.recist, which no statistic judges"),
        ("criterion", {"alike": "Both are."}, "comparison 1, criterion is 'alike', which is not known"),
        ("criterion", {"same": ""}, "the reason in group survival, comparison 1, criterion is empty"),
        ("population", {"same": "a", "differs": "b"}, "comparison 1, population, is not one word with its reason"),
        ("time_zero", "same", "comparison 1, time_zero, is not one word with its reason"),
        ("until", "death", "comparison 1 has the keys claim, beside, criterion, time_zero, population, until"),
    ],
)
def test_each_fault_of_a_comparison_is_named(key: str, value: object, message: str, tmp_path: Path) -> None:
    found = faults_after(lambda groups: groups[0]["comparisons"][0].update({key: value}), tmp_path)
    assert any(message in fault for fault in found), found


def test_a_group_out_of_form_is_named(tmp_path: Path) -> None:
    assert "group 2 has the keys title, comparisons" in faults_after(lambda groups: groups[1].pop("name"), tmp_path)[0]
    assert "group 1 is no mapping" in faults_after(lambda groups: groups.insert(0, "survival"), tmp_path)[0]


def test_a_file_that_is_missing_or_no_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match=r"literature\.yaml: the file is missing"):
        load_literature(CLAIMS, tmp_path)
    shutil.copyfile(FILE, tmp_path / "literature.yaml")
    (tmp_path / "literature.yaml").write_text("- {", encoding="utf-8")
    with pytest.raises(InputFaults, match=r"literature\.yaml, row 1: not YAML"):
        load_literature(CLAIMS, tmp_path)
    (tmp_path / "literature.yaml").write_text("name: survival", encoding="utf-8")
    with pytest.raises(InputFaults, match="the file is no list of groups"):
        load_literature(CLAIMS, tmp_path)
