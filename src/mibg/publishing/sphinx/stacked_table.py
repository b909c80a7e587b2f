"""A table of texts that a narrow page shows as blocks, each cell under the name of its column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from docutils.nodes import Node

Cell = Sequence["Node"]


def stacked_table(caption: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]]) -> nodes.table:
    """Lay out a table.

    Parameters
    ----------
    caption : str
        Above it.
    columns : sequence of (str, int)
        Name and relative width of each.
    rows : sequence of sequence of sequence of Node
        Inline content of each cell; the first of a row names it.

    Returns
    -------
    docutils.nodes.table
        Each cell but the first carries the name of its column, which only a narrow page shows.
    """
    names = [name for name, _ in columns]
    head = nodes.thead("", nodes.row("", *(_entry([nodes.Text(name)]) for name in names)))
    body = nodes.tbody("", *(_row(names, row) for row in rows))
    widths = [nodes.colspec(colwidth=width) for _, width in columns]
    group = nodes.tgroup("", *widths, head, body, cols=len(columns))
    return nodes.table(
        "", nodes.title(caption, caption), group, classes=["mibg-table", "mibg-stacked", "colwidths-given"]
    )


def told(status: str, *after: Node) -> list[Node]:
    """Write a status as a chip, with what follows it."""
    chip = nodes.inline(status, status, classes=["mibg-verdict", f"mibg-status-{status.replace(' ', '-')}"])
    return [chip, nodes.Text(" "), *after]


def _row(names: Sequence[str], cells: Sequence[Cell]) -> nodes.row:
    first, *others = cells
    named = [[_column(name), *cell] for name, cell in zip(names[1:], others, strict=True)]
    return nodes.row("", _entry(first), *map(_entry, named))


def _column(name: str) -> nodes.inline:
    return nodes.inline("", f"{name}: ", classes=["mibg-column"])


def _entry(content: Cell) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))
