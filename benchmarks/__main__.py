"""Run every benchmark: ``python -m benchmarks``."""

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
        "what", nargs="?", choices=["build", "ensemble", "statistics", "simulation"], help="by default all"
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--book", type=Path, default=book_root())
    chosen = parser.parse_args()
    reached = statistics.main(chosen.rounds) if chosen.what in (None, "statistics") else True
    reached &= null_simulation.main(chosen.rounds) if chosen.what in (None, "simulation") else True
    reached &= ensemble.main(chosen.rounds) if chosen.what in (None, "ensemble") else True
    reached &= build.main(chosen.rounds, chosen.book) if chosen.what in (None, "build") else True
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()
