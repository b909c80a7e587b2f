"""Tallies: survival of several groups of the same patients, counted all at once, as a search asks for again and again.

`mibg.survival` makes one curve after another from checked times, which takes ten times as long.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from mibg.estimate import Estimate
from mibg.survival import KaplanMeier, median_spss
from mibg.survival.times import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class Ranks:
    """Patients in the order of their observed times.

    Parameters
    ----------
    order : ndarray of int, shape (n,)
        Patients, those observed shortest first.
    died : ndarray of bool, shape (n,)
        Whether each died, in that order.
    days : ndarray of float, shape (k,)
        Distinct observed times, ascending.
    begins : ndarray of int, shape (k,)
        Where in `order` the patients of each time begin.
    """

    order: Ints
    died: Bools
    days: Floats
    begins: Ints


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of g groups, which may share patients.

    Parameters
    ----------
    days : ndarray of float, shape (k,)
        Distinct observed times of all patients, ascending.
    at_risk, events : ndarray of float, shape (g, k)
        Patients of each group at risk just before each time, and dying then.
    survival, greenwood : ndarray of float, shape (g, k)
        As `mibg.survival.KaplanMeier` has them.
    """

    days: Floats
    at_risk: Floats
    events: Floats
    survival: Floats
    greenwood: Floats

    def median(self, group: int, unit: str = "years") -> Estimate:
        """Estimate the median survival of a group, as SPSS has it."""
        at_risk, events = self.at_risk[group], self.events[group]
        censored = at_risk - events
        censored[:-1] -= at_risk[1:]
        total = int(at_risk[0]), int(events.sum())
        heights = self.survival[group], self.greenwood[group]
        return median_spss(KaplanMeier(self.days, at_risk, events, censored, *heights, *total), unit)

    def per_cent_alive(self, group: int, days: float) -> Estimate:
        """Estimate the survival of a group at a time, without its standard error."""
        place = int(self.days.searchsorted(days, side="right")) - 1
        alive = 100 * float(self.survival[group, place]) if place >= 0 else 100.0
        n, name = int(self.at_risk[group, 0]), "mibg.reconstruction.tallies.Tally.per_cent_alive"
        return Estimate(alive, "%", n, "Kaplan-Meier", name)

    def log_rank_p(self, one: int, other: int) -> Estimate:
        """Compare two groups that share no patient."""
        d, n = self.events[one] + self.events[other], self.at_risk[one] + self.at_risk[other]
        share = self.at_risk[one] / np.maximum(n, 1)
        excess = float((self.events[one] - share * d).sum())
        variance = float((share * (1 - share) * d * (n - d) / np.maximum(n - 1, 1)).sum())
        name, both = "mibg.reconstruction.tallies.Tally.log_rank_p", int(n[0])
        if variance <= 0:
            return Estimate(None, "p", both, "Log-rank test", name, reason="nothing can be compared")
        return Estimate(float(chdtrc(1, excess**2 / variance)), "p", both, "Log-rank test", name)


def ranked(days: npt.ArrayLike, died: npt.ArrayLike) -> Ranks:
    """Sort patients by the whole days they were observed."""
    observed = np.asarray(days)
    order = observed.argsort(kind="stable")
    ascending = observed[order]
    begins = np.flatnonzero(np.diff(ascending, prepend=-1))
    return Ranks(order, np.asarray(died)[order], ascending[begins].astype(float), begins)


def tally(ranks: Ranks, members: Bools) -> Tally:
    """Count groups.

    Parameters
    ----------
    ranks : Ranks
        Of n patients.
    members : ndarray of bool, shape (g, n)
        Who belongs to each group.
    """
    here = members[:, ranks.order]
    left = here[:, ::-1].cumsum(axis=1)[:, ::-1]
    at_risk = left[:, ranks.begins].astype(float)
    events = np.add.reduceat(here & ranks.died, ranks.begins, axis=1, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(events > 0, events / (at_risk * (at_risk - events)), 0)
    survival = np.cumprod(1 - events / np.maximum(at_risk, 1), axis=1)
    return Tally(ranks.days, at_risk, events, survival, np.cumsum(terms, axis=1))
