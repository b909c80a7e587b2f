"""Prose of the chapters: no number from data is typed, and every notebook has the form of the house."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mibg.layout import book_root

NOTEBOOKS = sorted((book_root() / "notebooks").rglob("*.md"))
RESULTS = [path for path in NOTEBOOKS if path.parent.name == "results"]
HELD = [path for path in NOTEBOOKS if path.parent.name in ("results", "reanalysis")]

FENCE = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
ROLE = re.compile(r"\{[a-z:]+\}`[^`]*`")
YEAR = re.compile(r"\b(19|20)\d\d\b")
CONVENTION = re.compile(r"\b(5 %|95%|0\.05|(to|is|holds) 1\b|Figure 2|month \d+)")
"""Levels, no difference, a panel of the paper, and the days of landmarks, which are the book's and no data."""
SECTION = re.compile(r"^#+ \d+(\.\d+)* ", re.MULTILINE)
CODE = re.compile(r"^```\{code-cell\}[^\n]*\n((?::[^\n]*\n)*)\n?(.*?)^```", re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    for pattern in (FRONT, FENCE, ROLE, YEAR, SECTION):
        text = pattern.sub(" ", text)
    return text


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", HELD, ids=name)
def test_no_digit_is_typed_in_a_chapter_on_data(path: Path) -> None:
    text = CONVENTION.sub(" ", prose(path.read_text(encoding="utf-8")))
    assert not [line.strip() for line in text.splitlines() if re.search(r"\d", line)]


def test_the_search_for_digits_finds_them() -> None:
    """By hand: a typed number is found; roles, code, years, citations and section numbers are passed over."""
    assert "29" in prose("survived 29 months")
    spared = "## 2.1 Title\n{stat}`os.x1` in 1991 {cite:p}`kane2018`\n```{code-cell}\nx = 5\n```\n"
    assert not re.search(r"\d", prose(spared))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_cells_are_short_and_define_nothing(path: Path) -> None:
    cells = [body for _, body in CODE.findall(path.read_text(encoding="utf-8"))]
    assert cells
    for body in cells:
        statements = ast.parse(body).body
        assert len(statements) <= 9, body
        assert len(body.splitlines()) <= 12, body
        assert not any(
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(ast.parse(body))
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_nothing_is_hidden_from_the_page(path: Path) -> None:
    """A removed cell would vanish from the page and stay in what can be downloaded."""
    assert "remove-" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_each_notebook_takes_its_cohort_as_a_parameter(path: Path) -> None:
    assert ':tags: [parameters]\n\ncohort = "data/reconstructed"\n' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", RESULTS, ids=name)
def test_results_open_with_the_paper_and_close_with_what_they_mean(path: Path) -> None:
    headings = re.findall(r"^## (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "What the paper says"
    assert headings[-1] == "What this can and cannot mean"
