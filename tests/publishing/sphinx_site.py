"""A small book, built with the project's own settings, for the tests of the Sphinx extension."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup

from mibg.layout import book_root

SMALL_BOOK = Path(__file__).parent / "sphinx_book"
OWN_PAGES = (
    *("book/findings.md", "book/checks.md", "book/scope.md", "book/ledger.md", "book/data-dictionary.md"),
    *("book/reference/index.md", "book/reference/survival.md", "book/references.bib"),
)
_JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"


@dataclass(frozen=True)
class Built:
    """A build: its site, whether it succeeded, and what it said."""

    site: Path
    succeeded: bool
    output: str


def small_ledger() -> dict[str, Any]:
    ledger: dict[str, Any] = json.loads((SMALL_BOOK / "ledger.json").read_text(encoding="utf-8"))
    return ledger


def stage(folder: Path, ledger: Mapping[str, Any], pages: tuple[str, ...] = OWN_PAGES) -> Path:
    """Lay out the sources of the small book beside the project's own pages."""
    shutil.copytree(SMALL_BOOK, folder, dirs_exist_ok=True)
    for name in pages:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(book_root() / name, folder / name)
    (folder / "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    config = yaml.safe_load((book_root() / "_config.yml").read_text(encoding="utf-8"))
    config["sphinx"]["config"]["mibg_ledger"] = str(folder / "ledger.json")
    (folder / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def stage_pages(folder: Path, ledger: Mapping[str, Any], text: str) -> Path:
    """Lay out a book of one page with the given text, and the ledger page."""
    stage(folder, ledger, pages=("book/ledger.md", "book/references.bib"))
    (folder / "index.md").write_text(f"# Page\n\n{text}\n", encoding="utf-8")
    toc = {"format": "jb-book", "root": "index", "chapters": [{"file": "book/how-to-audit"}, {"file": "book/ledger"}]}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    return folder


def build(folder: Path) -> Built:
    """Build a staged book; warnings are errors, references that lead nowhere among them."""
    command = [sys.executable, "-c", _JUPYTER_BOOK, "build", str(folder), "-W", "-n", "--keep-going"]
    plain = {**os.environ, "PYTHONWARNINGS": "default", "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    site = folder / "_build" / "html"
    for name in ("ledger.json", "ledger.csv"):
        if done.returncode == 0:
            shutil.copyfile(folder / "ledger.json", site / name)
    return Built(site, done.returncode == 0, done.stdout + done.stderr)


@cache
def small_site() -> Path:
    """Site of the small book, built once a run."""
    folder = Path(tempfile.mkdtemp(prefix="mibg-book-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    built = build(stage(folder, small_ledger()))
    assert built.succeeded, built.output
    return built.site


def pages_of(site: Path) -> list[Path]:
    """Every page of a site, those that Sphinx adds included, and the one that only leads to the first left out."""
    found = (path for path in site.rglob("*.html") if "_static" not in path.relative_to(site).parts)
    return sorted(path for path in found if "http-equiv" not in path.read_text(encoding="utf-8")[:200])


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


_ANCHOR = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')
_LINK = re.compile(r'<a\s(?:[^<>]*?\s)?href="([^"]+)"')


def dead_links(site: Path) -> Iterator[str]:
    """Links within a site whose page or anchor does not exist; a whole book is read in seconds."""
    texts = {page: page.read_text(encoding="utf-8") for page in pages_of(site)}
    anchors = {page: set(map(unescape, _ANCHOR.findall(text))) for page, text in texts.items()}
    for page, text in texts.items():
        for address in map(unescape, _LINK.findall(text)):
            if address.startswith(("http", "data:", "mailto:", "#")) and not address.startswith("#mibg"):
                continue
            path, _, anchor = address.partition("#")
            target = Path(os.path.normpath(page.parent / path)) if path else page
            known = anchors.get(target)
            if not target.is_file() or (anchor and known is not None and anchor not in known):
                yield f"{page.relative_to(site)}: {address}"
