"""Executed notebooks of earlier builds, found again by all that their outputs depend on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mibg.files import digest_of_texts, write_text
from mibg.publishing.notebooks import as_json, from_json

if TYPE_CHECKING:
    from nbformat import NotebookNode

_DIGEST: Final = "sha256"
_KEPT: Final = 200


@dataclass(frozen=True)
class Cache:
    """A folder of executed notebooks.

    Parameters
    ----------
    folder : Path
        One file a notebook, named by its key. Its metadata hold the digest of the rest, by which damage is seen.
    """

    folder: Path

    def get(self, key: str) -> NotebookNode | None:
        """Notebook of a key; None when there is none, or the file is not what was written."""
        try:
            notebook = from_json(self._path(key).read_text(encoding="utf-8"))
            digest = notebook.metadata.pop(_DIGEST)
        except (OSError, ValueError, KeyError):
            return None
        return notebook if digest == digest_of_texts(as_json(notebook)) else None

    def put(self, key: str, notebook: NotebookNode) -> None:
        """Keep a notebook whole or not at all; the oldest go when there are too many."""
        metadata = {**notebook.metadata, _DIGEST: digest_of_texts(as_json(notebook))}
        write_text(self._path(key), as_json(type(notebook)(notebook, metadata=metadata)))
        newest = sorted(self.folder.glob("*.ipynb"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in newest[_KEPT:]:
            path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.ipynb"
