"""The list of second opinions is closed: it names every estimate that leaves the package, and nothing else."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

import mibg.survival
from mibg.layout import book_root
from mibg.survival import PEERS, Peer

PACKAGE = Path(mibg.survival.__file__).parent
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "second_opinion" not in path.parts]
NOTEBOOKS = sorted((book_root() / "notebooks").rglob("*.md"))


def dotted(path: Path) -> str:
    inside = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(("mibg", *inside.parts)).removesuffix(".__init__")


def gives_an_estimate(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id == "Estimate"


def results(path: Path) -> set[str]:
    """Classes that give an estimate."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {node.name for node in body if isinstance(node, ast.ClassDef) and any(map(gives_an_estimate, node.body))}


RESULTS = set().union(*map(results, MODULES))


def estimating(path: Path) -> set[str]:
    """Public functions that return an estimate, or a result that gives one, wherever its class is."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    functions = [node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    returned = {node.name: node.returns.id for node in functions if isinstance(node.returns, ast.Name)}
    return {f"{dotted(path)}.{name}" for name, kind in returned.items() if kind in RESULTS | {"Estimate"}}


def test_every_estimate_is_on_the_list_and_nothing_else() -> None:
    found = set().union(*(estimating(path) for path in MODULES))
    assert found - {COMPARE} == set(PEERS)


def test_what_else_is_public_makes_no_estimate() -> None:
    """A function whose result is neither an estimate nor gives one is named here, or this test fails."""
    public = [getattr(mibg.survival, name) for name in mibg.survival.__all__]
    functions = {f"{one.__module__}.{one.__name__}": one.__name__ for one in public if inspect.isfunction(one)}
    assert {name for dotted, name in functions.items() if dotted not in PEERS} == WITHOUT_ESTIMATE | {"compare"}


@pytest.mark.parametrize("peer", PEERS.values(), ids=lambda peer: peer.function)
def test_each_entry_is_whole(peer: Peer) -> None:
    module, name = peer.function.rsplit(".", 1)
    assert callable(getattr(importlib.import_module(module), name))
    assert (peer.implementation is None) == (peer.opinion is None)
    assert peer.note
    if peer.implementation is not None:
        library, name = peer.implementation.split(".")[0], peer.implementation.rsplit(".", 1)[1]
        assert library in ("lifelines", "statsmodels")
        assert callable(getattr(importlib.import_module(peer.implementation.rsplit(".", 1)[0]), name))


def test_the_search_for_estimates_finds_them() -> None:
    """By hand: a median is one, and the test behind a class."""
    found = set().union(*(estimating(path) for path in MODULES))
    assert {"mibg.survival.quantiles.median_spss", "mibg.survival.log_rank.log_rank"} <= found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_records_no_estimate_with_a_peer_unconfirmed(path: Path) -> None:
    """Read off the code: where an estimate that has a peer is recorded, `confirm` stands about it."""
    with_peer = {name.rsplit(".", 1)[1] for name, peer in PEERS.items() if peer.implementation is not None} | MANY
    cells = re.findall(r"```\{code-cell\}[^\n]*\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    tree = ast.parse("\n".join(re.sub(r"^:.*$", "", cell, flags=re.MULTILINE) for cell in cells))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    asked = {id(inner) for node in calls if called(node) == "confirm" for inner in ast.walk(node)}
    bare = {called(node) for node in calls if called(node) in with_peer and id(node) not in asked}
    assert bare <= UNCONFIRMED.get(path.stem, set())


# Its estimate is that of the log-rank test, under which it stands on the list.
COMPARE = "mibg.survival.designs.compare"

# Data, curves, limits and counts, of which estimates are made; a table of log-rank tests, each of them on the list.
WITHOUT_ESTIMATE = {
    "aalen_johansen",
    "competing_times",
    "confidence_band",
    "confirm",
    "incidence_band",
    "interval_times",
    "kaplan_meier",
    "known_later",
    "number_at_risk",
    "pairwise_log_rank",
    "spells",
    "survival_times",
    "turnbull",
}

# Asked thousands of times of the ensemble; each has a twin that is confirmed, for the chapters.
MANY = {"crude_hazard_ratio", "mean_difference"}

# Where a function with a peer is called without making an estimate: the guard refuses the test.
UNCONFIRMED = {"statistical-analysis": {"log_rank"}}


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""
