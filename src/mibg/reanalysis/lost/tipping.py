"""Tipping points: how unlike the followed the lost must have been for the conclusion to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from mibg.estimate import Estimate
from mibg.reanalysis.lost.effects import conclusion
from mibg.reanalysis.lost.imputation import DATA_SETS, SEED, Imputation, imputation, pooled_ratio
from mibg.reanalysis.lost.incomplete import Incomplete
from mibg.reanalysis.lost.listwise import listwise

Bools = npt.NDArray[np.bool_]

DELTAS: Final = tuple(float(delta) for delta in np.arange(-5, 5.1, 0.5))
SHARES: Final = tuple(round(float(share), 2) for share in np.arange(0, 1.01, 0.05))
COLUMNS: Final = ("assumed", "share", "ratio", "low", "high", "conclusion")
_HERE: Final = "mibg.reanalysis.lost.tipping"
_NONE_LOST: Final = "the response of everybody is known"
_HOLDS: Final = "the conclusion stays the same along the whole grid"


@dataclass(frozen=True, eq=False)
class Tipping:
    """The hazard ratio along a grid of assumptions about the lost.

    Parameters
    ----------
    curve : DataFrame, one row an assumption
        ``assumed`` (log odds or share), ``share`` of the lost with a favourable response (0 to 1), ``ratio``, ``low``,
        ``high`` (missing where not estimable) and ``conclusion`` (lower, higher, open, none), as pooled over
        imputed data sets. Without rows where nothing can be compared.
    below, above : Estimate
        The assumption nearest to the start of the grid, down and up from it, under which the conclusion is not that
        of the patients followed.
    """

    curve: pd.DataFrame
    below: Estimate
    above: Estimate

    @property
    def told(self) -> dict[str, str]:
        """Where the conclusion changes on either side, in words: ``below`` and ``above``."""
        return {"below": _told(self.below), "above": _told(self.above)}


def tipping_by_odds(
    data: Incomplete, deltas: Sequence[float] = DELTAS, data_sets: int = DATA_SETS, seed: int = SEED
) -> Tipping:
    """Shift the log odds of a favourable response among the lost, the imputation model's being 0.

    Parameters
    ----------
    data : Incomplete
        From the landmark.
    deltas : sequence of float
        Ascending, with 0. Below 0 the lost responded less often than the followed like them did.
    data_sets, seed
        As for `mibg.reanalysis.lost.imputation.imputation`; the same random numbers serve the whole grid.

    Returns
    -------
    Tipping
        `below` and `above` in unit ``log odds``. Who of the lost responded is still tied to survival as among the
        followed.
    """
    return _tipping(
        data, _Grid(deltas, 0.0, Imputation.shifted, "log odds", f"{_HERE}.tipping_by_odds"), data_sets, seed
    )


def tipping_by_share(
    data: Incomplete, shares: Sequence[float] = SHARES, data_sets: int = DATA_SETS, seed: int = SEED
) -> Tipping:
    """Let a share of the lost have a favourable response, whoever they are and however long they lived.

    Parameters
    ----------
    data, data_sets, seed
        As for `tipping_by_odds`.
    shares : sequence of float
        Ascending, between 0 and 1.

    Returns
    -------
    Tipping
        `below` and `above`, down and up from the share among the followed, in per cent. Response and survival have
        nothing to do with each other among the lost, so every share draws the ratio towards 1.
    """
    followed = float(np.nanmean(data.response)) if data.followed.any() else 0.0
    grid = _Grid(shares, followed, Imputation.at_random, "%", f"{_HERE}.tipping_by_share")
    return _tipping(data, grid, data_sets, seed)


@dataclass(frozen=True)
class _Grid:
    """Assumptions, where among them nothing special is assumed, and how responses are drawn under one."""

    values: Sequence[float]
    start: float
    complete: Callable[[Imputation, float], Bools]
    unit: str
    function: str

    def estimate(self, data: Incomplete, value: float | None, reason: str | None = None) -> Estimate:
        shown = None if value is None else 100 * value if self.unit == "%" else value
        convention = (
            f"Nearest assumption on a grid from {self.values[0]:g} to {self.values[-1]:g} under which the pooled "
            "hazard ratio and its 95 % interval do not say what they say of the followed alone"
        )
        events = int(data.times.event.sum())
        about = (shown, self.unit, len(data), convention, self.function, events)
        return Estimate(*about, reason=reason, smallest=data.smallest)


def _tipping(data: Incomplete, grid: _Grid, data_sets: int, seed: int) -> Tipping:
    reason, kept = data.reason or (_NONE_LOST if data.followed.all() else None), listwise(data)
    if reason is None and kept.value is None:
        reason = f"the followed alone have no hazard ratio: {kept.reason}"
    if reason is not None:
        nowhere = replace(grid.estimate(data, None, reason), smallest=0)  # each such reason tells of nobody
        return Tipping(pd.DataFrame(columns=list(COLUMNS)), nowhere, nowhere)
    drawn = imputation(data, data_sets, seed)
    curve = pd.DataFrame(
        [_row(data, value, grid.complete(drawn, value)) for value in grid.values], columns=list(COLUMNS)
    )
    tips = curve["assumed"].to_numpy()[(curve["conclusion"] != conclusion(kept)).to_numpy()]
    below, above = tips[tips <= grid.start], tips[tips >= grid.start]
    return Tipping(
        curve,
        grid.estimate(data, float(below[-1])) if len(below) else grid.estimate(data, None, _HOLDS),
        grid.estimate(data, float(above[0])) if len(above) else grid.estimate(data, None, _HOLDS),
    )


def _told(tip: Estimate) -> str:
    if tip.value is None:
        return str(tip.reason)
    return f"at {tip.value:g}{'' if tip.unit == '%' else ' '}{tip.unit}".replace("-", "\N{MINUS SIGN}")


def _row(data: Incomplete, assumed: float, completed: Bools) -> tuple[object, ...]:
    found = pooled_ratio(data, completed, "", "")
    share = float(completed[:, ~data.followed].mean())
    low, high = found.ci or (None, None)
    return assumed, share, found.value, low, high, conclusion(found)
