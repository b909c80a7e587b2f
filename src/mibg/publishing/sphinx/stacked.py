"""A table that a page writes as lists, and that a narrow screen shows as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst.directives import positive_int_list, unchanged_required
from sphinx.util.docutils import SphinxDirective

from mibg.publishing.sphinx.stacked_table import stacked_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node


class Stacked(SphinxDirective):
    """A list of rows, each a list of cells; the first row names the columns, the first cell of each other its row."""

    has_content = True
    option_spec = {"caption": unchanged_required, "widths": positive_int_list}  # noqa: RUF012 - as docutils declares it

    def run(self) -> list[Node]:
        """Build the table."""
        rows = [_items(row) for row in self._lists()]
        names, widths = [cell.astext() for cell in rows[0]] if rows else [], self.options.get("widths", [])
        if not names or {len(row) for row in rows} | {len(widths)} != {len(names)}:
            raise self.error("{stacked}: give every row, and the widths, as many entries as there are columns")
        cells = [[_inline(cell) for cell in row] for row in rows[1:]]
        table = stacked_table(self.options.get("caption", ""), list(zip(names, widths, strict=True)), cells)
        table["classes"].append("full-width")
        return [table]

    def _lists(self) -> Sequence[Element]:
        holder = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return _items(holder)


def _items(holder: Element) -> list[nodes.list_item]:
    """Items of the one list that an element holds."""
    lists = [child for child in holder.children if isinstance(child, nodes.bullet_list)]
    return [item for found in lists for item in found.children if isinstance(item, nodes.list_item)]


def _inline(cell: Element) -> list[Node]:
    return [node for paragraph in cell.children for node in paragraph.children]
