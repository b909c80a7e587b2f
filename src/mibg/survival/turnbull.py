"""Survival where an event is known only to lie between two dates: Turnbull's estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from mibg.survival.columns import known_numbers
from mibg.survival.interval_times import IntervalTimes
from mibg.survival.times import Bools, Floats

_GAP: Final = 1e-10
_ROUNDING: Final = 1e-13
_MOST_STEPS: Final = 500


@dataclass(frozen=True, eq=False)
class Turnbull:
    """The non-parametric maximum likelihood estimate of a distribution from interval-censored times.

    Parameters
    ----------
    left, right : ndarray of float, shape (k,)
        The k intervals (left, right] that may hold an event, ascending; a point where the two are equal; right is
        inf where events lie beyond the last examination. Where within an interval the events fall is not determined.
    mass : ndarray of float, shape (k,)
        Share of the patients whose event lies in each; 1 in all.
    log_likelihood : float
        At the maximum.
    n : int
        Patients.
    """

    left: Floats
    right: Floats
    mass: Floats
    log_likelihood: float
    n: int

    @property
    def survival(self) -> Floats:
        """S just after the end of each interval, shape (k,)."""
        return np.maximum(0, 1 - np.cumsum(self.mass))

    def bounds(self, at: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Lowest and highest S(t) that the estimate allows at given days; equal outside the intervals.

        Raises
        ------
        InvalidSurvivalData
            When a day is no number.
        """
        days = known_numbers(at, "a time of S(t)")[..., None]
        begun = (self.left < days) | ((self.left == self.right) & (self.left == days))
        return 1 - (begun @ self.mass), 1 - ((self.right <= days) @ self.mass)


def turnbull(times: IntervalTimes) -> Turnbull:
    """Estimate a survival curve from interval-censored times.

    Parameters
    ----------
    times : IntervalTimes
        The patients, n of them; without any the curve stays at 1.

    Returns
    -------
    Turnbull
        Converged until no shift of mass can raise the log-likelihood by more than 1e-10 a patient.

    Raises
    ------
    ArithmeticError
        When it does not converge.

    Notes
    -----
    Turnbull 1976. Maximised by constrained Newton steps, each a non-negative least-squares problem (Wang 2008), where
    the usual self-consistency iteration is slow: R's ``survfit`` of ``Surv(l, r, type = "interval2")`` stops it once
    S(t) changes by less than 5e-5, and places each mass at the middle of its interval.
    """
    if not len(times):
        none = np.zeros(0)
        return Turnbull(none, none, none, 0.0, 0)
    left, right = _innermost(times)
    holds = _holds(times, left, right)
    mass = _maximise(holds)
    return Turnbull(left, right, mass, float(np.log(holds @ mass).sum()), len(times))


def _innermost(times: IntervalTimes) -> tuple[Floats, Floats]:
    """Intervals from a left end to the next right end with no other end between them."""
    exact = times.left == times.right
    # At one time: right ends of intervals, then points (opening before closing), then left ends, which are open.
    days = np.concatenate([times.left, times.right])
    rank = np.concatenate([np.where(exact, 1, 3), np.where(exact, 2, 0)])
    ends = np.unique(np.stack([days, rank], axis=1), axis=0)
    opens = np.isin(ends[:, 1], (1, 3))
    starts = np.flatnonzero(opens[:-1] & ~opens[1:])
    return ends[starts, 0], ends[starts + 1, 0]


def _holds(times: IntervalTimes, left: Floats, right: Floats) -> Bools:
    """Whether each patient's interval holds each innermost one, shape (n, k)."""
    point, exact = left == right, (times.left == times.right)[:, None]
    begins = np.where(point & ~exact, left > times.left[:, None], left >= times.left[:, None])
    inside: Bools = begins & (right <= times.right[:, None]) & (point | ~exact)
    return inside


def _maximise(holds: Bools) -> Floats:
    mass = np.full(holds.shape[1], 1 / holds.shape[1])
    for _ in range(_MOST_STEPS):
        ratio = holds / (holds @ mass)[:, None]
        if ratio.mean(axis=0).max() <= 1 + _GAP:
            return mass
        mass = _uphill(holds, mass, _newton(ratio))
    raise ArithmeticError(f"no maximum of the likelihood after {_MOST_STEPS} steps")


def _newton(ratio: Floats) -> Floats:
    """Maximum over the simplex of the quadratic that touches the log-likelihood."""
    n, k = ratio.shape
    target = np.concatenate([np.zeros(n), [1.0]])
    solved, _ = nnls(np.vstack([ratio - 2, np.ones(k)]), target)
    return np.asarray(solved / solved.sum(), dtype=float)


def _uphill(holds: Bools, mass: Floats, aim: Floats) -> Floats:
    """Step towards an aim, halved until the log-likelihood does not fall by more than its rounding."""
    before, step = np.log(holds @ mass).sum(), 1.0
    lowest = before - _ROUNDING * abs(before)
    while step > _GAP:
        tried = mass + step * (aim - mass)
        chance = holds @ tried
        if (chance > 0).all() and np.log(chance).sum() >= lowest:
            return tried
        step /= 2
    return mass
