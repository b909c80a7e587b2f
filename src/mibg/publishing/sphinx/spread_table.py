"""A table of statistics over an ensemble: the cohort of the book beside every cohort that was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst.directives import unchanged_required
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from mibg.publishing.sphinx.audit_table import named
from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.reference import audited
from mibg.publishing.sphinx.stacked_table import stacked_table

if TYPE_CHECKING:
    from docutils.nodes import Node

    from mibg.publishing.sphinx.ledger import Item, PageLedger

COLUMNS: Final = (
    ("Statistic", 34),
    ("This cohort", 14),
    ("Its 95% CI", 20),
    ("Middle", 12),
    ("Least to greatest", 20),
)
_LOGGER = logging.getLogger(__name__)


class SpreadTable(SphinxDirective):
    """Statistics one a line, ``prefix.*`` for all below a prefix; a row for each that has a spread."""

    has_content = True
    option_spec = {"caption": unchanged_required}  # noqa: RUF012 - as docutils declares it

    def run(self) -> list[Node]:
        """Build the table."""
        ledger = ledger_of(self.config)
        rows = [self._row(ledger, record) for record in self._records(ledger)]
        return [stacked_table(self.options.get("caption", ""), COLUMNS, rows)] if rows else []

    def _records(self, ledger: PageLedger) -> Iterator[Item]:
        for line in filter(None, map(str.strip, self.content)):
            found = [record for record in named(ledger, line) if record["spread"]]
            if not found:
                problem = "{spread-table}: the ensemble was asked no statistic %r"
                _LOGGER.warning(problem, line, location=self.get_location(), type="mibg")
            yield from found

    def _row(self, ledger: PageLedger, record: Item) -> list[list[Node]]:
        written = record["spread"]["text"]
        here = audited(self.env, record["text"], "stat", record["id"])
        interval = ledger.write(record["id"], "ci") if record["value"] is not None and record["ci"] else ""
        texts = interval.split("CI ")[-1], written["median"], f"{written['least']} to {written['greatest']}"
        return [[nodes.Text(record["label"])], [here], *([nodes.Text(text)] for text in texts)]
