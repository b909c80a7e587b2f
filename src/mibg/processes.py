"""Processes that do not outlive the one that started them."""

from __future__ import annotations

import os
from multiprocessing import connection, parent_process
from threading import Thread


def end_with_parent() -> None:
    """Have this process end as soon as the one that started it is gone, even if that was killed and could not say so.

    Handed to a pool as its initializer: a worker of a pool waits for work for ever otherwise.
    """
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
