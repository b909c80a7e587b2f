"""All that a book is made from, and the digests by which a build knows what has changed."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

import mibg
from mibg.files import digest_of, digest_of_texts, files_below
from mibg.publishing.contents import Book, title_of
from mibg.publishing.kept import Kept

if TYPE_CHECKING:
    from nbformat import NotebookNode

LIBRARY: Final = Path(mibg.__file__).parent
_BOOK: Final = ("_config.yml", "_toc.yml", "book", "notebooks", "data/predictions.csv")
_CLAIMS: Final = "data/published"
_DATA: Final = (_CLAIMS, "data/worked", "data/ensemble", "requirements.txt")
_LIBRARY_PAGES: Final = "_build/library-pages"
_SECRET: Final = "_build/secret"
_NOT_EXECUTED: Final = ("arguments.py", "cli.py", "commands.py", "__main__.py", "publishing/sphinx")


@dataclass(frozen=True)
class Inputs:
    """Inputs of one build, read when they are first asked for.

    Parameters
    ----------
    root : Path
        Folder of the book.
    cohort : Path
        Folder of the cohort, absolute.
    title : str, optional
        Of the book, instead of its own.
    disclosure : int, optional
        What a user asked of the gate (see `mibg.disclosure`); by default what the origin of the cohort asks for.
    """

    root: Path
    cohort: Path
    title: str | None = None
    disclosure: int | None = None

    @property
    def book(self) -> Book:
        """What the book is called."""
        return Book(title_of(self.root), self.title, commit(self.root))

    @property
    def claims(self) -> Path:
        """Folder of the claims."""
        return self.root / _CLAIMS

    @property
    def cohort_name(self) -> str:
        """The cohort without machine paths: its path under the book, or the name of its folder."""
        inside = self.cohort.is_relative_to(self.root)
        return self.cohort.relative_to(self.root).as_posix() if inside else self.cohort.name

    @property
    def cohort_parameter(self) -> str:
        """The cohort as a notebook finds it."""
        return self.cohort_name if self.cohort.is_relative_to(self.root) else str(self.cohort)

    @cached_property
    def fingerprint(self) -> str:
        """Digest of every input of the site."""
        book = digest_of(self.root, self._files(*_BOOK))
        library = digest_of(LIBRARY, files_below(LIBRARY))
        return digest_of_texts(book, library, commit(self.root) or "", self.title or "", self._surroundings)

    @cached_property
    def sealed(self) -> str | None:
        """The same digest with a secret in it, for a site that must not let a guess at its cohort be checked.

        None as long as there is no secret; it stays beside the cache, and never leaves this machine.
        """
        path = self.root / _SECRET
        return digest_of_texts(path.read_text(encoding="utf-8"), self.fingerprint) if path.is_file() else None

    def keep_secret(self) -> None:
        """Make the secret, unless there is one; nobody else may read it."""
        path = self.root / _SECRET
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(token_hex(32), encoding="utf-8")

    def key_of(self, name: str, source: NotebookNode) -> str:
        """Digest of all that the outputs of a notebook depend on.

        Parameters
        ----------
        name : str
            Its path under ``notebooks`` without suffix.
        source : nbformat.NotebookNode
            Without outputs.
        """
        return digest_of_texts(name, json.dumps(source, sort_keys=True), self._executed_library, self._surroundings)

    @property
    def library_pages(self) -> Kept:
        """Where the pages of the library are kept as they were read, and what that depends on."""
        pages = digest_of(self.root, self._files("_config.yml", "_toc.yml", "book", "requirements.txt"))
        key = digest_of_texts(pages, digest_of(LIBRARY, files_below(LIBRARY)), platform.python_version())
        return Kept(self.root / _LIBRARY_PAGES, key)

    @cached_property
    def _surroundings(self) -> str:
        cohort = digest_of(self.cohort.parent, self._cohort_files())
        data = digest_of(self.root, self._files(*_DATA))
        return digest_of_texts(cohort, self.cohort_name, data, platform.python_version(), str(self.disclosure))

    def _cohort_files(self) -> Iterator[Path]:
        """What can be read of the cohort: its folder, or one file and what is declared beside it."""
        beside = sorted(self.cohort.parent.glob("*.yaml")) if self.cohort.is_file() else ()
        yield from (path for path in (*files_below(self.cohort), *beside) if path.is_file())

    @cached_property
    def _executed_library(self) -> str:
        left_out = tuple(LIBRARY / name for name in _NOT_EXECUTED)
        kept = (path for path in files_below(LIBRARY) if not any(path.is_relative_to(place) for place in left_out))
        return digest_of(LIBRARY, kept)

    def _files(self, *places: str) -> Iterator[Path]:
        for place in places:
            yield from files_below(self.root / place)


def commit(root: Path) -> str | None:
    """Commit of the book, marked where files differ from it; None when the book is no checkout of its own."""
    command = ["git", "-C", str(root), "describe", "--always", "--abbrev=10", "--exclude=*", "--dirty= with changes"]
    if not (root / ".git").exists():
        return None
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
