"""Tables of the comparisons with earlier literature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from mibg.published import Likeness, load_claims, load_literature
from mibg.publishing.sphinx.declared import read_or_warn
from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.reference import audited, claim_link
from mibg.publishing.sphinx.stacked_table import stacked_table, told
from mibg.units import is_duration

if TYPE_CHECKING:
    from docutils.nodes import Node

    from mibg.published import Comparison
    from mibg.publishing.sphinx.ledger import Item

COLUMNS: Final = (("Quoted", 20), ("This cohort", 16), ("Criterion", 22), ("Time zero", 20), ("Population", 22))
_LOGGER = logging.getLogger(__name__)


class Comparisons(SphinxDirective):
    """One group of comparisons, named as its argument: what is quoted, this cohort, and whether like meets like."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Build the table."""
        literature = read_or_warn(self, lambda: load_literature(load_claims()))
        if literature is None:
            return []
        for group in literature.groups:
            if group.name == self.arguments[0]:
                return [stacked_table(group.title, COLUMNS, list(map(self._row, group.comparisons)))]
        problem = "{comparisons}: the literature has no group %r"
        _LOGGER.warning(problem, self.arguments[0], location=self.get_location(), type="mibg")
        return []

    def _row(self, comparison: Comparison) -> list[list[Node]]:
        claim = ledger_of(self.config).claims[comparison.claim]
        about = [nodes.Text(f"{claim['about']}: ")] if claim["printed"] else []
        aspects = (comparison.criterion, comparison.time_zero, comparison.population)
        return [[*about, claim_link(self.env, claim)], self._here(comparison.beside), *map(_likeness, aspects)]

    def _here(self, beside: str | None) -> list[Node]:
        """Printed and recomputed number of this cohort, each on a line."""
        if beside is None:
            return [nodes.Text("nothing beside it")]
        ledger = ledger_of(self.config)
        claim = ledger.claims[beside]
        record = ledger.records[claim["statistic"]]
        recomputed = audited(self.env, ledger.write(record["id"], _unit(record, claim)), "stat", record["id"])
        return [claim_link(self.env, claim), nodes.Text(" printed, "), recomputed, nodes.Text(" recomputed")]


def _unit(record: Item, claim: Item) -> str:
    """Write a time in the unit that the paper prints it in."""
    return str(claim["unit"]) if is_duration(claim["unit"]) and is_duration(record["unit"]) else ""


def _likeness(likeness: Likeness) -> list[Node]:
    return told(likeness.status, nodes.Text(likeness.why))
