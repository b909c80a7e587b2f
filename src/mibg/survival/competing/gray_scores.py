"""The scores of Gray's test and their covariance, in one stratum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mibg.survival.competing_times import CompetingTimes
from mibg.survival.risk_table import risk_table
from mibg.survival.times import Bools, Floats, SurvivalTimes


@dataclass(frozen=True, eq=False)
class _Course:
    """Counts and curves of g groups at the k times with an event of any cause, each of shape (k, g).

    `free` is the probability of no event, just before and just after a time, `incidence` that of the cause before it.
    """

    at_risk: Floats
    own: Floats
    other: Floats
    free_before: Floats
    free: Floats
    incidence_before: Floats


def gray_scores(
    times: CompetingTimes, of_cause: Bools, member: npt.NDArray[np.intp], groups: int
) -> tuple[Floats, Floats]:
    """Score, shape (g,), and covariance, shape (g, g), of the patients of one stratum (Gray 1988, rho = 0)."""
    course = _course(times, of_cause, member, groups)
    present = course.at_risk > 0
    size = np.where(present, course.at_risk / np.where(present, course.free_before, 1), 0)
    total = size.sum(axis=1, keepdims=True)
    own = course.own.sum(axis=1, keepdims=True)
    weight = size * (1 - course.incidence_before)
    score = (course.own - own * weight / weight.sum(axis=1, keepdims=True)).sum(axis=0)
    pooled = np.cumsum(own / total, axis=0)
    before = pooled - own / total
    contrast = _contrast(size, total)
    integral = np.cumsum(contrast * (own / (total * (1 - before)))[:, :, None], axis=0)
    return score, _covariance(course, contrast, integral, own, total, pooled)


def _course(times: CompetingTimes, of_cause: Bools, member: npt.NDArray[np.intp], groups: int) -> _Course:
    whole = risk_table(times.any_cause(), member, groups)
    mine = risk_table(SurvivalTimes(times.time, of_cause, times.entry), member, groups)
    failed = whole.events.any(axis=1)
    at_risk, events, own = whole.at_risk[failed], whole.events[failed], mine.events[failed]
    safe = np.maximum(at_risk, 1)
    free = np.asarray(np.cumprod(1 - events / safe, axis=0), dtype=np.float64)
    free_before: Floats = np.ones_like(free)
    free_before[1:] = free[:-1]
    incidence: Floats = np.cumsum(free_before * own / safe, axis=0)
    return _Course(at_risk, own, events - own, free_before, free, incidence - free_before * own / safe)


def _contrast(size: Floats, total: Floats) -> Floats:
    """Weight of each group (second axis) in the score of each (first), shape (k, g, g)."""
    groups = size.shape[1]
    return size[:, :, None] * (np.eye(groups) - (size / total)[:, None, :])


def _covariance(  # noqa: PLR0913, PLR0917 - the terms of one formula
    course: _Course, contrast: Floats, integral: Floats, own: Floats, total: Floats, pooled: Floats
) -> Floats:
    """Sum over times and groups of the squared influence of an event of the cause, and of one of another."""
    present, left = course.at_risk > 0, course.free > 0
    ratio = np.where(left, (1 - pooled) / np.where(left, course.free, 1), 0)
    later = integral[-1:] - integral
    safe = np.maximum(course.at_risk, 1)
    ties = np.where(
        own > 1, 1 - (own - 1) / np.where(own > 1, np.maximum(total * course.free_before - 1, 1e-300), 1), 1
    )
    mine = np.where(present, ties * course.free_before * own / (total * safe), 0)
    tied = np.where(course.other > 1, 1 - (course.other - 1) / np.maximum(safe - 1, 1), 1)
    others = np.where(left, tied * course.free_before**2 * course.other / safe**2, 0)
    by_own = contrast + (1 - ratio)[:, None, :] * later
    by_other = ratio[:, None, :] * later
    first = np.einsum("tik,tjk,tk->ij", by_own, by_own, mine)
    second: Floats = first + np.einsum("tik,tjk,tk->ij", by_other, by_other, others)
    return second
