"""Notebooks as JSON text, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode, from_dict, v4

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


def as_page(notebook: NotebookNode) -> str:
    """Write an executed notebook without what it says to programs (``application/vnd.…``), which no page can show."""
    cells = [{**cell, "outputs": _for_readers(cell.outputs)} if "outputs" in cell else cell for cell in notebook.cells]
    return as_json(from_dict({**notebook, "cells": cells}))  # type: ignore[no-untyped-call]


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


def _for_readers(outputs: list[NotebookNode]) -> list[dict[str, Any]]:
    return [{**output, "data": _shown(output["data"])} if "data" in output else output for output in outputs]


def _shown(data: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: content for kind, content in data.items() if not kind.startswith("application/vnd.")}
