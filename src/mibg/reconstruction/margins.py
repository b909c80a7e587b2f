"""Integer counts behind printed percentages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

from mibg.published import Part, counts_allowed

Counts = tuple[int, ...]


def choose_counts(percentages: Sequence[Part], n: int, fit: Callable[[Counts], bool]) -> Counts:
    """Choose one count for each percentage, so that they fit one another, as near to the print as can be.

    Parameters
    ----------
    percentages : sequence of Part
        All out of `n`.
    n : int
        Denominator.
    fit : callable
        Whether the counts can hold together, for example because they sum to `n`.

    Returns
    -------
    tuple of int
        The counts of least total deviation from the printed percentages; the first such.

    Raises
    ------
    ValueError
        When no counts fit: an exhaustive enumeration, hence a proof.
    """
    every = product(*(counts_allowed(percentage, n) for percentage in percentages))
    fitting = [counts for counts in every if fit(counts)]
    if not fitting:
        raise ValueError(f"no counts out of {n} print as {', '.join(part.text for part in percentages)} and fit")
    return min(fitting, key=lambda counts: _deviation(percentages, n, counts))


def _deviation(percentages: Sequence[Part], n: int, counts: Counts) -> Fraction:
    return sum(
        (abs(100 * count - Fraction(part.number) * n) for part, count in zip(percentages, counts, strict=True)),
        Fraction(0),
    )
