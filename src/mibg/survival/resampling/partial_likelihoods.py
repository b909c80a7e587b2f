"""Cox's partial likelihood of many bootstrap samples at once, with its first two derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.survival.cox.covariates import Covariates
from mibg.survival.resampling.moments import Moments, event_moments
from mibg.survival.resampling.tied_terms import TiedTerms
from mibg.survival.times import Floats, Ints, SurvivalTimes

_SMALLEST: Final = 1e-300


@dataclass(frozen=True, eq=False)
class Regression:
    """Covariates of mean 0 and spread 1, their products x_i x_j with i <= j, and the risk sets."""

    moments: Moments
    x: Floats
    spread: Floats
    products: Floats
    upper: tuple[Ints, Ints]


def regression(times: SurvivalTimes, by: Covariates) -> Regression:
    """Make covariates ready, once for all bootstrap samples."""
    standard, spread = by.standard()
    x = np.ascontiguousarray(standard)
    upper = np.triu_indices(x.shape[1])
    return Regression(event_moments(times), x, spread, x[:, upper[0]] * x[:, upper[1]], upper)


@dataclass(frozen=True, eq=False)
class Likelihoods:
    """Logarithm, shape (B,), gradient, shape (B, p), and information, shape (B, p, p)."""

    value: Floats
    score: Floats
    information: Floats


def likelihoods(of: Regression, counts: Floats, terms: TiedTerms, coef: Floats) -> Likelihoods:
    """Evaluate at coefficients of standard covariates, shape (B, p), one row a replicate."""
    moments, x = of.moments, of.x
    linear = coef @ x.T
    linear -= linear.max(axis=1, keepdims=True)
    risk = counts * np.exp(linear)
    total = np.where(terms.weight > 0, terms.less_lost(moments.at_risk(risk), moments.failing(risk)), 1.0)
    total = np.maximum(total, _SMALLEST)
    share = terms.weight / total
    expected = risk * _exposure(moments, terms, share)
    means = [terms.less_lost(moments.at_risk(risk * column), moments.failing(risk * column)) * share for column in x.T]
    failing = counts[:, moments.failing_rows]
    value = (failing * linear[:, moments.failing_rows]).sum(axis=1) - (terms.weight * np.log(total)).sum(axis=1)
    information = np.empty((len(counts), x.shape[1], x.shape[1]))
    for place, (i, j) in enumerate(zip(*of.upper, strict=True)):
        between = np.einsum("bt,bt,bt->b", means[i], means[j], 1 / np.maximum(terms.weight, 1))
        information[:, i, j] = information[:, j, i] = expected @ of.products[:, place] - between
    return Likelihoods(value, failing @ x[moments.failing_rows] - expected @ x, information)


def _exposure(moments: Moments, terms: TiedTerms, share: Floats) -> Floats:
    """Sum the terms' shares over the risk sets that each row was in, shape (B, n); a tied row's own part lost."""
    k = len(moments.time)
    running = np.zeros((len(share), k + 1))
    np.cumsum(terms.by_moment(share, k), axis=1, out=running[:, 1:])
    found: Floats = running[:, moments.last]
    if moments.entering is not None:
        found -= running[:, moments.before]
    if terms.lost.any():
        lost = terms.by_moment(share * terms.lost, k)
        found[:, moments.failing_rows] -= lost[:, moments.last[moments.failing_rows] - 1]
    return found
