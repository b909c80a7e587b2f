"""10,000 cohorts of 211 in which a second dose does nothing, with the naive comparison of each, by pair of families."""

from __future__ import annotations

import gc
import sys
import time
from itertools import starmap
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.tables import cores, shown
from mibg.published import load_claims
from mibg.reanalysis.immortal import (
    DOSE_FAMILIES,
    SURVIVAL_FAMILIES,
    Printed,
    Scenario,
    every_pair,
    follow_up,
    printed_numbers,
    simulate,
)

COHORTS: Final = 10_000
GOAL_SECONDS: Final = 5.0
REPORT: Final = Path(__file__).parent / "results" / "null_simulation.md"


def main(rounds: int) -> bool:
    """Measure, print the table, write it down, and say whether every pair reaches the goal."""
    printed = printed_numbers(load_claims())
    first = Scenario(SURVIVAL_FAMILIES[0], DOSE_FAMILIES[0], follow_up(printed.first_year, printed.last_year))
    found = [(pair, _seconds(printed, pair, rounds)) for pair in every_pair(first)]
    report = _page(printed, found, rounds)
    print(report)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    return all(seconds <= GOAL_SECONDS for _, seconds in found)


def _seconds(printed: Printed, scenario: Scenario, rounds: int) -> float:
    return median(_once(printed, scenario) for _ in range(rounds))


def _once(printed: Printed, scenario: Scenario) -> float:
    gc.collect()
    began = time.perf_counter()
    simulate(printed, scenario, COHORTS, seed=1)
    return time.perf_counter() - began


def _page(printed: Printed, found: list[tuple[Scenario, float]], rounds: int) -> str:
    slowest = max(seconds for _, seconds in found)
    reached = "yes" if slowest <= GOAL_SECONDS else "no"
    return f"""# A second dose that does nothing

{COHORTS:,} cohorts of {printed.patients}, with calibration, medians and log-rank tests. Seconds are medians over
{rounds} rounds on one of {cores()} processors; Python {sys.version.split()[0]}.

| survival | dose | seconds |
|---|---|---|
{"".join(starmap(_row, found))}
Goal: at most {GOAL_SECONDS:g} s for each pair. Reached: {reached}, the slowest takes {shown(slowest)}.
"""


def _row(pair: Scenario, seconds: float) -> str:
    return f"| {pair.survival.name} | {pair.dose.name} | {shown(seconds)} |\n"
