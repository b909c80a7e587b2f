"""Simulated patients: Weibull times that five covariates shift, uniform censoring, two groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

COVARIATES = ("age", "grade", "activity", "sites", "status")


@dataclass(frozen=True, eq=False)
class Patients:
    """Times in days, whole or not; events; a group of two; covariates."""

    whole_days: bool
    time: Floats
    event: npt.NDArray[np.bool_]
    group: npt.NDArray[np.int64]
    covariates: pd.DataFrame

    @property
    def label(self) -> str:
        """Number and kind."""
        return f"{len(self):,} patients, {'whole days' if self.whole_days else 'continuous times'}"

    def __len__(self) -> int:
        return len(self.time)

    @property
    def frame(self) -> pd.DataFrame:
        """Everything in one table, as lifelines wants it."""
        return self.covariates.assign(time=self.time, event=self.event)


def simulated(n: int, *, whole_days: bool = True, seed: int = 211) -> Patients:
    """Simulate n patients followed for five years at most."""
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(n, len(COVARIATES)))
    group = chance.integers(0, 2, n)
    hazard = np.exp(x @ np.array([0.3, -0.2, 0.1, 0, 0.4]) + 0.3 * group)
    death = 500 * (chance.exponential(size=n) / hazard) ** (1 / 1.2)
    end = chance.uniform(1, 1826, n)
    time, event = np.minimum(death, end), death <= end
    time = np.ceil(time) if whole_days else time
    return Patients(whole_days, time, event, group, pd.DataFrame(x, columns=list(COVARIATES)))
