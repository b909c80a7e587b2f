"""A table of statistics in a chapter: what is printed beside what is recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst.directives import unchanged_required
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.reference import audited, verdict_chip
from mibg.publishing.sphinx.wording import as_printed, place_in_paper

if TYPE_CHECKING:
    from docutils.nodes import Node

    from mibg.publishing.sphinx.ledger import Item, PageLedger

HEADER: Final = ("Statistic", "Printed", "Recomputed", "Verdict")
_WIDTHS: Final = (34, 26, 20, 20)
_BESIDE: Final = (("count",), ("sd",), ("q1", "q3"), ("low", "high"))
_LOGGER = logging.getLogger(__name__)


class AuditTable(SphinxDirective):
    """Statistics one a line, ``prefix.*`` for all below a prefix; a row for each claim that they are held against."""

    has_content = True
    option_spec = {"caption": unchanged_required}  # noqa: RUF012 - as docutils declares it

    def run(self) -> list[Node]:
        """Build the table."""
        ledger = ledger_of(self.config)
        rows = [row for record in self._records(ledger) for row in self._rows(ledger, record)]
        return [_table(self.options.get("caption", ""), rows)] if rows else []

    def _records(self, ledger: PageLedger) -> Iterator[Item]:
        for number, line in enumerate(filter(None, map(str.strip, self.content)), start=1):
            found = named(ledger, line)
            if not found:
                problem = "{audit-table}, line %s: no notebook records a statistic %r"
                _LOGGER.warning(problem, number, line, location=self.get_location(), type="mibg")
            yield from found

    def _rows(self, ledger: PageLedger, record: Item) -> list[nodes.row]:
        """Rows of a statistic; its name and value span the claims."""
        claims = ledger.claims_of(record)
        spanned = max(len(claims), 1) - 1
        name = _entry([nodes.Text(record["label"])], spanned)
        value = _entry([audited(self.env, recomputed(ledger, record), "stat", record["id"])], spanned)
        if not claims:
            return [nodes.row("", name, _entry([nodes.Text("not printed")]), value, _entry([]))]
        pairs = [self._claim(claim) for claim in claims]
        first = nodes.row("", name, pairs[0][0], value, pairs[0][1])
        return [first, *(nodes.row("", *pair) for pair in pairs[1:])]

    def _claim(self, claim: Item) -> tuple[nodes.entry, nodes.entry]:
        printed = audited(self.env, as_printed(claim) or "statement", "claim", claim["id"])
        place = nodes.inline("", place_in_paper(claim), classes=["mibg-place"])
        return _entry([printed, nodes.Text(" "), place]), _entry([verdict_chip(claim["verdict"]["label"])])


def named(ledger: PageLedger, line: str) -> list[Item]:
    """Records that a line of the directive names, in the order of the ledger."""
    if line.endswith(".*"):
        return [record for name, record in ledger.records.items() if name.startswith(line[:-1])]
    return [ledger.records[line]] if line in ledger.records else []


def recomputed(ledger: PageLedger, record: Item) -> str:
    """Value of a record with what the paper's tables print beside such a value: a count, an SD, quartiles, a range."""
    present = next((group for group in _BESIDE if record["parts"].keys() >= set(group)), ())
    if record["value"] is None or not present:
        return str(record["text"])
    beside = " to ".join(ledger.write(record["id"], f"{name} bare") for name in present)
    return f"{record['text']} ({beside})"


def _table(caption: str, rows: Sequence[nodes.row]) -> nodes.table:
    head = nodes.thead("", nodes.row("", *(_entry([nodes.Text(name)]) for name in HEADER)))
    columns = [nodes.colspec(colwidth=width) for width in _WIDTHS]
    group = nodes.tgroup("", *columns, head, nodes.tbody("", *rows), cols=len(HEADER))
    title = [nodes.title(caption, caption)] if caption else []
    return nodes.table("", *title, group, classes=["mibg-table", "mibg-audit-table"])


def _entry(content: Sequence[Node], spanned: int = 0) -> nodes.entry:
    more = {"morerows": spanned} if spanned else {}
    return nodes.entry("", nodes.paragraph("", "", *content), **more)
