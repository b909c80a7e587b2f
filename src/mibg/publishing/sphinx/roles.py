"""Roles that print numbers: recomputed ones, printed ones, and facts about the cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from mibg.disclosure.gate import NOT_SHOWN
from mibg.published.checks import Outcome
from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.links import Links
from mibg.publishing.sphinx.reference import audited
from mibg.publishing.sphinx.wording import as_printed

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message

    from mibg.publishing.sphinx.ledger import Item, PageLedger

_LOGGER = logging.getLogger(__name__)


class _AuditRole(SphinxRole):
    """A role whose text becomes a link with a card, or a warning at its place in the source."""

    def warn(self, problem: str) -> nodes.problematic:
        written = f"{{{self.name}}}`{self.text}`"
        _LOGGER.warning("%s: %s", written, problem, location=self.get_location(), type="mibg")
        return nodes.problematic(written, written)

    @property
    def ledger(self) -> PageLedger:
        return ledger_of(self.config)


class StatRole(_AuditRole):
    """A recorded statistic or phrase: ``{stat}`os.median``` or ``{stat}`os.median:ci months```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Write the statistic as a link to its row in the ledger."""
        name, _, words = self.text.partition(":")
        try:
            text = self.ledger.write(name, words)
        except LookupError as problem:
            return [self.warn(str(problem.args[0]))], []
        return [audited(self.env, text, "stat", name)], []


class ClaimRole(_AuditRole):
    """The paper's own numbers, letter for letter: ``{claim}`results.os.median``` with its unit, ``:bare`` without."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Write the printed numbers as a link to their row in the ledger."""
        name, _, word = self.text.partition(":")
        claim = self.ledger.claims.get(name)
        if claim is None:
            return [self.warn(f"the paper has no claim {name!r}")], []
        if word not in ("", "bare"):
            return [self.warn(f"a claim is written whole or 'bare', not {word!r}")], []
        if not claim["printed"]:
            return [self.warn(f"the claim {name!r} is a statement without a number")], []
        text = claim["printed"] if word else as_printed(claim)
        return [audited(self.env, text, "claim", name)], []


class ChecksRole(_AuditRole):
    """How the checks came out that claims stand in: ``{checks}`results.os.single results.os.multiple```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Count them by outcome, the gravest first; those that failed or are notable are linked by what they found."""
        unknown = [name for name in self.text.split() if name not in self.ledger.claims]
        if unknown:
            return [self.warn(f"the paper has no claim {', '.join(unknown)}")], []
        claims = [self.ledger.claims[name] for name in self.text.split()]
        found = {check["id"]: check for claim in claims for check in self.ledger.checks_of(claim)}
        groups = {str(outcome): [one for one in found.values() if one["outcome"] == outcome] for outcome in Outcome}
        told = [self._told(outcome, group) for outcome, group in groups.items() if group]
        if not told:
            return [nodes.Text("no check can be made")], []
        return [node for number, part in enumerate(told) for node in (*[nodes.Text("; ")][: number > 0], *part)], []

    def _told(self, outcome: str, group: list[Item]) -> list[Node]:
        counted = nodes.Text(f"{len(group)} {outcome}")
        if outcome not in ("failed", "notable"):
            return [counted]
        links = Links(self.env.app.builder, self.env.docname)
        first = {one["finding"]: one["id"] for one in reversed(group)}  # what is printed twice is found twice
        named = [nodes.reference(finding, finding, refuri=links.check(name)) for finding, name in first.items()]
        return [counted, *(node for link in named for node in (nodes.Text(": "), link))]


class CohortRole(_AuditRole):
    """A fact about the cohort: ``{cohort}`title```, ``origin``, ``source``, ``treatment``, ``patients`` and so on."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Write the fact as plain text, letter for letter."""
        fact = self.ledger.provenance.get(self.text)
        if self.text in ("patients", "fingerprint") and fact is None:
            return [nodes.inline(self.rawtext, NOT_SHOWN, classes=["mibg-cohort"])], []
        if fact is None:
            return [self.warn(f"nothing is known of the cohort's {self.text!r}")], []
        return [nodes.inline(self.rawtext, str(fact), classes=["mibg-cohort"], support_smartquotes=False)], []
