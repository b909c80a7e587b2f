"""A book of two notebooks and four patients, and ways to build it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

FIXTURE = Path(__file__).parent / "fixture_book"
_MAIN = "import sys; from mibg.cli import main; sys.exit(main())"


def copy_book(folder: Path) -> Path:
    """A fresh copy of the book, without anything built."""
    shutil.copytree(FIXTURE, folder, ignore=shutil.ignore_patterns("_build", "*.ipynb"))
    return folder


def mibg(book: Path, *arguments: str | Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a book, after statements that may disturb it."""
    command = [sys.executable, "-c", f"{before}\n{_MAIN}", *map(str, arguments)]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False, timeout=120)


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name, hidden ones included."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
