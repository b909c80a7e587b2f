"""A small book, built with the project's own settings, for the tests of the Sphinx extension."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mibg.layout import book_root

SMALL_BOOK = Path(__file__).parent / "sphinx_book"
SHARED_PAGES = ("book/ledger.md", "book/data-dictionary.md", "book/reference", "book/references.bib")
_JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"


@dataclass(frozen=True)
class Built:
    """A build: its folder, and what it said."""

    site: Path
    status: int
    output: str


def small_ledger() -> dict[str, Any]:
    ledger: dict[str, Any] = json.loads((SMALL_BOOK / "ledger.json").read_text(encoding="utf-8"))
    return ledger


def stage(folder: Path, ledger: Mapping[str, Any]) -> Path:
    """Lay out the sources of the small book beside the project's own pages."""
    shutil.copytree(SMALL_BOOK, folder)
    for name in SHARED_PAGES:
        source = book_root() / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, folder / name)
    (folder / "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    config = yaml.safe_load((book_root() / "_config.yml").read_text(encoding="utf-8"))
    config["sphinx"]["config"]["mibg_ledger"] = str(folder / "ledger.json")
    (folder / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def build(folder: Path) -> Built:
    """Build a staged book, warnings being errors."""
    command = [sys.executable, "-c", _JUPYTER_BOOK, "build", str(folder), "-W", "--keep-going"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONWARNINGS": "default"}
    )
    site = folder / "_build" / "html"
    if done.returncode == 0:
        shutil.copyfile(folder / "ledger.json", site / "ledger.json")
        (site / "ledger.csv").write_text("id\n", encoding="utf-8")
    return Built(site, done.returncode, done.stdout + done.stderr)
