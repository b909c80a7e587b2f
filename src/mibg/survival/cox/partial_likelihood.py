"""Cox's partial likelihood with its first two derivatives, in sums over risk sets that are formed once a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mibg.survival.cox.terms import Stratum, terms_of
from mibg.survival.times import Floats

_WIDEST: Final = 600.0
_WIDEST_ENTERING_LATE: Final = 25.0


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The log partial likelihood at given coefficients.

    Parameters
    ----------
    value : float
        Log likelihood.
    score : ndarray of float, shape (p,)
        Its gradient.
    information : ndarray of float, shape (p, p)
        Minus its second derivative.
    """

    value: float
    score: Floats
    information: Floats


def likelihood(strata: Sequence[Stratum], coef: Floats) -> Likelihood:
    """Evaluate the partial likelihood.

    Parameters
    ----------
    strata : sequence of Stratum
        Those that have events.
    coef : ndarray of float, shape (p,)
        Coefficients.
    """
    value, score, information = 0.0, np.zeros(len(coef)), np.zeros((len(coef), len(coef)))
    for stratum in strata:
        sets, terms = stratum.sets, terms_of(stratum, coef)
        died = terms.x[sets.event]
        value += float(terms.log_risk[sets.event].sum() - sets.weight @ np.log(terms.total))
        score += died.sum(axis=0) - sets.weight @ terms.mean
        information += terms.information(np.ones(len(sets.moment)))
    return Likelihood(value, score, information)


def within_reach(strata: Sequence[Stratum], coef: Floats) -> bool:
    """Whether the hazards of all rows of a stratum are near enough to each other to be summed.

    A factor of e^600 exhausts the range of a double; where risk sets are differences of two sums, e^25 its digits.
    """
    return all(
        np.ptp(stratum.x @ coef) < (_WIDEST if stratum.sets.before is None else _WIDEST_ENTERING_LATE)
        for stratum in strata
    )
