"""The null simulation over families of distributions: how far its answer depends on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

import numpy as np
import pandas as pd

from mibg.estimate import Estimate
from mibg.reanalysis.immortal.calibration import Calibrated, Scenario, calibrate
from mibg.reanalysis.immortal.cohorts import drawn_cohorts
from mibg.reanalysis.immortal.distribution import as_large, middle, significant
from mibg.reanalysis.immortal.families import DOSE_FAMILIES, SURVIVAL_FAMILIES
from mibg.reanalysis.immortal.naive import NaiveContrasts, naive_contrasts
from mibg.reanalysis.immortal.printed import Printed
from mibg.survival.times import Bools

_HERE: Final = "mibg.reanalysis.immortal.simulation"


@dataclass(frozen=True, eq=False)
class Simulated:
    """Cohorts of one scenario, and the naive comparison in each.

    Parameters
    ----------
    printed : Printed
        What they are held against.
    scenario : Scenario
        What was assumed.
    calibrated : Calibrated
        The model, and how near it comes to what is printed.
    contrasts : NaiveContrasts
        Of B cohorts.
    """

    printed: Printed
    scenario: Scenario
    calibrated: Calibrated
    contrasts: NaiveContrasts

    @property
    def label(self) -> str:
        """The two families."""
        return f"{self.scenario.survival.name} survival, {self.scenario.dose.name} dose"

    def among(self, chosen: Bools) -> Simulated:
        """Keep some of the cohorts, by a boolean array of shape (B,)."""
        return replace(self, contrasts=self.contrasts.where(chosen))

    def difference(self) -> Estimate:
        """Median with several treatments minus that with one, months: the middle of cohorts."""
        return middle(self.contrasts.difference, "months", "Difference of medians")

    def multiple(self) -> Estimate:
        """Median survival with several treatments, years: the middle of cohorts."""
        return middle(self.contrasts.multiple, "years", "Median survival with several treatments")

    def single(self) -> Estimate:
        """Median survival with one treatment, years: the middle of cohorts."""
        return middle(self.contrasts.single, "years", "Median survival with one treatment")

    def as_large(self) -> Estimate:
        """Per cent of cohorts whose difference is at least as large as the printed one."""
        return as_large(self.contrasts, self.printed)

    def significant(self) -> Estimate:
        """Per cent of cohorts whose test is significant as printed, in the printed direction."""
        return significant(self.contrasts, self.printed)

    def estimates(self) -> dict[str, Estimate]:
        """All of them by name."""
        return {
            "difference": self.difference(),
            "multiple": self.multiple(),
            "single": self.single(),
            "as_large": self.as_large(),
            "significant": self.significant(),
        }


def simulate(printed: Printed, scenario: Scenario, cohorts: int, seed: int) -> Simulated:
    """Calibrate a scenario, draw cohorts of the printed size, and compare patients in each as the paper did.

    Parameters
    ----------
    printed : Printed
        The numbers.
    scenario : Scenario
        The assumptions.
    cohorts : int
        How many, B.
    seed : int
        The same seed gives the same cohorts.
    """
    calibrated = calibrate(printed, scenario)
    drawn = drawn_cohorts(calibrated.model, printed.patients, cohorts, seed)
    return Simulated(printed, scenario, calibrated, naive_contrasts(drawn))


def every_pair(scenario: Scenario) -> list[Scenario]:
    """Give a scenario under every pair of the declared families, its own families passed over."""
    pairs = product(SURVIVAL_FAMILIES, DOSE_FAMILIES)
    return [replace(scenario, survival=survival, dose=dose) for survival, dose in pairs]


def range_over(estimates: Sequence[Estimate], what: str) -> Estimate:
    """Lowest to highest of the same estimate under several assumptions.

    Parameters
    ----------
    estimates : sequence of Estimate
        In one unit.
    what : str
        What differs between them, for the convention.

    Returns
    -------
    Estimate
        The middle one of them; parts ``low`` and ``high`` hold the lowest and highest. ``n`` is how many have a value.
    """
    values = [estimate.value for estimate in estimates if estimate.value is not None]
    convention, function = f"Median, lowest and highest over {what}", f"{_HERE}.range_over"
    if not values:
        return Estimate(None, estimates[0].unit, 0, convention, function, reason="none of them has a value")
    parts = {"low": min(values), "high": max(values)}
    return Estimate(float(np.median(values)), estimates[0].unit, len(values), convention, function, parts=parts)


def fit_table(simulated: Sequence[Simulated]) -> pd.DataFrame:
    """How near each pair of families comes to the printed numbers.

    Returns
    -------
    DataFrame
        ``survival`` and ``dose``, the families; what is expected to be seen: overall survival (``median, years`` and
        ``five years, %``), ``again, %``, quartiles of the interval (``Q1, months``, ``Q2``, ``Q3``); ``candidates, %``,
        who would be treated again if they lived; ``met``, whether all is within rounding. The first row is the paper.
    """
    names = ("median, years", "five years, %", "again, %", "Q1, months", "Q2", "Q3")
    printed = {name: fit.printed.text for name, fit in zip(names, simulated[0].calibrated.fits, strict=True)}
    rows = [{"survival": "printed", "dose": "", **printed, "candidates, %": "", "met": ""}]
    for each in simulated:
        families = {"survival": each.scenario.survival.name, "dose": each.scenario.dose.name}
        seen = {name: f"{fit.expected:.2f}" for name, fit in zip(names, each.calibrated.fits, strict=True)}
        candidates = f"{100 * each.calibrated.model.candidates:.0f}"
        met = "yes" if each.calibrated.within else "no"
        rows.append({**families, **seen, "candidates, %": candidates, "met": met})
    return pd.DataFrame(rows)
