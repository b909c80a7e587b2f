"""The register: every decision of the library is declared whole, and a bad declaration is named."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from mibg.decisions import STATISTICS, Choices, Decision, load_register, options
from mibg.faults import InputFaults
from mibg.layout import book_root, published_folder
from mibg.published import load_claims

REGISTER = load_register()
ENTRIES: list[dict[str, Any]] = yaml.safe_load((published_folder() / "decisions.yaml").read_text(encoding="utf-8"))
HEADING = re.compile(r'^### (.+)\n\n```\{code-cell\} ipython3\ndecision_page\(register\["(\w+)"\]', re.MULTILINE)


def test_every_decision_of_the_library_is_declared_with_its_options() -> None:
    assert set(REGISTER) == set(options())
    for name, decision in REGISTER.items():
        assert set(decision.options) == set(options()[name])
        assert decision.default == getattr(Choices(), name)
        assert decision.statistics


def test_every_statistic_is_printed_and_some_decision_bears_on_it() -> None:
    claims = load_claims()
    assert all(claims.naming(statistic) for statistic in STATISTICS)
    assert {name for decision in REGISTER.values() for name in decision.statistics} == set(STATISTICS)


def resolved(sets: str) -> tuple[Any, str]:
    """What a dotted name stands for, and the parameter or field in brackets."""
    dotted, _, parameter = sets.removesuffix(")").partition("(")
    package, part, *rest = dotted.split(".")
    found: Any = importlib.import_module(f"{package}.{part}")
    for name in rest:
        found = getattr(found, name)
    return found, parameter


@pytest.mark.parametrize("decision", REGISTER.values(), ids=lambda decision: decision.id)
def test_what_an_option_sets_is_there(decision: Decision) -> None:
    for option in decision.options.values():
        found, parameter = resolved(option.sets)
        if parameter:
            assert parameter in inspect.signature(found).parameters, option.sets


def test_the_chapter_has_each_decision_under_its_question() -> None:
    chapter = (book_root() / "notebooks" / "methods" / "underspecified.md").read_text(encoding="utf-8")
    shown = {name: asks for asks, name in HEADING.findall(chapter)}
    assert shown == {name: decision.asks for name, decision in REGISTER.items()}


def changed(entry: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {**entry, **parts}


FAULTS: dict[str, tuple[Callable[[list[dict[str, Any]]], list[dict[str, Any]]], str]] = {
    "a decision is lacking": (lambda entries: entries[1:], "the decision study_end is not declared"),
    "a decision is unknown": (lambda entries: [*entries, changed(entries[0], id="x")], "there is no decision x"),
    "a decision comes twice": (lambda entries: [*entries, entries[0]], "study_end is declared more than once"),
    "a key is lacking": (
        lambda entries: [{key: entries[0][key] for key in entries[0] if key != "why"}, *entries[1:]],
        "entry 1 (study_end) has the keys",
    ),
    "an option lacks a key": (
        lambda entries: [changed(entries[0], options=[{"id": "declared"}]), *entries[1:]],
        "entry 1 (study_end) has an option with the keys id",
    ),
    "an option is lacking": (
        lambda entries: [changed(entries[0], options=entries[0]["options"][1:]), *entries[1:]],
        "the decision study_end has the options year_of_last_treatment, last_death",
    ),
    "another default": (
        lambda entries: [changed(entries[0], default="last_death"), *entries[1:]],
        "the decision study_end has the default last_death",
    ),
    "no such statistic": (
        lambda entries: [changed(entries[0], statistics=["os.mean"]), *entries[1:]],
        "the decision study_end bears on os.mean, which is no statistic",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_declaration_is_named(name: str, tmp_path: Path) -> None:
    change, told = FAULTS[name]
    (tmp_path / "decisions.yaml").write_text(yaml.safe_dump(json.loads(json.dumps(change(ENTRIES)))), encoding="utf-8")
    with pytest.raises(InputFaults, match=re.escape(told)):
        load_register(tmp_path)


def test_a_register_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match=r"decisions\.yaml: the file is missing"):
        load_register(tmp_path)


@pytest.mark.parametrize(("decision", "option"), [("death", "ignored"), ("deaths", "event")])
def test_there_is_no_other_choice(decision: str, option: str) -> None:
    with pytest.raises(KeyError):
        Choices().with_option(decision, option)
