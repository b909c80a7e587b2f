"""The dependency direction of the library, read off its import statements."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import mibg

PACKAGE = Path(mibg.__file__).parent

BASE = {
    "choices",
    "faults",
    "yaml_events",
    "yaml_plain",
    "files",
    "units",
    "layout",
    "estimate",
    "spreadsheet",
    "processes",
}
EVIDENCE = BASE | {"cohort", "response", "survival", "description", "courses", "endpoints", "outcomes", "published"}
MAY_IMPORT = {
    **dict.fromkeys(BASE, BASE),
    "cohort": BASE,
    "response": BASE | {"cohort"},
    "survival": BASE,
    "description": BASE,
    "courses": BASE,
    "endpoints": BASE | {"cohort", "response", "survival", "description"},
    "outcomes": BASE | {"cohort", "response"},
    "deidentification": BASE | {"cohort", "endpoints"},
    "published": BASE,
    "reconstruction": EVIDENCE,
    "decisions": EVIDENCE,
    "reanalysis": EVIDENCE | {"decisions"},
    "appraisal": EVIDENCE | {"decisions", "reanalysis", "disclosure"},
    "ensemble": EVIDENCE | {"reconstruction", "reanalysis"},
    "disclosure": BASE | {"description"},
    "audit": BASE | {"cohort", "published", "description", "disclosure"},
    "report": EVIDENCE | {"decisions", "reanalysis", "ensemble", "audit", "disclosure"},
    "publishing": BASE | {"cohort", "published", "disclosure", "audit", "report"},
    "commands": EVIDENCE | {"appraisal", "deidentification", "reconstruction", "ensemble", "audit", "publishing"},
    "arguments": {"commands"},
    "cli": {"arguments", "commands", "faults", "publishing"},
    "__init__": set(),
    "__main__": {"cli"},
}
ONLY_PUBLISHING = {
    "sphinx",
    "papermill",
    "docutils",
    "jupytext",
    "nbformat",
    "nbclient",
    "jupyter_book",
    "myst_nb",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(module: Path) -> None:
    here = part_of(module)
    parts = {name.split(".")[1] for name in imported(module) if name.startswith("mibg.")}
    parts.discard("__version__")
    assert parts - {here} <= MAY_IMPORT[here], f"{here} must not know of {parts - {here} - MAY_IMPORT[here]}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_publishing_knows_the_tools_of_publishing(module: Path) -> None:
    tools = {name.split(".")[0] for name in imported(module)} & ONLY_PUBLISHING
    assert not tools or part_of(module) == "publishing"


def test_modules_and_functions_stay_short() -> None:
    long = [str(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 250]
    assert not long
