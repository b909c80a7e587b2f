"""Firth's penalty: half the logarithm of the information's determinant, and its slope."""

from __future__ import annotations

import math

import numpy as np

from mibg.survival.cox.fit import CoxFit
from mibg.survival.cox.partial_likelihood import Stratum, Terms, likelihood, terms_of, within_reach
from mibg.survival.times import Floats


def penalised(plain: CoxFit, coef: Floats) -> float:
    """Penalised log likelihood; -inf where no double can hold it."""
    if not within_reach(plain.strata, coef):
        return -math.inf
    at = likelihood(plain.strata, coef)
    sign, logarithm = np.linalg.slogdet(at.information)
    return at.value + 0.5 * float(logarithm) if sign > 0 else -math.inf


def penalty_slope(plain: CoxFit, coef: Floats, inverse: Floats) -> Floats:
    """Half the trace of the inverse information times its slope in each coefficient, shape (p,)."""
    slopes = [_third_moments(stratum, terms_of(stratum, coef)) for stratum in plain.strata]
    found: Floats = 0.5 * np.einsum("ab,abj->j", inverse, np.sum(slopes, axis=0))
    return found


def _third_moments(stratum: Stratum, terms: Terms) -> Floats:
    """Third central moments of the covariates, summed over the terms, shape (p, p, p)."""
    sets, x = stratum.sets, terms.x
    before = np.zeros(len(x), dtype=np.int64) if sets.before is None else sets.before
    moment = np.arange(len(sets.moments))
    at_risk = (before <= moment[:, None]) & (sets.last > moment[:, None])
    share = at_risk[sets.moment] * terms.risk
    share[:, sets.event] *= 1 - sets.fraction[:, None] * (sets.at == sets.moment[:, None])
    share *= sets.weight[:, None] / terms.total[:, None]
    third = np.einsum("i,ia,ib,ij->abj", share.sum(axis=0), x, x, x, optimize=True)
    second = np.einsum("ti,ia,ib->tab", share, x, x, optimize=True)
    mixed = np.einsum("tab,tj->abj", second, terms.mean)
    cube = np.einsum("t,ta,tb,tj->abj", sets.weight, terms.mean, terms.mean, terms.mean, optimize=True)
    found: Floats = third - mixed - mixed.transpose(0, 2, 1) - mixed.transpose(2, 0, 1) + 2 * cube
    return found
