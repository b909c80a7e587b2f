"""Content that holds only for some origins of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from mibg.publishing.sphinx.ledger import ledger_of

if TYPE_CHECKING:
    from docutils.nodes import Node

ORIGINS = ("reconstruction", "original", "other")


class ForOrigin(SphinxDirective):
    """Content of a page that is shown where the origin of the cohort is among the arguments."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[Node]:
        """Parse the content, or leave it out."""
        wanted = self.arguments[0].split()
        if not set(wanted) <= set(ORIGINS):
            raise self.error(f"{{for-origin}}: {self.arguments[0]!r} is not among {', '.join(ORIGINS)}")
        if ledger_of(self.config).provenance["origin"] not in wanted:
            return []
        holder = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return list(holder.children)
