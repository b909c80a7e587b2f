"""Firth's penalised likelihood, half the logarithm of the information's determinant added, and its maximum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.survival.cox.partial_likelihood import likelihood, within_reach
from mibg.survival.cox.terms import Stratum, Terms, terms_of
from mibg.survival.times import Bools, Floats, Ints

_STEPS: Final = 100
_HALVINGS: Final = 40
_CONVERGED: Final = 1e-10
_ROUNDED: Final = 1e-7
_ROUNDING: Final = 1e-12
_GAIN: Final = 1e-3
_CELLS: Final = 4_000_000


class NoMaximum(ArithmeticError):  # noqa: N818 - named for what was not found
    """The penalised likelihood has no maximum that could be found."""


@dataclass(frozen=True, eq=False)
class Slopes:
    """Derivatives of the penalised log likelihood at given coefficients.

    Parameters
    ----------
    score : ndarray of float, shape (p,)
        Its gradient: Firth's modified score.
    curvature : ndarray of float, shape (p, p)
        Minus its second derivative.
    information : ndarray of float, shape (p, p)
        That of the likelihood alone.
    """

    score: Floats
    curvature: Floats
    information: Floats


def penalised(strata: Sequence[Stratum], coef: Floats) -> float:
    """Penalised log likelihood; -inf where no double can hold it."""
    if not within_reach(strata, coef):
        return -math.inf
    at = likelihood(strata, coef)
    sign, logarithm = np.linalg.slogdet(at.information)
    return at.value + 0.5 * float(logarithm) if sign > 0 else -math.inf


def slopes(strata: Sequence[Stratum], coef: Floats) -> Slopes:
    """Differentiate the penalised log likelihood twice.

    Notes
    -----
    Where A is the inverse information I, the penalty's slope is tr(A I_j) / 2 and its second derivative
    (tr(A I_jk) - tr(A I_j A I_k)) / 2. The derivatives of I are sums of third and fourth cumulants of the covariates
    over the risk sets.
    """
    at = likelihood(strata, coef)
    inverse = np.linalg.inv(at.information).astype(float)
    third, fourth = (
        sum(parts) for parts in zip(*(_cumulants(stratum, coef, inverse) for stratum in strata), strict=True)
    )
    turned = np.einsum("ab,bcj->acj", inverse, third)
    slope, bend = np.einsum("aaj->j", turned), fourth - np.einsum("abj,bak->jk", turned, turned)
    return Slopes(at.score + slope / 2, at.information - bend / 2, at.information)


def climb(strata: Sequence[Stratum], start: Floats, free: Bools) -> tuple[Floats, float]:
    """Newton's method on the penalised likelihood in the free coefficients; a step that gains too little is halved.

    At rest when a step is below 1e-10 standard errors, or below 1e-7 and no longer shrinking, which is rounding.

    Raises
    ------
    NoMaximum
        When the climb does not come to rest.
    """
    coef, value = start.copy(), penalised(strata, start)
    if not free.any() or not math.isfinite(value):
        return coef, value
    length = math.inf
    for _ in range(_STEPS):
        at = slopes(strata, coef)
        step, before = _newton(at, free), length
        length = float(np.abs(step * np.sqrt(np.diag(at.information))).max())
        if length < _CONVERGED or before / 2 < length < _ROUNDED:
            return coef, value
        coef, value = _ahead(strata, coef, step, value, _GAIN * float(step @ at.score))
    raise NoMaximum(f"the penalised likelihood did not come to its maximum in {_STEPS} steps")


def _newton(at: Slopes, free: Bools) -> Floats:
    """Step of Newton's method; where the penalised likelihood bends the wrong way, by the information alone."""
    scale = np.sqrt(np.diag(at.information))[free]
    inside = np.ix_(free, free)
    curvature, information = (matrix[inside] / np.outer(scale, scale) for matrix in (at.curvature, at.information))
    bent = curvature if np.linalg.eigvalsh(curvature)[0] > 0 else information
    step = np.zeros(len(free))
    step[free] = np.linalg.solve(bent, at.score[free] / scale) / scale
    return step


def _ahead(strata: Sequence[Stratum], coef: Floats, step: Floats, value: float, gain: float) -> tuple[Floats, float]:
    """Take a step, halved until it gains a share of what its slope promises, but for rounding."""
    for _ in range(_HALVINGS):
        ahead = penalised(strata, coef + step)
        if ahead >= value + gain - _ROUNDING * abs(value):
            return coef + step, ahead
        step, gain = step / 2, gain / 2
    return coef, value


def _cumulants(stratum: Stratum, coef: Floats, inverse: Floats) -> tuple[Floats, Floats]:
    """Sum the risk sets' third cumulants, (p, p, p), and their fourth, two places taken by A, (p, p)."""
    terms, count = terms_of(stratum, coef), len(stratum.sets.moment)
    blocks = np.array_split(np.arange(count), 1 + count * stratum.x.size // _CELLS)
    parts = [_of_terms(terms, some, inverse) for some in blocks]
    third, fourth = (sum(part) for part in zip(*parts, strict=True))
    return third, fourth


def _of_terms(terms: Terms, some: Ints, inverse: Floats) -> tuple[Floats, Floats]:
    share, weight = _shares(terms, some), terms.sets.weight[some]
    apart = terms.x - terms.mean[some, None]
    weighted = apart * (share * weight[:, None])[:, :, None]
    third = np.einsum("tia,tib,tij->abj", weighted, apart, apart, optimize=True)
    square = np.einsum("tia,ab,tib->ti", apart, inverse, apart, optimize=True)
    spread = (apart * share[:, :, None]).transpose(0, 2, 1) @ apart
    pairs = np.einsum("ab,tab,tjk->tjk", inverse, spread, spread, optimize=True) + 2 * spread @ inverse @ spread
    fourth = np.einsum("ti,tij,tik->jk", square, weighted, apart, optimize=True) - np.tensordot(weight, pairs, 1)
    return third, fourth


def _shares(terms: Terms, some: Ints) -> Floats:
    """Share of each row in the risks of some terms' risk sets, shape (terms, n); a tied event's own reduced."""
    sets, moment = terms.sets, terms.sets.moment[some, None]
    at_risk = sets.last > moment
    if sets.before is not None:
        at_risk &= sets.before <= moment
    share: Floats = at_risk * terms.risk / terms.total[some, None]
    share[:, sets.event] *= 1 - sets.fraction[some, None] * (sets.at == moment)
    return share
