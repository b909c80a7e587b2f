"""Addresses within the site, as seen from one of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final

from docutils.nodes import make_id
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from mibg.publishing.sphinx.ledger import Item

LEDGER_PAGE: Final = "book/ledger"
CHECKS_PAGE: Final = "book/checks"
DECISIONS_PAGE: Final = "notebooks/methods/underspecified"
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Links:
    """Where things are, seen from a page.

    Parameters
    ----------
    builder : sphinx.builders.Builder
        Knows how addresses are written.
    page : str
        Name of the page that holds the links, e.g. ``notebooks/results/overall-survival``.
    """

    builder: Builder
    page: str

    def row(self, anchor: str) -> str:
        """Row of the ledger page: ``stat-<id>`` or ``claim-<id>``."""
        return f"{self.to(LEDGER_PAGE)}#{anchor}"

    def check(self, name: str) -> str:
        """Card of a check."""
        return f"{self.to(CHECKS_PAGE)}#check-{name}"

    def decision(self, asks: str) -> str:
        """Entry of a decision, which stands under its question."""
        return f"{self.to(DECISIONS_PAGE)}#{make_id(asks)}"

    def cell(self, item: Item) -> str:
        """Code cell that recorded an item."""
        return f"{self.to('notebooks/' + item['notebook'])}#cell-{item['cell']}"

    def source(self, function: str) -> str:
        """Source of a function of the library, by its dotted name; warns when there is none."""
        try:
            found = resolve_name(function)
            module, name = found.__module__, found.__qualname__
        except (ImportError, AttributeError):
            _LOGGER.warning("a record names the function %s, which the library does not have", function)
            module, name = function.rpartition(".")[::2]
        return f"{self.to('_modules/' + module.replace('.', '/'))}#{name}"

    def root(self, file: str) -> str:
        """File at the root of the site."""
        return relative_uri(self.builder.get_target_uri(self.page), file)

    def to(self, page: str) -> str:
        """Any page, by its name."""
        return self.builder.get_relative_uri(self.page, page)
