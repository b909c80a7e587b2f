"""The comparison of the paper in many cohorts at once: medians by the number of treatments, and the log-rank test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from mibg.reanalysis.immortal.cohorts import Cohorts
from mibg.survival.quantiles import TOLERANCE
from mibg.survival.times import Bools, Floats, Ints
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR


@dataclass(frozen=True, eq=False)
class NaiveContrasts:
    """One comparison for each of B cohorts; all arrays have the shape (B,).

    Parameters
    ----------
    multiple, single : ndarray of float
        Median survival in years by SPSS's convention, with several treatments and with one; inf where the curve does
        not fall to one half.
    everybody : ndarray of float
        The same of all patients.
    treated_again : ndarray of int
        Patients with several treatments.
    p : ndarray of float
        Of the log-rank test; 1 where there is nothing to test.
    """

    multiple: Floats
    single: Floats
    everybody: Floats
    treated_again: Ints
    p: Floats

    def __len__(self) -> int:
        return len(self.p)

    def where(self, chosen: Bools) -> NaiveContrasts:
        """Keep the cohorts for which `chosen`, shape (B,), is true."""
        medians = self.multiple[chosen], self.single[chosen], self.everybody[chosen]
        return NaiveContrasts(*medians, self.treated_again[chosen], self.p[chosen])

    @property
    def difference(self) -> Floats:
        """Months by which the median with several treatments is longer; inf where it was not reached.

        Minus inf where only that with one treatment was not reached.
        """
        single = np.where(np.isinf(self.multiple), 0, self.single)
        return (self.multiple - single) * DAYS_PER_YEAR / DAYS_PER_MONTH


def naive_contrasts(cohorts: Iterable[Cohorts]) -> NaiveContrasts:
    """Compare patients with several treatments and with one, from first treatment, in every cohort.

    Parameters
    ----------
    cohorts : iterable of Cohorts
        Without ties.

    Returns
    -------
    NaiveContrasts
        As `mibg.survival.median_spss` and `mibg.survival.log_rank` give them, cohort by cohort.
    """
    found = [_contrasts(some) for some in cohorts]
    return NaiveContrasts(*(np.concatenate(columns) for columns in zip(*found, strict=True)))


def _contrasts(cohorts: Cohorts) -> tuple[Floats, Floats, Floats, Ints, Floats]:
    order = np.argsort(cohorts.time, axis=1)
    time = np.take_along_axis(cohorts.time, order, axis=1)
    event, multiple = (np.take_along_axis(column, order, axis=1) for column in (cohorts.event, cohorts.multiple))
    everybody: Ints = np.broadcast_to(np.arange(time.shape[1], 0, -1), time.shape)
    again = multiple.sum(axis=1)
    with_several = again[:, None] - np.cumsum(multiple, axis=1) + multiple
    return (
        _median(time, event & multiple, with_several),
        _median(time, event & ~multiple, everybody - with_several),
        _median(time, event, everybody),
        again,
        _log_rank(event, multiple, with_several, everybody),
    )


def _median(time: Floats, died: Bools, at_risk: Ints) -> Floats:
    """Years to the first death with S(t) <= 1/2 of each row."""
    alive = np.cumprod(1 - died / np.maximum(at_risk, 1), axis=1)
    below = (alive <= 0.5 + TOLERANCE) & died
    days = np.take_along_axis(time, below.argmax(axis=1)[:, None], axis=1)[:, 0]
    return np.where(below.any(axis=1), days / DAYS_PER_YEAR, np.inf)


def _log_rank(event: Bools, multiple: Bools, with_several: Ints, everybody: Ints) -> Floats:
    """p-value of each row; one death at a time, so that the variance is that of one draw."""
    share = with_several / everybody * event
    surplus = (event & multiple).sum(axis=1) - share.sum(axis=1)
    variance = (share * (1 - share)).sum(axis=1)
    chi2 = np.divide(surplus**2, variance, out=np.zeros(len(variance)), where=variance > 0)
    p: Floats = chdtrc(1, chi2)
    return p
