"""Choose the parameters of a model so that what is expected to be seen is what the paper prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.published import Part
from mibg.reanalysis.immortal.families import Family, Law
from mibg.reanalysis.immortal.follow_up import FollowUp
from mibg.reanalysis.immortal.model import Model, expected, overall_survival_at
from mibg.reanalysis.immortal.printed import Printed, limits
from mibg.survival.times import Floats
from mibg.units import DAYS_PER_YEAR

_WEIGHT: Final = 100.0
_FAR: Final = 15.0


@dataclass(frozen=True)
class Scenario:
    """What is assumed, and not chosen to fit.

    Parameters
    ----------
    survival, dose : Family
        Of the time to death without a second dose, and of the time to a second dose among candidates.
    follow_up : FollowUp
        Administrative censoring.
    hazard_ratio, fitness : float
        As in `Model`.
    """

    survival: Family
    dose: Family
    follow_up: FollowUp
    hazard_ratio: float = 1.0
    fitness: float = 0.0


@dataclass(frozen=True)
class Fitted:
    """One printed number beside what the model is expected to show.

    Parameters
    ----------
    what : str
        In a few words, with the unit.
    printed : Part
        The number, with its rounding interval.
    expected : float
        In the same unit.
    """

    what: str
    printed: Part
    expected: float

    @property
    def within(self) -> bool:
        """Whether the expected value rounds to the printed one."""
        return self.printed.interval.contains(self.expected)

    @property
    def misfit(self) -> float:
        """Expected minus printed, in half-widths of the rounding interval."""
        low, high = limits(self.printed)
        return (self.expected - (low + high) / 2) / ((high - low) / 2)


@dataclass(frozen=True)
class Calibrated:
    """A model with all that it was calibrated to.

    Parameters
    ----------
    model : Model
        Its parameters.
    fits : tuple of Fitted
        Overall survival at the printed median, five-year survival, the share treated again, and three quartiles.
    """

    model: Model
    fits: tuple[Fitted, ...]

    @property
    def within(self) -> bool:
        """Whether every expected value rounds to the printed one."""
        return all(fit.within for fit in self.fits)


def calibrate(printed: Printed, scenario: Scenario) -> Calibrated:
    """Find the scales and shapes of both families, and the share of candidates.

    Overall survival takes the printed median and five-year survival; a family without a shape takes the median. The
    latent times to a second dose are chosen by least squares, in half-widths of the rounding intervals, so that after
    death and censoring the share seen to be treated again and the quartiles of the interval are those printed.

    Parameters
    ----------
    printed : Printed
        The numbers. Overall survival is that of all patients, whatever a second dose does.
    scenario : Scenario
        The assumptions.

    Returns
    -------
    Calibrated
    """
    from scipy.optimize import least_squares  # noqa: PLC0415 - slow to import

    def model(theta: Floats) -> Model:
        a, b, c, d, odds = np.exp(np.clip(theta, -_FAR, _FAR))
        laws = Law(scenario.survival, float(a), float(b)), Law(scenario.dose, float(c), float(d))
        return Model(*laws, float(odds / (1 + odds)), scenario.follow_up, scenario.hazard_ratio, scenario.fitness)

    def residuals(theta: Floats) -> Floats:
        return np.array([*_of_survival(model(theta), printed), *_of_doses(model(theta), printed)])

    start = np.array([np.log(float(printed.median.number) * DAYS_PER_YEAR), 0.0, np.log(2 * DAYS_PER_YEAR), 0.0, -0.7])
    found = model(least_squares(residuals, start).x)
    return Calibrated(found, tuple(_fits(found, printed)))


def _of_survival(model: Model, printed: Printed) -> list[float]:
    """Misses of the curve, weighted to be met before all else: there are as many parameters as there are numbers."""
    half = overall_survival_at(model, float(printed.median.number) * DAYS_PER_YEAR) - 0.5
    five = overall_survival_at(model, 5 * DAYS_PER_YEAR) - float(printed.five_year.number) / 100
    return [100 * _WEIGHT * half, 100 * _WEIGHT * five if model.survival.family.shaped else 0.0]


def _of_doses(model: Model, printed: Printed) -> list[float]:
    return [fit.misfit for fit in _dose_fits(model, printed)]


def _fits(model: Model, printed: Printed) -> Iterator[Fitted]:
    yield Fitted("median overall survival (years)", printed.median, _median(model) / DAYS_PER_YEAR)
    five = 100 * overall_survival_at(model, 5 * DAYS_PER_YEAR)
    yield Fitted("five-year survival (%)", printed.five_year, five)
    yield from _dose_fits(model, printed)


def _dose_fits(model: Model, printed: Printed) -> Iterator[Fitted]:
    seen = expected(model)
    yield Fitted("treated again (%)", printed.share, 100 * seen.share)
    names = ("lower quartile", "median", "upper quartile")
    for name, part, value in zip(names, printed.interval, seen.quartiles, strict=True):
        yield Fitted(f"{name} of the interval (months)", part, float(value))


def _median(model: Model) -> float:
    """Days after which half of all patients have died."""
    from scipy.optimize import brentq  # noqa: PLC0415 - slow to import

    return float(brentq(lambda days: overall_survival_at(model, days) - 0.5, 1.0, model.follow_up.longest))
