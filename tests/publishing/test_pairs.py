"""The two halves of a notebook, in step and out of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from small_book import append, copy_book, mibg

from mibg.layout import book_root
from mibg.publishing.failure import BuildFailure
from mibg.publishing.pairs import find_pairs, out_of_step, sync

SURVIVAL = "notebooks/results/survival"


@pytest.fixture
def paired(tmp_path: Path) -> Path:
    """A book whose pairs are in step."""
    book = copy_book(tmp_path / "book")
    sync(book)
    return book


def edit_notebook(book: Path, *, source: str, after_text: bool) -> Path:
    """Change the last cell of a notebook, and when that was."""
    path = book / f"{SURVIVAL}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][-1]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")
    written = path.with_suffix(".md").stat().st_mtime_ns + (10**9 if after_text else -(10**9))
    os.utime(path, ns=(written, written))
    return path


def test_every_pair_of_the_book_is_in_step() -> None:
    names = [pair.name for pair in out_of_step(book_root())]
    assert not names, f"out of step, run mibg sync: {', '.join(names)}"


def test_a_text_that_changed_is_out_of_step(paired: Path) -> None:
    append(paired / f"{SURVIVAL}.md", "\nMore prose.\n")
    assert [pair.name for pair in out_of_step(paired)] == ["results/survival"]
    assert sync(paired) == (paired / f"{SURVIVAL}.ipynb",)
    assert out_of_step(paired) == ()


def test_a_notebook_that_is_missing_is_out_of_step_and_written(paired: Path) -> None:
    notebook = paired / f"{SURVIVAL}.ipynb"
    before = notebook.read_bytes()
    notebook.unlink()
    assert [pair.name for pair in out_of_step(paired)] == ["results/survival"]
    sync(paired)
    assert notebook.read_bytes() == before


def test_notebooks_have_no_outputs_and_settled_ids(paired: Path) -> None:
    for pair in find_pairs(paired):
        cells = json.loads(pair.notebook.read_text(encoding="utf-8"))["cells"]
        assert [cell["id"] for cell in cells] == [f"cell-{number}" for number in range(1, len(cells) + 1)]
        assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


def test_a_notebook_edited_after_its_text_is_not_overwritten(paired: Path) -> None:
    edited = edit_notebook(paired, source="1 + 1", after_text=True)
    before = edited.read_bytes()
    with pytest.raises(BuildFailure, match=r"results/survival: .* mibg sync --from ipynb, .* mibg sync --from md"):
        sync(paired)
    assert edited.read_bytes() == before


def test_an_edited_notebook_can_be_kept(paired: Path) -> None:
    edit_notebook(paired, source="1 + 1", after_text=True)
    sync(paired, "ipynb")
    assert "1 + 1" in (paired / f"{SURVIVAL}.md").read_text(encoding="utf-8")
    assert out_of_step(paired) == ()


def test_an_edited_notebook_can_be_dropped(paired: Path) -> None:
    edited = edit_notebook(paired, source="1 + 1", after_text=True)
    sync(paired, "md")
    assert "1 + 1" not in edited.read_text(encoding="utf-8")


def test_a_notebook_edited_before_its_text_gives_way(paired: Path) -> None:
    edited = edit_notebook(paired, source="1 + 1", after_text=False)
    sync(paired)
    assert "1 + 1" not in edited.read_text(encoding="utf-8")


def test_outputs_are_nobodys_edit(paired: Path) -> None:
    path = paired / f"{SURVIVAL}.ipynb"
    before = path.read_bytes()
    notebook = json.loads(before)
    stream = {"output_type": "stream", "name": "stdout", "text": ["said\n"]}
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")["outputs"] = [stream]
    edited = edit_notebook(paired, source=notebook["cells"][-1]["source"], after_text=True)
    written = edited.stat().st_mtime_ns
    edited.write_text(json.dumps(notebook), encoding="utf-8")
    os.utime(edited, ns=(written, written))
    sync(paired)
    assert path.read_bytes() == before


def test_the_text_comes_back_from_its_notebook_unchanged(paired: Path) -> None:
    text = paired / f"{SURVIVAL}.md"
    before = text.read_bytes()
    text.unlink()
    sync(paired, "ipynb")
    assert text.read_bytes() == before


def test_the_real_book_comes_back_unchanged_too(tmp_path: Path) -> None:
    source = book_root() / "notebooks/results/overall-survival.md"
    text = tmp_path / "notebooks/results/overall-survival.md"
    text.parent.mkdir(parents=True)
    text.write_bytes(source.read_bytes())
    sync(tmp_path)
    text.unlink()
    sync(tmp_path, "ipynb")
    assert text.read_bytes() == source.read_bytes()


def test_a_broken_notebook_is_named(paired: Path) -> None:
    notebook = paired / f"{SURVIVAL}.ipynb"
    notebook.write_text("{", encoding="utf-8")
    done = mibg(paired, "sync")
    assert done.returncode == 1
    assert "survival.ipynb is not a notebook" in done.stderr
    assert "Traceback" not in done.stderr
    assert mibg(paired, "sync", "--from", "md").stdout == f"{notebook}\n"
