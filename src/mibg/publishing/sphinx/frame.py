"""What every page says about its data: a banner above it and a line below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mibg.publishing.sphinx.pages import render

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def frame_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Hand banner and footer to the theme, for pages of the book and for indexes, search and source alike."""
    context["theme_announcement"] = render(app, page, "banner")
    context["theme_extra_footer"] = render(app, page, "footer")
