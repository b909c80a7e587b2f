"""How often each patient is drawn, for many bootstrap samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from mibg.survival.times import Floats, Ints

CELLS: Final = 2**14


def drawn(strata: Sequence[Ints], replicates: int, seed: int) -> Iterator[Floats]:
    """Draw patients with replacement, within each stratum as many as it has.

    Parameters
    ----------
    strata : sequence of ndarray of int
        Rows of each stratum, n in all.
    replicates : int
        Bootstrap samples, B.
    seed : int
        Of `numpy.random.default_rng`.

    Yields
    ------
    ndarray of float, shape (b, n)
        Whole numbers; the b add up to B. Few enough to stay in the processor's cache.
    """
    chance = np.random.default_rng(seed)
    n = sum(len(rows) for rows in strata)
    most = max(1, CELLS // n)
    for begin in range(0, replicates, most):
        counts = np.empty((min(most, replicates - begin), n))
        for rows in strata:
            counts[:, rows] = _multinomial(chance, len(counts), len(rows))
        yield counts


def _multinomial(chance: np.random.Generator, samples: int, n: int) -> Floats:
    """Counts of equally likely rows, shape (samples, n); counting draws is faster than drawing counts."""
    places = chance.integers(n, size=(samples, n)) + n * np.arange(samples)[:, None]
    return np.bincount(places.ravel(), minlength=samples * n).reshape(samples, n).astype(float)
