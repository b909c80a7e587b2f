"""Where a site is published, and whether what stands there is ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mibg.publishing.failure import BuildFailure

MARK: Final = ".mibg-site.json"
_SOURCES: Final = ("book", "notebooks", "data", "src", "tests", "benchmarks")


@dataclass(frozen=True)
class Place:
    """The folder of a site, and the hidden ones beside it.

    Parameters
    ----------
    site : Path
        Absolute.
    """

    site: Path

    @property
    def index(self) -> Path:
        """The first page."""
        return self.site / "index.html"

    @property
    def lock(self) -> Path:
        """File that one build at a time holds."""
        return self._beside("lock")

    @property
    def stage(self) -> Path:
        """Folder in which the next site is built."""
        return self._beside("building")

    @property
    def aside(self) -> Path:
        """Folder of the last site, for the moment between two renames."""
        return self._beside("last")

    def fingerprint(self) -> str | None:
        """Digest of the inputs of the site that stands here; None where no whole site of ours does."""
        try:
            found = json.loads((self.site / MARK).read_text(encoding="utf-8"))["inputs"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return str(found) if self.index.is_file() else None

    def refuse_what_is_not_ours(self, root: Path) -> None:
        """Make sure that publishing here destroys nothing.

        Parameters
        ----------
        root : Path
            Folder of the book.

        Raises
        ------
        BuildFailure
            When something else stands here, or this is a folder of the book's sources.
        """
        if any(self.site.is_relative_to(root / name) for name in _SOURCES):
            raise BuildFailure(f"{self.site} is among the sources of the book", "name another --out")
        if self.site.is_dir():
            ours = (self.site / MARK).is_file() or not any(self.site.iterdir())
        else:
            ours = not self.site.exists() and not self.site.is_symlink()
        if not ours:
            raise BuildFailure(f"{self.site} exists and is not a book made by mibg", "remove it or name another --out")

    def _beside(self, what: str) -> Path:
        return self.site.with_name(f".{self.site.name}.{what}")
