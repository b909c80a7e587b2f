"""What a build may take over from an earlier one of the same library: its pages as they were read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mibg.files import read_sealed, write_sealed


@dataclass(frozen=True)
class Kept:
    """One file beside the executed notebooks.

    Parameters
    ----------
    file : Path
        Where it lies.
    key : str
        Digest of all that it depends on; a file of another key, or a damaged one, is none.
    """

    file: Path
    key: str

    def laid_out(self, place: Path) -> Path:
        """Lay it out in a stage, if there is one; give the place either way."""
        content = read_sealed(self.file, self.key)
        if content is not None:
            place.write_bytes(content)
        return place

    def keep(self, place: Path) -> None:
        """Keep what lies in a stage, unless it is kept already."""
        if read_sealed(self.file, self.key) is None:
            write_sealed(self.file, self.key, place.read_bytes())
