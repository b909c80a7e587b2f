"""Sphinx extension: every number of the book opens to its audit.

The ledger of the run, ``mibg_ledger`` in the configuration, is the only source of the numbers. Roles print them,
cards explain them, directives lay the ledger out, and each page says whose data it shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mibg import __version__
from mibg.publishing.sphinx.audit_table import AuditTable
from mibg.publishing.sphinx.cards import AuditCards
from mibg.publishing.sphinx.cells import mark_cells
from mibg.publishing.sphinx.checklist import Checklist
from mibg.publishing.sphinx.checks_page import ChecksPart, Findings
from mibg.publishing.sphinx.comparisons import Comparisons
from mibg.publishing.sphinx.directives import DataDictionary, Library, NotShown
from mibg.publishing.sphinx.frame import frame_page
from mibg.publishing.sphinx.lacking import tell_what_is_lacking
from mibg.publishing.sphinx.ledger import outdated_pages
from mibg.publishing.sphinx.ledger_page import LedgerPart
from mibg.publishing.sphinx.library_pages import read_library_pages
from mibg.publishing.sphinx.mathml import add_mathml
from mibg.publishing.sphinx.origin import ForOrigin
from mibg.publishing.sphinx.roles import ChecksRole, ClaimRole, CohortRole, StatRole
from mibg.publishing.sphinx.spread_table import SpreadTable
from mibg.publishing.sphinx.stacked import Stacked

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register roles, directives and hooks with Sphinx."""
    app.add_config_value("mibg_ledger", None, "env", (str, Path))
    app.add_config_value("mibg_library_pages", None, "", (str, Path))
    app.add_role("stat", StatRole())
    app.add_role("claim", ClaimRole())
    app.add_role("checks", ChecksRole())
    app.add_role("cohort", CohortRole())
    app.add_directive("audit-table", AuditTable)
    app.add_directive("ledger", LedgerPart)
    app.add_directive("checks", ChecksPart)
    app.add_directive("findings", Findings)
    app.add_directive("checklist", Checklist)
    app.add_directive("comparisons", Comparisons)
    app.add_directive("spread-table", SpreadTable)
    app.add_directive("stacked", Stacked)
    app.add_directive("for-origin", ForOrigin)
    app.add_directive("data-dictionary", DataDictionary)
    app.add_directive("library", Library)
    app.add_directive("not-shown", NotShown)
    app.add_post_transform(AuditCards)
    add_mathml(app)
    _add_assets(app)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-before-read-docs", read_library_pages, priority=900)  # after those who prepare for reading
    app.connect("doctree-read", mark_cells)
    app.connect("doctree-read", tell_what_is_lacking)
    app.connect("html-page-context", frame_page)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_assets(app: Sphinx) -> None:
    app.connect("builder-inited", lambda built: built.config.html_static_path.append(str(STATIC)))
    app.add_css_file("mibg.css")
    app.add_css_file("mibg-checks.css")
    app.add_js_file("mibg-cards.js", loading_method="defer")
    app.add_js_file("mibg-ledger.js", loading_method="defer")
