"""Files and folders: whole writes, and digests of content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_PASSED_OVER = ("__pycache__", ".ipynb_checkpoints")


def write_text(path: Path, text: str) -> Path:
    """Write a file whole or not at all, as UTF-8 with line feeds; its folder is made where it is missing."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def write_sealed(path: Path, key: str, content: bytes) -> Path:
    """Write a file that `read_sealed` gives back for the same key only, and only as long as it is whole."""
    return write_bytes(path, _seal(key, content) + content)


def read_sealed(path: Path, key: str) -> bytes | None:
    """Read what `write_sealed` has written; None without such a file, or if it is damaged or of another key."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    size = hashlib.sha256().digest_size
    return whole[size:] if whole[:size] == _seal(key, whole[size:]) else None


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.sha256(f"{key}\0".encode() + content).digest()


def files_below(place: Path) -> Iterator[Path]:
    """Every file of a folder in a settled order, without caches and hidden ones.

    A file stands for itself, and a place that does not exist for nothing.
    """
    if place.is_file():
        yield place
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name not in _PASSED_OVER and not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def digest_of(root: Path, files: Iterable[Path]) -> str:
    """SHA-256 of the names and bytes of files, in the order given.

    Parameters
    ----------
    root : Path
        Names are taken from here, so that a moved folder keeps its digest.
    files : iterable of Path
        Under `root`.
    """
    found = hashlib.sha256()
    for path in files:
        found.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            hashlib.file_digest(file, lambda: found)
    return found.hexdigest()


def digest_of_texts(*texts: str) -> str:
    """SHA-256 of texts, each kept apart from the next."""
    return hashlib.sha256("".join(f"{len(text)}\0{text}" for text in texts).encode()).hexdigest()
