"""Pages of the library, read once: they follow from its code alone, and are the same in every book that it makes.

Reading them takes longer than reading all others. What was read is taken over as Sphinx does it from its own processes
when they read in parallel.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGES: Final = "book/reference/"


def read_library_pages(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    """Take the pages of the library over from the file ``mibg_library_pages``, or read them and leave them there."""
    place = app.config.mibg_library_pages
    ours = [name for name in names if name.startswith(PAGES)]
    if place is None or not ours:
        return
    names[:] = [name for name in names if name not in ours]
    if Path(place).exists():
        _take_over(app, env, ours, Path(place))
    else:
        _read(app, env, ours, Path(place))


def _read(app: Sphinx, env: BuildEnvironment, names: list[str], place: Path) -> None:
    for name in names:
        env.clear_doc(name)  # as Sphinx does, by which every domain lays out its data
        app.builder.read_doc(name)
    pages = {name: _doctree(app, name).read_bytes() for name in names}
    place.write_bytes(pickle.dumps((pickle.dumps(env), pages)))


def _take_over(app: Sphinx, env: BuildEnvironment, names: list[str], place: Path) -> None:
    read, pages = pickle.loads(place.read_bytes())
    for name in names:
        _doctree(app, name).parent.mkdir(parents=True, exist_ok=True)
        _doctree(app, name).write_bytes(pages[name])
    env.merge_info_from(names, pickle.loads(read), app)


def _doctree(app: Sphinx, name: str) -> Path:
    return Path(app.doctreedir, f"{name}.doctree")
