"""Survival statistics and RECIST, against the other libraries and over sizes."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from benchmarks import bootstraps, r, recist, scaling, survival, tables
from benchmarks.contest import held

RESULTS = Path(__file__).parent / "results"


def main(rounds: int) -> bool:
    """Measure, print the tables, and write them down with the plot; give whether all goals were reached."""
    worker = r.started()
    try:
        contests = chain(survival.contests(worker), bootstraps.contests(worker))
        outcomes = [held(contest, rounds) for contest in contests]
    finally:
        if worker is not None:
            worker.stop()
    found = scaling.measured(min(rounds, 3))
    load = recist.measured()
    report = tables.page(outcomes, load, found, rounds, r.version() if worker else None)
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "statistics.md").write_text(report, encoding="utf-8")
    scaling.plot(found, RESULTS / tables.PLOT)
    return load.fits and all(outcome.reached for outcome in outcomes)
