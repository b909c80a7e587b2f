"""Pieces of HTML from templates, filled with the ledger and with addresses seen from one page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.links import Links
from mibg.publishing.sphinx.reference import outcome_class, verdict_class
from mibg.publishing.sphinx.wording import as_printed, conclusion, details, place_in_paper

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TEMPLATES: Final = Path(__file__).parent / "templates"


def render(app: Sphinx, page: str, template: str, **content: object) -> str:
    """Fill a template for a page.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        Holds the configuration and the builder.
    page : str
        Name of the page that the piece will stand on.
    template : str
        Name of the template, without suffix.
    **content
        What it shows, beside the ledger and the links.
    """
    links = Links(app.builder, page)
    filled: str = (
        _environment().get_template(f"{template}.html").render(ledger=ledger_of(app.config), links=links, **content)
    )
    return filled


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for helper in (as_printed, conclusion, details, place_in_paper, outcome_class, verdict_class):
        environment.filters[helper.__name__] = helper
    return environment
