"""What a book consists of, by its table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from mibg.publishing.failure import BuildFailure

TOC = "_toc.yml"
CONFIG = "_config.yml"
NOTEBOOKS = "notebooks"


@dataclass(frozen=True)
class Book:
    """What a book is called.

    Parameters
    ----------
    title : str
        By its own settings.
    chosen : str or None
        By whoever builds it, instead.
    commit : str or None
        See `mibg.publishing.inputs.commit`.
    """

    title: str
    chosen: str | None
    commit: str | None


def title_of(root: Path) -> str:
    """Title of a book by its settings.

    Raises
    ------
    BuildFailure
        When they cannot be read.
    """
    return str(_read_yaml(root / CONFIG).get("title", ""))


def pages(root: Path) -> tuple[str, ...]:
    """List the pages of a book in the order of its table of contents.

    Parameters
    ----------
    root : Path
        Folder of the book.

    Returns
    -------
    tuple of str
        Paths under `root` without suffix, e.g. ``notebooks/results/overall-survival``.

    Raises
    ------
    BuildFailure
        When the table of contents cannot be read, or names a page that does not exist.
    """
    found = tuple(_files(_read_yaml(root / TOC)))
    for page in found:
        if not any((root / f"{page}{suffix}").is_file() for suffix in (".md", ".ipynb")):
            raise BuildFailure(f"{TOC} names {page}, and there is no {page}.md", f"write it or take it off {TOC}")
    return found


def notebook_names(root: Path) -> tuple[str, ...]:
    """List the notebooks of a book in the order of its table of contents.

    Returns
    -------
    tuple of str
        Paths under ``notebooks`` without suffix, e.g. ``results/overall-survival``.
    """
    prefix = f"{NOTEBOOKS}/"
    return tuple(page.removeprefix(prefix) for page in pages(root) if page.startswith(prefix))


def _read_yaml(path: Path) -> dict[str, object]:
    try:
        content: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        place = str(error).replace("\n", " ")
        raise BuildFailure(f"{path.name} cannot be read ({place})", "mend its YAML") from None
    return content


def _files(entry: object) -> Iterator[str]:
    """Walk the nested lists and mappings of a table of contents."""
    if isinstance(entry, list):
        for item in entry:
            yield from _files(item)
    elif isinstance(entry, dict):
        for key, value in entry.items():
            if key in ("root", "file"):
                yield str(value).removesuffix(".md").removesuffix(".ipynb")
            else:
                yield from _files(value)
