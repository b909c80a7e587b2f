"""What a build says while it works."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]


@contextmanager
def progress() -> Iterator[Say]:
    """Tell the steps of a build on standard error: one line that changes on a terminal, plain lines elsewhere.

    Yields
    ------
    callable
        Takes what to say; the seconds since the build began are put before it.
    """
    began = time.monotonic()
    terminal = sys.stderr.isatty()
    line = "\r\x1b[2K{}" if terminal else "{}\n"

    def say(text: str) -> None:
        print(line.format(f"{time.monotonic() - began:5.1f} s  {text}"), end="", file=sys.stderr, flush=True)

    try:
        yield say
    finally:
        if terminal:
            print(line.format(""), end="", file=sys.stderr, flush=True)
