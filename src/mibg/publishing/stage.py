"""The folder aside in which a site is built: the book's sources with its notebooks executed, and its ledger."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mibg.files import write_text
from mibg.publishing.contents import CONFIG, NOTEBOOKS, TOC
from mibg.publishing.place import MARK


@dataclass(frozen=True)
class Stage:
    """Folders of one build.

    Parameters
    ----------
    folder : Path
        On the file system of the site; nobody else uses it.
    """

    folder: Path

    @property
    def sources(self) -> Path:
        """What Sphinx reads."""
        return self.folder / "sources"

    @property
    def html(self) -> Path:
        """What Sphinx writes."""
        return self.folder / "html"

    @property
    def ledger(self) -> Path:
        """JSON file of the ledger; its CSV lies beside it."""
        return self.folder / "ledger.json"

    @property
    def environment(self) -> dict[str, str]:
        """Variables that keep the user's own Jupyter and IPython out of a build, and it out of theirs."""
        return {name: str(self.folder / name.lower()) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR")}

    def __enter__(self) -> Stage:
        """Begin with an empty folder, whatever a killed build has left."""
        self._clear()
        self.folder.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""
        self._clear()

    def _clear(self) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def fill(self, root: Path, notebooks: Mapping[str, str]) -> None:
        """Lay out the sources.

        Parameters
        ----------
        root : Path
            Folder of the book.
        notebooks : mapping of str to str
            JSON of the executed ones, by their path under ``notebooks``.
        """
        self.sources.mkdir()
        for name in (CONFIG, TOC):
            shutil.copyfile(root / name, self.sources / name)
        shutil.copytree(root / "book", self.sources / "book")
        for name, notebook in notebooks.items():
            write_text(self.sources / NOTEBOOKS / f"{name}.ipynb", notebook)

    def finish(self, fingerprint: str) -> None:
        """Add the ledger to the site, and the mark by which a later build knows it."""
        for suffix in (".json", ".csv"):
            shutil.copyfile(self.ledger.with_suffix(suffix), self.html / f"ledger{suffix}")
        mark = {"made by": "mibg build", "inputs": fingerprint}
        (self.html / MARK).write_text(f"{json.dumps(mark)}\n", encoding="utf-8", newline="\n")
