"""The new site in the place of the last one, in one step."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

_HERE: Final = -100  # AT_FDCWD of Linux: paths are taken as they stand
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def promote(new: Path, site: Path, aside: Path) -> None:
    """Put a finished site in place; who looks finds the last one or the new one, whole.

    Parameters
    ----------
    new : Path
        The finished site, on the same file system.
    site : Path
        Its place. What is there goes to `new`, or to `aside` where the system cannot exchange two folders.
    aside : Path
        See `recover`.
    """
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        site.rename(aside)
        new.rename(site)


def recover(site: Path, aside: Path) -> None:
    """Bring the last site back, where a build was killed between the two renames of `promote`."""
    if aside.exists() and not site.exists():
        aside.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(*paths, ctypes.c_uint(_EXCHANGE)) == 0)
        return bool(system.renameat2(_HERE, paths[0], _HERE, paths[1], ctypes.c_uint(_EXCHANGE)) == 0)
    except (AttributeError, OSError, TypeError):
        return False
