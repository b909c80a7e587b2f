"""Pieces of HTML from templates, filled with the ledger and with addresses seen from one page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mibg.publishing.sphinx.ledger import ledger_of
from mibg.publishing.sphinx.links import Links
from mibg.publishing.sphinx.roles import as_printed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from mibg.publishing.sphinx.ledger import Item

_TEMPLATES: Final = Path(__file__).parent / "templates"
_NUMBERED: Final = {"table1": "Table 1, row {}", "table2": "Table 2, row {}", "figures": "Figure {}"}


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


def place_in_paper(claim: Item) -> str:
    """Where a claim stands: ``Results, paragraph 3``, ``Table 1, row 5``, ``Figure 2``."""
    form = _NUMBERED.get(claim["section"], claim["section"].capitalize() + ", paragraph {}")
    return str(form.format(claim["paragraph"]))


def details(record: Item) -> str:
    """What stands beside the value of a record: interval, standard error, patients and events."""
    return str(record["described"]).removeprefix(record["text"]).lstrip(",: ")


def conclusion(verdict: Item) -> str:
    """Whether the conclusion stands, as a sentence; empty where none is judged."""
    return {
        "stands": "The conclusion stands.",
        "does not stand": "The conclusion does not stand.",
        "by construction": "The conclusion holds by construction.",
    }.get(verdict["conclusion"], "")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for helper in (as_printed, conclusion, details, place_in_paper):
        environment.filters[helper.__name__] = helper
    return environment
