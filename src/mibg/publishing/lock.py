"""One build at a time for each site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mibg.publishing.failure import BuildFailure


@contextmanager
def only_build(path: Path) -> Iterator[None]:
    """Hold a lock that the system gives back when the process ends, however it ends.

    Parameters
    ----------
    path : Path
        Of the lock file, which stays.

    Raises
    ------
    BuildFailure
        When another build holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle)
        yield
    except BlockingIOError:
        raise BuildFailure(
            "another build of this site is running", "wait for it to end, or name another --out"
        ) from None
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - present on Windows only

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            raise BlockingIOError from None
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
