"""Audit cards: what stands behind each number of a page, as static HTML at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.pages import render

if TYPE_CHECKING:
    from mibg.publishing.sphinx.ledger import Item, PageLedger


@dataclass(frozen=True)
class Card:
    """What the card of one link shows.

    Parameters
    ----------
    anchor : str
        Of the row in the ledger, ``stat-<id>`` or ``claim-<id>``; the card is its namesake.
    label : str
        What the number is.
    claims : list of mapping
        Printed statements, with their verdicts.
    record : mapping or None
        The recomputed statistic.
    phrase : mapping or None
        The word that follows from the data, when the link is one.
    """

    anchor: str
    label: str
    claims: list[Item]
    record: Item | None = None
    phrase: Item | None = None


class AuditCards(SphinxPostTransform):
    """Put a card at the end of the page for each number that it shows."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Append the cards to the page."""
        shown = dict.fromkeys(node["audit"] for node in self.document.findall(nodes.reference) if "audit" in node)
        if shown:
            ledger = ledger_of(self.config)
            cards = [card_of(ledger, anchor) for anchor in shown]
            html = render(self.app, self.env.docname, "cards", cards=cards)
            self.document += nodes.raw("", html, format="html")


def card_of(ledger: PageLedger, anchor: str) -> Card:
    """Gather what belongs on the card of a link.

    Parameters
    ----------
    ledger : PageLedger
        Of the run.
    anchor : str
        ``stat-<id>`` or ``claim-<id>``, known to the ledger.
    """
    kind, _, name = anchor.partition("-")
    if kind == "claim":
        claim = ledger.claims[name]
        return Card(anchor, claim["about"], [claim], ledger.records.get(claim["statistic"] or ""))
    if name in ledger.phrases:
        return Card(anchor, "A word that follows from the data", [], phrase=ledger.phrases[name])
    record = ledger.records[name]
    return Card(anchor, record["label"], ledger.claims_of(record), record)
