"""Members made up in no time, in whichever process: what the running of an ensemble is tested with."""

from __future__ import annotations

import os
import time
from pathlib import Path

from mibg.ensemble import HEADLINES, Member, Task

FOLDER = "MIBG_TEST_MADE"
"""Environment variable that names a folder in which every making leaves a trace."""


def made_up(task: Task) -> Member:
    """A member whose values follow from its seed alone."""
    folder = os.environ.get(FOLDER)
    if folder:
        (Path(folder) / f"{task.name}.{os.getpid()}.{time.monotonic_ns()}").touch()
    values = {one.quantity: {"value": 0.5 + task.seed / 100, "low": 0.3, "high": 0.9} for one in HEADLINES}
    return Member(task, (), values, tuple(f"{task.seed % 3}-{number}" for number in range(4)))


def slow(task: Task) -> Member:
    time.sleep(0.5)
    return made_up(task)
