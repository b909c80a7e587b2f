"""Links from a number to its row in the ledger; each gets a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from mibg.publishing.sphinx.links import Links
from mibg.publishing.sphinx.wording import as_printed

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from mibg.publishing.sphinx.ledger import Item


def audited(env: BuildEnvironment, text: str, kind: str, name: str) -> nodes.reference:
    """Write a number as a link to its row.

    Parameters
    ----------
    env : sphinx.environment.BuildEnvironment
        Knows the page being read.
    text : str
        As it enters the page.
    kind : str
        ``stat`` for a recomputed number, ``claim`` for a printed one.
    name : str
        Id of the record, phrase or claim.

    Returns
    -------
    docutils.nodes.reference
        Its attribute ``audit`` names the card that the page needs.
    """
    anchor = f"{kind}-{name}"
    address = Links(env.app.builder, env.docname).row(anchor)
    return nodes.reference(text, text, internal=True, refuri=address, classes=[f"mibg-{kind}"], audit=anchor)


def claim_link(env: BuildEnvironment, claim: Item) -> nodes.reference:
    """Write a claim as a link: its numbers as printed; a statement in this book's words, and not as a quotation."""
    printed = as_printed(claim)
    link = audited(env, printed or claim["about"], "claim", claim["id"])
    if not printed:
        link["classes"].append("mibg-statement")
    return link


def verdict_chip(label: str) -> nodes.inline:
    """Write the label of a verdict as a chip."""
    return nodes.inline(label, label, classes=["mibg-verdict", verdict_class(label)])


def verdict_class(label: str) -> str:
    """CSS class of a verdict: ``mibg-verdict-not-estimable``."""
    return f"mibg-verdict-{label.replace(' ', '-')}"


def outcome_class(outcome: str) -> str:
    """CSS class of the outcome of a check: ``mibg-outcome-without-power``."""
    return f"mibg-outcome-{outcome.replace(' ', '-')}"
