"""The ensemble: one member, and a few of them on all processors, from which the time of all is reckoned."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.tables import cores, shown
from mibg.ensemble import plan, quantities, run_ensemble
from mibg.reconstruction import write_reconstruction

MEMBERS: Final = 200
SIZES: Final = (2, 6)
GOALS: Final = {"one reconstruction": 30.0, "everything that is asked of it": 2.0}
GOAL_MINUTES: Final = 30
REPORT: Final = Path(__file__).parent / "results" / "ensemble.md"


def main(rounds: int) -> bool:
    """Measure, print the table, write it down, and say whether the goals are reached."""
    seconds = [_once(seed) for seed in range(1, 1 + rounds)]
    found = {name: median(each[place] for each in seconds) for place, name in enumerate(GOALS)}
    runs = {members: _run(members) for members in SIZES}
    report = _page(found, runs, len(seconds))
    print(report)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    return _minutes(runs) <= GOAL_MINUTES and all(found[name] <= goal for name, goal in GOALS.items())


def _once(seed: int) -> tuple[float, float]:
    """Seconds of processor time for a cohort, and for what is asked of it."""
    with TemporaryDirectory() as folder:
        began = time.process_time()
        cohort = write_reconstruction(seed, Path(folder)).cohort
        made = time.process_time()
        quantities(cohort)
    return made - began, time.process_time() - made


def _run(members: int) -> float:
    """Seconds by the clock for so many members, the start of the processes included."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        run_ensemble(plan(members, 0, 1), Path(folder), lambda _: None)
    return time.perf_counter() - began


def _minutes(runs: dict[int, float]) -> float:
    """Of all members: the larger run, and for each further member what it took longer than the smaller one."""
    few, more = SIZES
    each = (runs[more] - runs[few]) / (more - few)
    return (runs[more] + (MEMBERS - more) * each) / 60


def _page(found: dict[str, float], runs: dict[int, float], members: int) -> str:
    rows = "".join(f"| {name} | {shown(found[name])} | {shown(goal)} |\n" for name, goal in GOALS.items())
    clocked = "".join(f"| {size} members | {shown(seconds)} |\n" for size, seconds in runs.items())
    return f"""# The ensemble

Processor seconds, medians over {members} members made one after another; Python {sys.version.split()[0]}.

| | seconds | goal |
|---|---|---|
{rows}
Seconds by the clock, from the command to the last member, on {cores()} processors.

| | seconds |
|---|---|
{clocked}
At that pace {MEMBERS} members take {_minutes(runs):.0f} minutes; the goal is {GOAL_MINUTES}.
"""
