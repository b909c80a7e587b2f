"""The Kaplan-Meier estimate, with Greenwood's variance and pointwise limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from mibg.survival.arguments import check_choice, check_share
from mibg.survival.columns import known_numbers
from mibg.survival.risk_table import risk_table
from mibg.survival.times import Floats, Ints, SurvivalTimes

Transform = Literal["log-log", "log", "plain"]


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """A survival curve at its distinct observed times, events and censorings alike.

    Parameters
    ----------
    time : ndarray of float, shape (k,)
        Distinct times in days, ascending.
    at_risk, events, censored : ndarray of float, shape (k,)
        Patients at risk just before each time (a censoring at that time is still at risk), and what happened; sums
        of weights where patients are weighted.
    survival : ndarray of float, shape (k,)
        S(t) just after each time.
    greenwood : ndarray of float, shape (k,)
        Sum of d / (n (n - d)) up to each time, so that Var S(t) = S(t)^2 times it; infinite once S(t) is 0.
    n, n_events : int
        Patients, and events among them: rows, whatever their weights.
    begin : float
        Day on which the first patient came under observation; nothing is known of the days before.
    """

    time: Floats
    at_risk: Floats
    events: Floats
    censored: Floats
    survival: Floats
    greenwood: Floats
    n: int
    n_events: int
    begin: float = 0.0

    @property
    def se(self) -> Floats:
        """Greenwood's standard error of S(t); NaN where S(t) is 0, for it is undefined there."""
        with np.errstate(invalid="ignore"):
            se: Floats = self.survival * np.sqrt(self.greenwood)
        return se


@dataclass(frozen=True, eq=False)
class Band:
    """Pointwise confidence limits of a survival curve, each of shape (k,), NaN where undefined."""

    low: Floats
    high: Floats
    level: float


def kaplan_meier(times: SurvivalTimes) -> KaplanMeier:
    """Estimate a survival curve by the product-limit method.

    Parameters
    ----------
    times : SurvivalTimes
        With late entries a patient is at risk at t when entry < t <= time, as in R. Weights count as repetitions,
        in the variance too.

    Returns
    -------
    KaplanMeier
        In the order of time. Where everybody at risk fails early in a late-entry study, S stays 0 from there on.

    Notes
    -----
    Kaplan and Meier 1958; variance by Greenwood 1926.
    """
    table = risk_table(times)
    at_risk, events, censored = table.at_risk[:, 0], table.events[:, 0], table.censored[:, 0]
    failed = events > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - np.where(failed, events / at_risk, 0))
        terms = np.where(failed, events / (at_risk * (at_risk - events)), 0)
    n_events = int(np.count_nonzero(times.event))
    counts = (len(times), n_events, times.begin)
    return KaplanMeier(table.time, at_risk, events, censored, survival, np.cumsum(terms), *counts)


def confidence_band(curve: KaplanMeier, level: float = 0.95, transform: Transform = "log-log") -> Band:
    """Pointwise limits of S(t).

    Parameters
    ----------
    curve : KaplanMeier
        The curve.
    level : float
        Confidence level.
    transform : {"log-log", "log", "plain"}
        Scale on which the limits are symmetric; ``log-log`` is this book's default, ``log`` is R's.

    Returns
    -------
    Band
        Limits on the log and plain scales are cut off at 0 and 1. Undefined where S(t) is 0, and on the log-log
        scale also where it is still 1, as in R.

    Raises
    ------
    InvalidSurvivalData
        When `level` is not between 0 and 1, or `transform` none of the three.
    """
    check_share(level, "a confidence level")
    check_choice(transform, get_args(Transform), "the scale of limits")
    z = float(ndtri((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        low, high = _LIMITS[transform](curve.survival, z * np.sqrt(curve.greenwood))
    gone = curve.survival <= 0
    return Band(np.where(gone, np.nan, low), np.where(gone, np.nan, high), level)


def number_at_risk(times: SurvivalTimes, at: npt.ArrayLike) -> Ints:
    """Count the patients at risk just before given times.

    Parameters
    ----------
    times : SurvivalTimes
        The patients.
    at : array_like of float, shape (m,)
        Times in days.

    Returns
    -------
    ndarray of int, shape (m,)
        Patients with entry < t <= time, whatever their weights; at t = 0 everybody who was at risk from the start.

    Raises
    ------
    InvalidSurvivalData
        When a time is no number.
    """
    moments = known_numbers(at, "a time at which patients are counted")
    gone = np.searchsorted(np.sort(times.time), moments, side="left")
    return _entered_before(times.entry, moments) - gone


def _entered_before(entry: Floats, moments: Floats) -> Ints:
    return np.searchsorted(np.sort(entry), moments, side="left").astype(np.int64)


def _log_log(s: Floats, width: Floats) -> tuple[Floats, Floats]:
    hazard, spread = -np.log(s), width / np.log(s)
    return np.exp(-hazard * np.exp(-spread)), np.exp(-hazard * np.exp(spread))


def _log(s: Floats, width: Floats) -> tuple[Floats, Floats]:
    return s * np.exp(-width), np.minimum(1, s * np.exp(width))


def _plain(s: Floats, width: Floats) -> tuple[Floats, Floats]:
    return np.maximum(0, s - s * width), np.minimum(1, s + s * width)


_LIMITS: Final = {"log-log": _log_log, "log": _log, "plain": _plain}
