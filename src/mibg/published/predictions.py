"""Predictions: how each claim fared in cohorts that were not fitted to it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_COHORTS_BY_TABLES: Final = 5


@dataclass(frozen=True)
class Prediction:
    """How one claim fared.

    Parameters
    ----------
    hit : bool
        Whether the refit that left it out, with all claims that imply it, attains it all the same.
    tables_hit : int or None
        How many of the cohorts fitted to Tables 1 and 2 alone attain it; None for a claim of these tables.
    """

    hit: bool
    tables_hit: int | None

    def __str__(self) -> str:
        told = f"Left out of the fit, it is {'hit' if self.hit else 'not hit'} by the cohort fitted to the other claims"
        if self.tables_hit is None:
            return f"{told}."
        return f"{told}; of {_COHORTS_BY_TABLES} cohorts fitted to Tables 1 and 2 alone, {self.tables_hit} hit it."


def load_predictions(file: Path) -> Mapping[str, Prediction]:
    """Read predictions by claim, as `mibg predict` writes them; none where there is no such file."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["claim"]: _prediction(row) for row in csv.DictReader(lines)}


def _prediction(row: Mapping[str, str]) -> Prediction:
    return Prediction(row["hit"] == "True", int(row["tables_hit"]) if row["tables_hit"] else None)
