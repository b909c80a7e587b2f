"""The site from its staged sources, by Jupyter Book and Sphinx, every warning an error."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from mibg.publishing.contents import CONFIG
from mibg.publishing.kept import Kept

_SETTINGS: Final[dict[str, Any]] = {
    "latex_individualpages": False,
    "nb_execution_mode": "off",
    "external_toc_exclude_missing": True,
    "nitpicky": True,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_last_updated_fmt": None,
    "html_theme_options.use_download_button": False,
}
_SLOW: Final = ("myst_nb.sphinx_ext", "sphinx_book_theme", "mibg.publishing.sphinx", "sphinx.builders.html")
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


def prepare() -> None:
    """Load what `build_site` needs, while notebooks are executed."""
    for name in ("jupyter_book.sphinx", *_SLOW):
        import_module(name)


def build_site(sources: Path, html: Path, ledger: Path, kept: Kept) -> tuple[str, ...]:
    """Build the site.

    Parameters
    ----------
    sources : Path
        Staged book with executed notebooks.
    html : Path
        Folder to make.
    ledger : Path
        JSON file that the pages are audited by.
    kept : Kept
        What an earlier build has read of the library, and a later one may take over if this one finds no fault.

    Returns
    -------
    tuple of str
        Warnings and errors, each in one line that names its source; empty when the site is good.
    """
    from jupyter_book.sphinx import build_sphinx  # noqa: PLC0415 - slow to import

    said, pages = io.StringIO(), kept.laid_out(html.with_name("library-pages"))
    with redirect_stderr(said):
        result = build_sphinx(
            str(sources),
            str(html),
            path_config=str(sources / CONFIG),
            noconfig=True,
            confoverrides={**_SETTINGS, "mibg_ledger": str(ledger), "mibg_library_pages": str(pages)},
            doctreedir=str(html.with_name("doctrees")),
            quiet=True,
            warningiserror=True,
            keep_going=True,
        )
    if isinstance(result, OSError):
        raise result
    if not result and pages.exists():
        kept.keep(pages)
    return _told(said.getvalue(), sources) if result else ()


def _told(text: str, sources: Path) -> tuple[str, ...]:
    lines = (_COLOUR.sub("", line).strip().replace(f"{sources}/", "") for line in text.splitlines())
    return tuple(line for line in lines if line)
