"""How near two implementations of one convention must come, and what happens where they do not."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from mibg.estimate import Estimate, SecondOpinion

AGREEMENT: Final = 1e-6
_NOTHING: Final = 1e-12
_NO_CHANCE: Final = 1e-300
"""A p-value below it is as good as 0."""


class Disagreement(ArithmeticError):  # noqa: N818 - named for what it reports
    """Two independent implementations of one convention give different numbers."""


@dataclass(frozen=True)
class Peer:
    """Where a second opinion on an estimate comes from, or why there is none.

    Parameters
    ----------
    function : str
        Dotted name of the function of this library that makes the estimate, as in `Estimate.function`.
    implementation : str or None
        Library and function of the peer; None where no independent implementation follows the same convention.
    opinion : callable or None
        Takes the estimate and the data it was made from, and gives the peer's value in the unit of the estimate, or
        None where the peer gives none on these very data.
    note : str
        The convention shared; without a peer, how the estimate is proven instead.
    """

    function: str
    implementation: str | None
    opinion: Callable[..., float | None] | None
    note: str


def with_second_opinion(estimate: Estimate, value: float | None, implementation: str) -> Estimate:
    """Attach what an independent implementation says to an estimate that has a value.

    Parameters
    ----------
    estimate : Estimate
        With a value.
    value : float or None
        The independent one, in the same unit; None where it gives none on these data.
    implementation : str
        Library and function.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6; of the logarithms, where both are p-values below 1e-12.
    """
    own = estimate.value
    if value is not None and (own is None or not _agree(own, value, estimate.unit)):
        raise Disagreement(f"{estimate.function} gives {own}, {implementation} gives {value}")
    return replace(estimate, second=SecondOpinion(value, implementation))


def _agree(one: float, other: float, unit: str) -> bool:
    """Whether two values are the same; the last digits of a tiny p-value are those of its statistic, magnified."""
    if unit == "p" and max(one, other) < _NOTHING:
        one, other = (math.log(max(p, _NO_CHANCE)) for p in (one, other))
    return math.isclose(one, other, rel_tol=AGREEMENT, abs_tol=_NOTHING)
