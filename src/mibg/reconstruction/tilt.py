"""Tilt: which way a reconstruction leans in what the printed numbers leave free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["low", "high"]
TILTED: Final = ("repeat", "imaging", "symptoms", "biochemistry")
"""Contrasts that can be pushed: by the number of treatments, and by each measure of response."""


@dataclass(frozen=True)
class Tilt:
    """One push.

    Parameters
    ----------
    contrast : str
        One of `TILTED`.
    side : {"low", "high"}
        Which way to push the hazard of the better group against that of the other.
    """

    contrast: str
    side: Side

    def leaning(self, better: Sequence[int], worse: Sequence[int]) -> int:
        """Say how far groups lean the way that is wanted.

        Parameters
        ----------
        better, worse : sequence of int
            Days lived by the patients of each group.

        Returns
        -------
        int
            Mean of the one less that of the other, times the sizes of both, so that every decision is exact; with its
            sign turned where the hazard is pushed high.
        """
        ahead = len(worse) * sum(better) - len(better) * sum(worse)
        return ahead if self.side == "low" else -ahead
