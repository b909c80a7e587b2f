"""Reporting checklists as pages: totals, and a row an item."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst.directives import choice
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from mibg.published import CHECKLISTS, load_checklist, load_claims, totals
from mibg.publishing.sphinx.declared import read_or_warn
from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.reference import claim_link
from mibg.publishing.sphinx.stacked_table import stacked_table, told

if TYPE_CHECKING:
    from collections.abc import Collection

    from docutils.nodes import Node

    from mibg.published import ChecklistItem

COLUMNS: Final = (("Item", 30), ("In the paper", 42), ("In this book", 28))


class Checklist(SphinxDirective):
    """A filled-in checklist, named as its argument: ``strobe`` or ``remark``."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Lay out the totals, and a table for each part of a report."""
        name = choice(self.arguments[0], tuple(CHECKLISTS))
        items = read_or_warn(self, lambda: load_checklist(name, load_claims(), self.env.found_docs))
        if items is None:
            return []
        parts = groupby(items, key=attrgetter("part"))
        tables = [stacked_table(part, COLUMNS, [self._row(name, item) for item in found]) for part, found in parts]
        return [_totals(items), *tables]

    def _row(self, name: str, item: ChecklistItem) -> list[list[Node]]:
        anchor = nodes.target("", item.item, ids=[f"{name}-{item.item}"])
        page = [] if item.book.page is None else [self._link(item.book.page), nodes.Text(": ")]
        return [[anchor, nodes.Text(f". {item.asks}")], self._paper(item), [*page, nodes.Text(item.book.how)]]

    def _paper(self, item: ChecklistItem) -> list[Node]:
        paper = item.paper
        lacks = f"Lacking: {paper.lacks}" if paper.lacks else ""
        content = told(paper.status, nodes.Text(" ".join(filter(None, (paper.where, lacks)))))
        for place, name in enumerate(paper.claims):
            before = ", " if place else " Claims: "
            content += [nodes.Text(before), claim_link(self.env, ledger_of(self.config).claims[name])]
        return content

    def _link(self, page: str) -> pending_xref:
        """Link to a page under its own title."""
        known = {"refdomain": "std", "reftype": "doc", "refdoc": self.env.docname, "refexplicit": False}
        return pending_xref("", nodes.inline(page, page), reftarget=f"/{page}", refwarn=True, **known)


def _totals(items: Collection[ChecklistItem]) -> nodes.paragraph:
    counted = totals(items)
    total = nodes.paragraph("", f"Of {len(items)} items: ", classes=["mibg-totals"])
    for status, count in counted.items():
        total += told(status, nodes.Text(f"{count}  "))
    return total
