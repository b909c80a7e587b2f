"""The trial one would have wanted: treat again within a grace period, or not, by clones, censoring and weights.

Each patient is cloned into both arms. A clone is censored when the patient departs from the arm: in the arm not treated
again on the day of a second dose within the grace period, in the other at the end of that period without one. Clones
that stay are weighted by the inverse of the probability of having stayed, from logistic regressions on covariates known
at first treatment. Survival then runs from first treatment in both arms, and nobody has to live for a group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mibg.reanalysis.immortal.staying import design, probability, weights_of
from mibg.survival import KnownLater, SurvivalTimes, survival_times
from mibg.survival.cox import covariates
from mibg.survival.known_later import same_patients
from mibg.survival.times import Bools, Floats, Ints, InvalidSurvivalData
from mibg.units import DAYS_PER_MONTH


@dataclass(frozen=True, eq=False)
class Trial:
    """Patients, their second doses, and what the weights depend on.

    Parameters
    ----------
    times : SurvivalTimes
        Of n patients, in days since first treatment.
    dose_at : ndarray of float, shape (n,)
        Days to the second dose; inf where none was given before `times` end.
    matrix : ndarray of float, shape (n, p)
        Covariates known at first treatment, less their means, in units of their spread.
    months : int
        The grace period.
    """

    times: SurvivalTimes
    dose_at: Floats
    matrix: Floats
    months: int

    @property
    def grace(self) -> float:
        """The grace period in days."""
        return self.months * DAYS_PER_MONTH

    @property
    def treated(self) -> Bools:
        """Whether the second dose came within the grace period, shape (n,)."""
        return self.dose_at <= self.grace


@dataclass(frozen=True, eq=False)
class Arm:
    """One arm, as stretches of time of its clones.

    Parameters
    ----------
    times : SurvivalTimes
        Of m stretches, each with its weight: the inverse probability of having stayed, times how often the patient
        counts.
    patient : ndarray of int, shape (m,)
        Row of the patient each belongs to, from 0.
    """

    times: SurvivalTimes
    patient: Ints


@dataclass(frozen=True, eq=False)
class Arms:
    """The two arms: treat again within the grace period, and do not within it."""

    again: Arm
    never: Arm


def trial(times: SurvivalTimes, again: KnownLater, by: pd.DataFrame, months: int) -> Trial:
    """Put a trial together.

    Parameters
    ----------
    times : SurvivalTimes
        The patients, n of them, in days since first treatment.
    again : KnownLater
        Second treatment, known since the day it was given.
    by : DataFrame, shape (n, p)
        Covariates known at first treatment that may have led to a second one; see `mibg.survival.cox.covariates`.
    months : int
        The grace period.

    Raises
    ------
    InvalidSurvivalData
        When lengths differ, a covariate is no finite number, patients are weighted or enter late, or the grace period
        is no whole number of months above zero.
    """
    same_patients(times, again)
    matrix, _ = covariates(by).standard()
    if len(matrix) != len(times):
        raise InvalidSurvivalData(f"covariates are given of {len(matrix)} patients, times of {len(times)}")
    if times.weight is not None or times.enter_late:
        raise InvalidSurvivalData("a trial takes patients from time zero on, one row each and without weights")
    if months < 1 or int(months) != months:
        raise InvalidSurvivalData(f"a grace period is a whole number of months above zero, not {months}")
    return Trial(times, np.where(again.known_at < times.time, again.known_at, np.inf), matrix, int(months))


def arms(of: Trial, counts: Ints | None = None) -> Arms:
    """Clone, censor and weight.

    Parameters
    ----------
    of : Trial
        The patients.
    counts : ndarray of int, shape (n,), optional
        How often each patient counts, as in a bootstrap sample; once by default.

    Raises
    ------
    PositivityError
        When a patient who counts stayed where next to nobody like him would.
    """
    often = np.ones(len(of.times)) if counts is None else counts.astype(float)
    return Arms(_treated_again(of, often), _not_treated(of, often))


def _treated_again(of: Trial, often: Floats) -> Arm:
    """Everybody until the end of the grace period, then those treated, who stand for all that were left."""
    left = of.times.time > of.grace
    stays = left & of.treated
    stayed: Floats = np.ones(len(often))
    stayed[left] = probability(design(of.matrix[left]), of.treated[left], often[left])
    patient = np.concatenate([np.arange(len(often)), np.flatnonzero(stays)])
    first = np.minimum(of.times.time, of.grace), of.times.event & ~left, np.zeros(len(often)), often
    weights = weights_of(often[stays], stayed[stays])
    second = of.times.time[stays], of.times.event[stays], np.full(stays.sum(), of.grace), weights
    return Arm(survival_times(*(np.concatenate(pair) for pair in zip(first, second, strict=True))), patient)


def _not_treated(of: Trial, often: Floats) -> Arm:
    """Everybody until treated again within the grace period; who is left stands for those treated in months before."""
    month = np.arange(of.months + 1)
    begin = month * DAYS_PER_MONTH
    end = np.append(begin[1:], np.inf)
    until = np.where(of.treated, of.dose_at, of.times.time)
    patient, interval = np.nonzero(begin < until[:, None])
    dosed = of.treated[patient] & (of.dose_at[patient] <= end[interval])
    weight = np.ones((len(often), of.months + 1))
    weight[patient, interval] = 1 - _monthly(of, patient, interval, dosed, often)
    before = np.column_stack([np.ones(len(often)), weight[:, :-1]])
    stayed: Floats = before.cumprod(axis=1)
    died = of.times.event[patient] & ~of.treated[patient] & (of.times.time[patient] <= end[interval])
    time = np.minimum(until[patient], end[interval])
    weights = weights_of(often[patient], stayed[patient, interval])
    return Arm(survival_times(time, died, begin[interval], weights), patient)


def _monthly(of: Trial, patient: Ints, interval: Ints, dosed: Bools, often: Floats) -> Floats:
    """Probability of a second dose in each month at risk of one: a pooled logistic regression, quadratic in time."""
    inside = interval < of.months
    share = interval / of.months
    x = design(of.matrix[patient], share, share**2)
    found = np.zeros(len(patient))
    found[inside] = probability(x[inside], dosed[inside], often[patient][inside])
    return found
