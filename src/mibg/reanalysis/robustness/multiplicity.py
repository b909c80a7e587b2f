"""Allowing for the number of tests: what survives of printed p-values, which are bounds, and of recomputed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from mibg.estimate import Estimate
from mibg.published import Test
from mibg.survival.times import Floats

LEVEL: Final = 0.05
Method = Literal["holm", "benjamini-hochberg"]
Adjustment = Callable[[Sequence[float] | npt.ArrayLike], Floats]

SURVIVES: Final = "survives"
FALLS: Final = "does not survive"
OPEN: Final = "depends on the p not printed"
_ROUNDING: Final = 1e-12


@dataclass(frozen=True)
class AllowedRange:
    """One test after allowing for the number of tests.

    Parameters
    ----------
    test : Test
        As declared.
    low, high : float
        Adjusted p-values that the printed ones allow, each printed p anywhere within its bounds.
    verdict : str
        Whether the test is significant at 5 % after adjustment: ``survives`` whatever the values not printed, ``does
        not survive`` whatever they are, or ``depends on the p not printed``.
    """

    test: Test
    low: float
    high: float
    verdict: str


def holm(p: Sequence[float] | npt.ArrayLike) -> Floats:
    """Adjust p-values so that the chance of any false finding in the family stays below the level.

    Parameters
    ----------
    p : array_like of float, shape (m,)
        Between 0 and 1.

    Returns
    -------
    ndarray of float, shape (m,)

    Notes
    -----
    Holm 1979; R: ``p.adjust(p, "holm")``.
    """
    given = np.asarray(p, dtype=float)
    order = np.argsort(given, kind="stable")
    stepped = given[order] * np.arange(len(given), 0, -1)
    return _in_place(np.maximum.accumulate(stepped), order)


def benjamini_hochberg(p: Sequence[float] | npt.ArrayLike) -> Floats:
    """Adjust p-values so that the expected share of false findings among all findings stays below the level.

    Parameters
    ----------
    p : array_like of float, shape (m,)
        Between 0 and 1.

    Returns
    -------
    ndarray of float, shape (m,)

    Notes
    -----
    Benjamini and Hochberg 1995; it holds for tests that are independent or positively dependent. R: ``p.adjust(p,
    "BH")``.
    """
    given = np.asarray(p, dtype=float)
    order = np.argsort(given, kind="stable")
    stepped = given[order] * len(given) / np.arange(1, len(given) + 1)
    return _in_place(np.minimum.accumulate(stepped[::-1])[::-1], order)


METHODS: Final[Mapping[Method, Adjustment]] = {"holm": holm, "benjamini-hochberg": benjamini_hochberg}


def adjust_printed(family: Sequence[Test], method: Method) -> tuple[AllowedRange, ...]:
    """Adjust printed p-values, of which only bounds are known.

    Parameters
    ----------
    family : sequence of Test
        The tests taken together.
    method : {"holm", "benjamini-hochberg"}
        How.

    Returns
    -------
    tuple of AllowedRange
        In the order of the family. Either adjustment rises with each p of the family, so that the lowest p of all give
        the lowest adjusted p of each, and the highest the highest. A printed ``<`` is strict: an adjusted bound of
        just 5 % survives.
    """
    adjust = METHODS[method]
    lows, highs = adjust([test.low for test in family]), adjust([test.high for test in family])
    return tuple(
        AllowedRange(test, float(low), float(high), _verdict(float(low), float(high)))
        for test, low, high in zip(family, lows, highs, strict=True)
    )


def adjust_recomputed(recomputed: Mapping[str, Estimate], method: Method) -> dict[str, Estimate]:
    """Adjust the p-values of one cohort.

    Parameters
    ----------
    recomputed : mapping of str to Estimate
        The family's p-values, unit ``p``, by any name. One that is not estimable was not tested, and is not counted.
    method : {"holm", "benjamini-hochberg"}
        How.

    Returns
    -------
    dict of str to Estimate
        Of the same names; those not estimable stay as they are.
    """
    values = {name: estimate.value for name, estimate in recomputed.items() if estimate.value is not None}
    adjusted = dict(zip(values, METHODS[method](list(values.values())), strict=True))
    return {
        name: estimate if name not in adjusted else _adjusted(estimate, float(adjusted[name]), method, len(values))
        for name, estimate in recomputed.items()
    }


def _adjusted(estimate: Estimate, value: float, method: Method, tests: int) -> Estimate:
    names = {"holm": "Holm", "benjamini-hochberg": "Benjamini and Hochberg"}
    convention = f"{estimate.convention}; adjusted after {names[method]} for {tests} tests"
    function = "mibg.reanalysis.robustness.multiplicity.adjust_recomputed"
    about = (value, "p", estimate.n, convention, function, estimate.events)
    return Estimate(*about, endpoint=estimate.endpoint, smallest=estimate.smallest)


def _in_place(adjusted: Floats, order: npt.NDArray[np.intp]) -> Floats:
    """Put adjusted values back in the order in which they were given, none above 1."""
    found = np.empty_like(adjusted)
    found[order] = np.minimum(adjusted, 1)
    return found


def _verdict(low: float, high: float) -> str:
    if high <= LEVEL + _ROUNDING:
        return SURVIVES
    return FALLS if low >= LEVEL - _ROUNDING else OPEN
