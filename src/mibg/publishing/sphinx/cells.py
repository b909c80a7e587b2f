"""Anchors on the code cells of a notebook, so that a card can point at the one that computed it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def mark_cells(app: Sphinx, page: nodes.document) -> None:
    """Give each code cell the id ``cell-<n>``, n its position among the code cells of the notebook, from 1."""
    source = Path(app.env.doc2path(app.env.docname))
    if source.suffix != ".ipynb":
        return
    numbers = number_code_cells(json.loads(source.read_text(encoding="utf-8"))["cells"])
    for cell in page.findall(nodes.container):
        if cell.get("nb_element") == "cell_code":
            cell["ids"].append(f"cell-{numbers[cell['cell_index']]}")


def number_code_cells(cells: list[dict[str, object]]) -> dict[int, int]:
    """Position among the code cells, from 1, by position among all cells, from 0.

    A cell that the page leaves out keeps its number.
    """
    code = [position for position, cell in enumerate(cells) if cell["cell_type"] == "code"]
    return {position: number for number, position in enumerate(code, start=1)}
