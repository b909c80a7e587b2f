"""Data and reference values of tests/reference/cox.R (R 4.2.2, survival 3.5-3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from mibg.survival import SurvivalTimes, survival_times
from mibg.survival.cox import CoxFit, cox

REFERENCE = Path(__file__).parents[1] / "reference"
DATA = pd.read_csv(REFERENCE / "cox_data.csv")
FITS = pd.read_csv(REFERENCE / "cox_fits.csv")
PROPORTIONAL = pd.read_csv(REFERENCE / "cox_proportional_hazards.csv")
CASES = [tuple(case) for case in FITS[["set", "ties", "by_strata"]].drop_duplicates().itertuples(index=False)]


def rows_of(name: str) -> pd.DataFrame:
    return DATA[DATA["set"] == name].reset_index(drop=True)


def times_of(name: str) -> SurvivalTimes:
    rows = rows_of(name)
    return survival_times(rows["time"], rows["event"], None if rows["entry"].isna().all() else rows["entry"])


def fit_of(name: str, ties: Any, by_strata: bool) -> CoxFit:
    rows = rows_of(name)
    return cox(times_of(name), rows[["a", "b"]], ties=ties, strata=rows["stratum"] if by_strata else None)


def expected_of(name: str, ties: str, by_strata: bool) -> pd.DataFrame:
    return FITS[(FITS["set"] == name) & (FITS["ties"] == ties) & (FITS["by_strata"] == by_strata)]
