"""A member of the ensemble: a reconstruction, and everything that is asked of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.tables import cores, shown
from mibg.ensemble import quantities
from mibg.reconstruction import write_reconstruction

MEMBERS: Final = 200
PROCESSORS: Final = 2
GOALS: Final = {"one reconstruction": 30.0, "everything that is asked of it": 2.0}
GOAL_MINUTES: Final = 30
REPORT: Final = Path(__file__).parent / "results" / "ensemble.md"


def main(rounds: int) -> bool:
    """Measure, print the table, write it down, and say whether the goals are reached."""
    seconds = [_once(seed) for seed in range(1, 1 + 3 * rounds)]
    found = {name: median(each[place] for each in seconds) for place, name in enumerate(GOALS)}
    minutes = MEMBERS * sum(found.values()) / PROCESSORS / 60
    report = _page(found, minutes, len(seconds))
    print(report)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    return minutes <= GOAL_MINUTES and all(found[name] <= goal for name, goal in GOALS.items())


def _once(seed: int) -> tuple[float, float]:
    """Seconds of processor time for a cohort, and for what is asked of it."""
    with TemporaryDirectory() as folder:
        began = time.process_time()
        cohort = write_reconstruction(seed, Path(folder)).cohort
        made = time.process_time()
        quantities(cohort)
    return made - began, time.process_time() - made


def _page(found: dict[str, float], minutes: float, members: int) -> str:
    rows = "".join(f"| {name} | {shown(found[name])} | {shown(goal)} |\n" for name, goal in GOALS.items())
    return f"""# The ensemble

Processor seconds, medians over {members} members made one after another on one of {cores()} processors;
Python {sys.version.split()[0]}.

| | seconds | goal |
|---|---|---|
{rows}
A member does not depend on the others, so that {MEMBERS} of them on {PROCESSORS} processors take {minutes:.0f} minutes;
the goal is {GOAL_MINUTES}.
"""
