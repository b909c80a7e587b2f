"""Every member of an ensemble as a point, one band a headline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.ensemble import HEADLINES, Summary
from mibg.estimate import Estimate
from mibg.report.figures import PageFigure, drawing, page_figure
from mibg.report.ink import INK, SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _BAND, _SIZE = 4.5, 1.05, 9.5  # inches: of the figure, of a band; points: of the type
_TICKS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_ROWS_OF_POINTS: Final = 12
_PUSHED: Final = {"low": "<", "high": ">"}


def strip_figure(name: str, summary: Summary, here: Mapping[str, Estimate], caption: str) -> PageFigure:
    """Draw the headline value of every member that attains the claims.

    Parameters
    ----------
    name : str
        Id of the figure.
    summary : Summary
        Of the ensemble.
    here : mapping of str to Estimate
        The same ratios in the cohort of the book, by name of the headline; with intervals.
    caption : str
        Under the figure.

    Returns
    -------
    PageFigure
        Narrow enough for a phone. Its data hold headline, member, and ratio.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    data, gate = _points(summary), gate_in_force()
    with drawing():
        figure, axes = plt.subplots(figsize=(_WIDTH, _BAND * len(HEADLINES) + 1.0), layout="constrained")
        for band, headline in enumerate(HEADLINES):
            _draw(axes, band, data[data["headline"] == headline.name], headline.name)
            _draw_here(axes, band, gate.estimate(here[headline.name]))
            place = axes.get_yaxis_transform()
            axes.text(0, band + 0.14, headline.label, transform=place, va="center", fontsize=_SIZE, in_layout=False)
        _finish(axes)
        drawn = page_figure(figure, name, _alt_text(summary), caption, data)
    return replace(drawn, narrow=True)


def _points(summary: Summary) -> pd.DataFrame:
    """Members that count: as they come for every headline, and those that were pushed for their own."""
    whole = summary.members[summary.members["missed"].eq("")]
    names = [headline.name for headline in HEADLINES]
    long = whole.melt("member", names, "headline", "ratio").dropna(subset="ratio")
    made_for = long["member"].str.partition("-")[0]
    own = made_for.eq("seed") | made_for.eq(long["headline"])
    return long.loc[own, ["headline", "member", "ratio"]].round(6).reset_index(drop=True)


def _draw(axes: Axes, band: int, points: pd.DataFrame, headline: str) -> None:
    free = points["member"].str.startswith("seed-")
    rows = band + 0.3 + 0.36 * (np.arange(free.sum()) % _ROWS_OF_POINTS) / _ROWS_OF_POINTS
    axes.plot(points.loc[free, "ratio"], rows, "o", color=SERIES[0], markersize=2.6, alpha=0.55, markeredgewidth=0)
    for side, marker in _PUSHED.items():
        pushed = points.loc[points["member"].str.startswith(f"{headline}-{side}"), "ratio"]
        axes.plot(pushed, [band + 0.74] * len(pushed), marker, color=SERIES[1], markersize=4, alpha=0.6, mew=0)


def _draw_here(axes: Axes, band: int, here: Estimate) -> None:
    if here.value is None:
        return
    low, high = here.ci or (None, None)
    ends = [here.value if low is None else low, here.value if high is None else high]
    axes.plot(ends, [band + 0.88] * 2, color=INK, linewidth=1.4)
    axes.plot(here.value, band + 0.88, "D", color=INK, markersize=4)


def _finish(axes: Axes) -> None:
    axes.set_xscale("log")
    axes.set_xticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
    axes.set_xticks([], minor=True)
    axes.axvline(1, color=INK, linewidth=0.9)
    axes.set(ylim=(len(HEADLINES) + 0.02, -0.02), yticks=[], xlabel="Hazard ratio")
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    told = {"a reconstruction as it comes": ("o", SERIES[0]), "pushed low or high": ("<", SERIES[1])}
    for label, (marker, colour) in (told | {"this cohort, 95% CI": ("D", INK)}).items():
        axes.plot([], [], marker, color=colour, markersize=4, label=label)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), fontsize=_SIZE, borderpad=0, labelcolor=INK)


def _alt_text(summary: Summary) -> str:
    labels = {headline.name: headline.label for headline in HEADLINES}
    told = "; ".join(
        f"{labels[row['headline']]}: {row['least']:.2f} to {row['greatest']:.2f} as they come, "
        f"{row['lowest']:.2f} to {row['highest']:.2f} over all found"
        for row in summary.headlines.to_dict("records")
    )
    return f"Hazard ratios in the reconstructions of the ensemble. {told}."
