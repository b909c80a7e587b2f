"""Which effects of a second dose would show the printed difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from mibg.estimate import Estimate
from mibg.published import Part
from mibg.reanalysis.immortal.calibration import Scenario
from mibg.reanalysis.immortal.distribution import CENTRAL
from mibg.reanalysis.immortal.printed import Printed, limits
from mibg.reanalysis.immortal.simulation import simulate
from mibg.survival.times import Bools, Floats

HAZARD_RATIOS: Final = (0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
_STEPS: Final = 1000
_NEVER: Final = 1e6


@dataclass(frozen=True, eq=False)
class Compatible:
    """Hazard ratios of a second dose, and what each would show.

    Parameters
    ----------
    scenario : Scenario
        The assumptions; its own hazard ratio is passed over.
    printed : Printed
        What is held against the cohorts.
    hazard_ratios : ndarray of float, shape (g,)
        The true ones, ascending.
    shown : mapping of str to ndarray of float, shape (g, 3)
        ``difference`` in months, ``multiple`` and ``single`` in years: 2.5th, 50th and 97.5th percentile of cohorts.
    cohorts : int
        Simulated for each hazard ratio.
    """

    scenario: Scenario
    printed: Printed
    hazard_ratios: Floats
    shown: dict[str, Floats]
    cohorts: int

    def estimate(self) -> Estimate:
        """Hazard ratios under which the printed difference and both printed medians are nothing unusual.

        Returns
        -------
        Estimate
            The value is the hazard ratio under which the middle cohort shows the printed difference. Parts ``low`` and
            ``high`` hold the range of those under which each of the three printed numbers, within rounding, lies among
            the middle 95 % of cohorts; a monotone cubic over the logarithm joins percentiles. Not estimable where there
            are none, or the range goes on beyond the hazard ratios tried.
        """
        ratios = np.geomspace(self.hazard_ratios[0], self.hazard_ratios[-1], _STEPS)
        usual = np.logical_and.reduce([self._usual(name, part, ratios) for name, part in self._parts().items()])
        if not usual.any():
            return self._none("no hazard ratio that was tried shows the printed difference and medians")
        if usual[0] or usual[-1]:
            return self._none("the range goes on beyond the hazard ratios tried")
        miss = np.abs(self._between("difference", ratios)[:, 1] - float(self.printed.difference.number))
        parts = {"low": float(ratios[usual].min()), "high": float(ratios[usual].max())}
        return Estimate(float(ratios[miss.argmin()]), "ratio", self.cohorts, self._convention(), _FUNCTION, parts=parts)

    def table(self) -> pd.DataFrame:
        """Percentiles of the difference by hazard ratio: ``hazard ratio``, ``low``, ``difference``, ``high``."""
        low, middle, high = self.shown["difference"].T
        return pd.DataFrame({"hazard ratio": self.hazard_ratios, "low": low, "difference": middle, "high": high})

    def _parts(self) -> dict[str, Part]:
        return {
            "difference": self.printed.difference,
            "multiple": self.printed.multiple,
            "single": self.printed.single,
        }

    def _usual(self, name: str, part: Part, ratios: Floats) -> Bools:
        """Whether a printed number lies among the middle cohorts, for each hazard ratio."""
        least, most = limits(part)
        low, _, high = self._between(name, ratios).T
        usual: Bools = (low <= most) & (high >= least)
        return usual

    def _between(self, name: str, ratios: Floats) -> Floats:
        """Percentiles between the hazard ratios that were simulated, shape (len(ratios), 3)."""
        from scipy.interpolate import PchipInterpolator  # noqa: PLC0415 - slow to import

        curves = PchipInterpolator(np.log(self.hazard_ratios), np.minimum(self.shown[name], _NEVER))
        between: Floats = curves(np.log(ratios))
        return between

    def _none(self, reason: str) -> Estimate:
        return Estimate(None, "ratio", self.cohorts, self._convention(), _FUNCTION, reason=reason)

    def _convention(self) -> str:
        return (
            "Hazard ratio of a second dose under which the printed difference and medians lie among the middle 95 % "
            f"of {self.cohorts:,} simulated cohorts for each of {len(self.hazard_ratios)} ratios"
        )


_FUNCTION: Final = "mibg.reanalysis.immortal.compatible.compatible_effects"


def compatible_effects(
    printed: Printed,
    scenario: Scenario,
    cohorts: int,
    seed: int,
    hazard_ratios: Sequence[float] = HAZARD_RATIOS,
) -> Compatible:
    """Simulate cohorts in which a second dose multiplies the hazard, for several hazard ratios.

    Each is calibrated anew, so that overall survival and second doses stay as printed.
    """
    found = [
        simulate(printed, replace(scenario, hazard_ratio=ratio), cohorts, seed).contrasts for ratio in hazard_ratios
    ]
    shown = {
        name: np.array([np.quantile(getattr(each, name), CENTRAL, method="inverted_cdf") for each in found])
        for name in ("difference", "multiple", "single")
    }
    return Compatible(scenario, printed, np.array(hazard_ratios), shown, cohorts)
