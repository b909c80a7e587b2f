"""What every page says of its book and of its data: the title, a banner above it and a line below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.pages import render

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def frame_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Hand banner, footer and title to the theme, for pages of the book and for indexes, search and source alike."""
    title = Markup.escape(ledger_of(app.config).provenance["book"])  # the theme writes it as HTML
    context.update(docstitle=title, shorttitle=title)
    context["theme_announcement"] = render(app, page, "banner")
    context["theme_extra_footer"] = render(app, page, "footer")
