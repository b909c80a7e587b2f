"""The ledger as pages: every claim, record and phrase, each with an anchor, and which claims are recomputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst.directives import choice
from sphinx.util.docutils import SphinxDirective

from mibg.audit import Label
from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.pages import render

if TYPE_CHECKING:
    from docutils.nodes import Node

    from mibg.publishing.sphinx.ledger import Item

PARTS: Final = ("summary", "scope", "claims", "statistics", "phrases", "downloads")


class LedgerPart(SphinxDirective):
    """One part of the ledger: ``summary``, ``scope``, ``claims``, ``statistics``, ``phrases`` or ``downloads``."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Lay the part out as HTML."""
        part = choice(self.arguments[0], PARTS)
        counts = verdict_counts(ledger_of(self.config).claims.values())
        html = render(self.env.app, self.env.docname, f"ledger_{part}", counts=counts)
        return [nodes.raw("", html, format="html")]


def verdict_counts(claims: Iterable[Item]) -> list[tuple[str, int]]:
    """Count claims by verdict, in the order in which verdicts are declared; those that do not occur are left out."""
    found = Counter(claim["verdict"]["label"] for claim in claims)
    return [(label.value, found[label.value]) for label in Label if found[label.value]]
