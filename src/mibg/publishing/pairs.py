"""The two halves of a notebook, text (MyST) and ``.ipynb`` without outputs, kept in step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import jupytext

from mibg.files import write_text
from mibg.publishing.contents import NOTEBOOKS
from mibg.publishing.failure import BuildFailure, first_line
from mibg.publishing.notebooks import as_json, from_json, new_cell, new_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

Half = Literal["md", "ipynb"]

FORMATS: Final = "ipynb,md:myst"
_MYST: Final = {"extension": ".md", "format_name": "myst"}
_CELL_METADATA: Final = ("tags", "mystnb")
_OWN_METADATA: Final = ("jupytext", "kernelspec", "language_info", "papermill", "widgets")
_VERSIONS: Final = re.compile(r"^    (format|jupytext)_version: .*\n", re.MULTILINE)
_KERNEL: Final = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Pair:
    """Both halves of one notebook.

    Parameters
    ----------
    name : str
        Path under ``notebooks`` without suffix.
    text : Path
        MyST Markdown, the source.
    notebook : Path
        The same as a notebook without outputs.
    """

    name: str
    text: Path
    notebook: Path


def find_pairs(root: Path) -> tuple[Pair, ...]:
    """Find every notebook of a book of which at least one half exists, in the order of names."""
    folder = root / NOTEBOOKS
    halves = {path.with_suffix("") for suffix in ("md", "ipynb") for path in folder.rglob(f"*.{suffix}")}
    stems = sorted(stem for stem in halves if ".ipynb_checkpoints" not in stem.parts)
    return tuple(pair_of(root, stem.relative_to(folder).as_posix()) for stem in stems)


def pair_of(root: Path, name: str) -> Pair:
    """Both halves of a notebook, whether they exist or not."""
    stem = root / NOTEBOOKS / name
    return Pair(name, stem.with_name(f"{stem.name}.md"), stem.with_name(f"{stem.name}.ipynb"))


def read_source(pair: Pair) -> NotebookNode:
    """Read the text half as a notebook without outputs, its cells numbered.

    Raises
    ------
    BuildFailure
        When there is no text half, or it cannot be read.
    """
    if not pair.text.is_file():
        raise BuildFailure(f"{pair.notebook} has no text half", "run mibg sync --from ipynb")
    try:
        return _bare(jupytext.reads(pair.text.read_text(encoding="utf-8"), fmt=_MYST))
    except (ValueError, KeyError) as error:
        raise BuildFailure(f"{pair.text} cannot be read ({first_line(error)})", "mend it") from None


def out_of_step(root: Path) -> tuple[Pair, ...]:
    """Pairs of a book whose notebook is not, byte for byte, what its text makes it."""
    return tuple(pair for pair in find_pairs(root) if _current(pair) != _as_ipynb(read_source(pair)))


def sync(root: Path, source: Half | None = None) -> tuple[Path, ...]:
    """Bring the halves of every pair in step.

    Parameters
    ----------
    root : Path
        Folder of the book.
    source : {"md", "ipynb"}, optional
        The half to trust. By default the text, unless somebody edited the notebook after it.

    Returns
    -------
    tuple of Path
        The files that were written.

    Raises
    ------
    BuildFailure
        When no half was named and a notebook was edited after its text.
    """
    pairs = find_pairs(root)
    written = [_text_from_notebook(pair) for pair in pairs] if source == "ipynb" else []
    if source is None:
        _refuse_edited(pairs)
    written += [_notebook_from_text(pair) for pair in pairs]
    return tuple(path for path in written if path is not None)


def _refuse_edited(pairs: tuple[Pair, ...]) -> None:
    edited = [pair.name for pair in pairs if _edited_after_text(pair)]
    if edited:
        raise BuildFailure(
            f"{', '.join(edited)}: the .ipynb was edited after its .md and differs from it",
            "keep the notebook with mibg sync --from ipynb, or the text with mibg sync --from md",
        )


def _edited_after_text(pair: Pair) -> bool:
    """Whether somebody changed what is in the notebook; outputs alone are nobody's edit."""
    if not pair.text.is_file():
        return True
    if not pair.notebook.is_file() or pair.notebook.stat().st_mtime_ns <= pair.text.stat().st_mtime_ns:
        return False
    expected = _as_ipynb(read_source(pair))
    return _current(pair) != expected and _as_ipynb(_read_notebook(pair)) != expected


def _notebook_from_text(pair: Pair) -> Path | None:
    expected = _as_ipynb(read_source(pair))
    return None if _current(pair) == expected else write_text(pair.notebook, expected)


def _text_from_notebook(pair: Pair) -> Path | None:
    if not pair.notebook.is_file():
        return None
    notebook = _read_notebook(pair)
    if pair.text.is_file() and _as_ipynb(read_source(pair)) == _as_ipynb(notebook):
        return None
    notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    return write_text(pair.text, _VERSIONS.sub("", jupytext.writes(notebook, fmt=_MYST), count=2))


def _read_notebook(pair: Pair) -> NotebookNode:
    try:
        return _bare(from_json(pair.notebook.read_text(encoding="utf-8")))
    except ValueError as error:
        problem = f"{pair.notebook} is not a notebook ({first_line(error)})"
        raise BuildFailure(problem, "write it anew with mibg sync --from md") from None


def _bare(notebook: NotebookNode) -> NotebookNode:
    """Strip a notebook to what both halves hold, so that the same content is the same bytes."""
    cells = [
        new_cell(cell.cell_type, f"cell-{number}", cell.source, _kept(cell.metadata))
        for number, cell in enumerate(notebook.cells, start=1)
    ]
    metadata = {key: value for key, value in notebook.metadata.items() if key not in _OWN_METADATA}
    return new_notebook(cells, {**metadata, "jupytext": {"formats": FORMATS}, "kernelspec": _KERNEL})


def _kept(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key in _CELL_METADATA}


def _as_ipynb(notebook: NotebookNode) -> str:
    return as_json(notebook)


def _current(pair: Pair) -> str | None:
    return pair.notebook.read_text(encoding="utf-8") if pair.notebook.is_file() else None
