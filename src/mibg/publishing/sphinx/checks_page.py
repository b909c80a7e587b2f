"""Checks and findings as pages: each check with its arithmetic and an anchor, each finding as a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst.directives import choice
from sphinx.util.docutils import SphinxDirective

from mibg.published import CONSEQUENCES
from mibg.published.checks import Outcome
from mibg.publishing.sphinx.directives import Rendered
from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.pages import render

if TYPE_CHECKING:
    from docutils.nodes import Node

    from mibg.publishing.sphinx.ledger import Item, PageLedger

PARTS: Final = ("summary", "families", "not-looked-at")


class ChecksPart(SphinxDirective):
    """One part of the checks: ``summary``, ``families``, or the claims that no check looks at."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Lay the part out."""
        ledger, part = ledger_of(self.config), choice(self.arguments[0], PARTS)
        if part == "families":
            return list(self._families(ledger))
        if part == "summary":
            return [self._filled("checks_summary", outcomes=[*Outcome], counts=outcome_counts(ledger))]
        return [self._filled("checks_not_looked_at", claims=not_looked_at(ledger))]

    def _families(self, ledger: PageLedger) -> Iterator[Node]:
        for family in ledger.families:
            checks = [check for check in ledger.checks.values() if check["family"] == family["name"]]
            if checks:
                asks = nodes.paragraph(family["asks"], family["asks"])
                title = nodes.title(family["title"], family["title"])
                cards = self._filled("checks_family", checks=checks)
                yield nodes.section("", title, asks, cards, ids=[f"family-{family['name']}"], names=[])

    def _filled(self, template: str, **content: object) -> nodes.raw:
        return nodes.raw("", render(self.env.app, self.env.docname, template, **content), format="html")


class Findings(Rendered):
    """Every finding under its title, the gravest first, with links to its checks."""

    def run(self) -> list[Node]:
        """Lay the findings out; their text is Markdown with roles."""
        return [self._finding(finding) for finding in ledger_of(self.config).findings.values()]

    def _finding(self, finding: Item) -> Node:
        title, bears_on = finding["title"], CONSEQUENCES[finding["consequence"]]
        consequence = nodes.paragraph(bears_on, bears_on, classes=["mibg-consequence"])
        checks = nodes.raw("", render(self.env.app, self.env.docname, "finding", finding=finding), format="html")
        content = [nodes.title(title, title), consequence, *self.parsed(finding["paragraph"]), checks]
        return nodes.section("", *content, ids=[f"finding-{finding['id']}"], names=[])


def outcome_counts(ledger: PageLedger) -> Mapping[str, Counter[str]]:
    """Count the checks of each family by outcome."""
    return {
        family["name"]: Counter(
            check["outcome"] for check in ledger.checks.values() if check["family"] == family["name"]
        )
        for family in ledger.families
    }


def not_looked_at(ledger: PageLedger) -> list[Item]:
    """Claims about the cohort with a number, of which no check could be made."""
    made = (check for check in ledger.checks.values() if check["outcome"] != "could not be checked")
    looked_at = {name for check in made for name in check["claims"]}
    return [
        claim
        for claim in ledger.claims.values()
        if claim["scope"] == "cohort" and claim["printed"] and claim["id"] not in looked_at
    ]
