"""Panels of curves over time, one below the other and narrow enough for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mibg.report.ink import INK
from mibg.survival import SurvivalTimes, number_at_risk
from mibg.units import DAYS_PER_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT, _SIZE = 4.5, 2.7, 9.5  # inches: of the figure, of a panel; points: of the type
_STEP: Final = 2


def time_panels(titles: Mapping[str, Any], until_years: int, axis: str) -> tuple[Figure, Iterator[Axes]]:
    """Lay out a panel for each title, all on one scale of years and of shares.

    Parameters
    ----------
    titles : mapping
        Its keys, from the top.
    until_years : int
        End of the time axis.
    axis : str
        What is below the last of them.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    size = (_WIDTH, _HEIGHT * len(titles) + 0.5)
    figure, panels = plt.subplots(len(titles), 1, figsize=size, layout="constrained", squeeze=False)
    for axes, title in zip(panels[:, 0], titles, strict=True):
        axes.set_title(title, loc="left", fontsize=11)
        axes.set(xlim=(0, until_years), ylim=(0, 1))
        axes.set_xticks(np.arange(0, until_years + 1, _STEP))
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
    panels[-1, 0].set_xlabel(axis)
    return figure, iter(panels[:, 0])


def write_at_risk(axes: Axes, times: SurvivalTimes) -> None:
    """Put below each year the patients at risk then."""
    years = axes.get_xticks()
    counts = number_at_risk(times, years * DAYS_PER_YEAR)
    axes.set_xticks(years, [f"{year:g}\n{count}" for year, count in zip(years, counts, strict=True)])


def nothing(axes: Axes, reason: str) -> None:
    """Write into an empty panel why it is empty."""
    axes.text(0.5, 0.5, reason, transform=axes.transAxes, ha="center", va="center", color=INK, fontsize=_SIZE)
