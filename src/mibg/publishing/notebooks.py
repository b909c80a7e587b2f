"""Notebooks as JSON text, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

_NEW_CELL = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell, "raw": v4.new_raw_cell}


def from_json(text: str) -> NotebookNode:
    """Read a notebook, of whatever version, as version 4.

    Raises
    ------
    ValueError
        When the text is not a notebook.
    """
    try:
        notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except (AttributeError, KeyError, nbformat.ValidationError) as error:
        raise ValueError(str(error)) from None
    return notebook


def as_json(notebook: NotebookNode) -> str:
    """Write a notebook, its keys sorted; the same notebook gives the same text."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{text.rstrip()}\n"


def new_notebook(cells: list[NotebookNode], metadata: Mapping[str, Any]) -> NotebookNode:
    """Make a notebook."""
    notebook: NotebookNode = v4.new_notebook(cells=cells, metadata=metadata)  # type: ignore[no-untyped-call]
    return notebook


def new_cell(kind: str, name: str, source: str, metadata: Mapping[str, Any]) -> NotebookNode:
    """Make a cell without outputs.

    Parameters
    ----------
    kind : {"code", "markdown", "raw"}
        Of the cell.
    name : str
        Its id.
    source, metadata
        What it holds.
    """
    cell: NotebookNode = _NEW_CELL[kind](source=source, metadata=metadata, id=name)  # type: ignore[no-untyped-call]
    return cell
