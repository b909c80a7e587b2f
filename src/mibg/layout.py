"""Where the parts of the book lie, seen from its root folder."""

from __future__ import annotations

from pathlib import Path


def book_root(start: Path | None = None) -> Path:
    """Find the root folder of the book: the one that holds ``_toc.yml``.

    Parameters
    ----------
    start : Path, optional
        Folder to search from, upwards; the working directory by default. When neither it nor a folder
        above it is a book, the checkout that this library is installed from is used.

    Raises
    ------
    FileNotFoundError
        When no book is found.
    """
    here = (start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, checkout):
        if (folder / "_toc.yml").is_file() and (folder / "data" / "published").is_dir():
            return folder
    raise FileNotFoundError(f"no book (a folder with _toc.yml and data/published) at or above {here}")


def published_folder() -> Path:
    """Folder of the claims, and of what was declared about them."""
    return book_root() / "data" / "published"


def reconstructed_folder() -> Path:
    """Folder of the reconstruction that ships with the book."""
    return book_root() / "data" / "reconstructed"


def ensemble_folder() -> Path:
    """Folder of the summary of the ensemble that ships with the book."""
    return book_root() / "data" / "ensemble"


def worked_folder(name: str) -> Path:
    """Folder of the invented patients on whom a chapter of the Methods shows its rules."""
    return book_root() / "data" / "worked" / name
