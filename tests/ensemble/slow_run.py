"""A run of slow members, as a program of its own that can be killed: ``python -m slow_run FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from made_up import slow

from mibg.ensemble import plan, run_ensemble

SLOW_RUN: Final = (12, 0, 1)
"""Members, starts and seed: more than are made before the run is killed."""


def quiet(_: str) -> None:
    """Say nothing."""


if __name__ == "__main__":
    run_ensemble(plan(*SLOW_RUN), Path(sys.argv[1]), quiet, make=slow)
