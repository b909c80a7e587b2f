"""Run the benchmarks: ``python -m benchmarks``; that of the build, which takes long, only when it is asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import build, ensemble, null_simulation, statistics
from mibg.layout import book_root


def main() -> None:
    """Measure what is asked for; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what", nargs="?", choices=["build", "ensemble", "statistics", "simulation"], help="default: all but the build"
    )
    parser.add_argument("--rounds", type=int, help="by default 2, and 1 of the build, which takes minutes")
    parser.add_argument("--book", type=Path, default=book_root())
    chosen = parser.parse_args()
    few, more = chosen.rounds or 1, chosen.rounds or 2
    reached = statistics.main(more) if chosen.what in (None, "statistics") else True
    reached &= null_simulation.main(more) if chosen.what in (None, "simulation") else True
    reached &= ensemble.main(more) if chosen.what in (None, "ensemble") else True
    reached &= build.main(few, chosen.book) if chosen.what == "build" else True
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()
