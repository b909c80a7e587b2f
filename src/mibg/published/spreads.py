"""Spreads: how far a statistic differs between cohorts that all attain the claims."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spread:
    """One statistic over the reconstructions of an ensemble, in the unit of the statistic.

    Parameters
    ----------
    members : int
        Reconstructions in which it is estimable.
    least, median, greatest : float
        Among them.
    """

    members: int
    least: float
    median: float
    greatest: float


def load_spreads(file: Path) -> Mapping[str, Spread]:
    """Read spreads by statistic, as `mibg ensemble` writes them; none where there is no such file."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["quantity"]: _spread(row) for row in csv.DictReader(lines)}


def _spread(row: Mapping[str, str]) -> Spread:
    return Spread(int(row["members"]), float(row["least"]), float(row["median"]), float(row["greatest"]))
