"""Hazard ratios along a grid of assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.report.figures import PageFigure, drawing, page_figure, withheld_figure
from mibg.report.ink import INK, SERIES
from mibg.report.shown import MOVES_WITH_PATIENTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TICKS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


def ratio_curve_figure(
    name: str, curves: Mapping[str, pd.DataFrame], *, assumed: str, held: Mapping[str, float | None], caption: str
) -> PageFigure:
    """Draw hazard ratios with their intervals against what is assumed, one panel a curve.

    Parameters
    ----------
    name : str
        Id of the figure.
    curves : mapping of str to DataFrame
        Columns ``assumed``, ``ratio``, ``low``, ``high`` by title of the panel; a frame without rows leaves its panel
        empty.
    assumed : str
        The assumption, for the axis.
    held : mapping of str to float or None
        For each panel the ratio without any assumption, drawn as a dotted line.
    caption : str
        Under the figure.

    Returns
    -------
    PageFigure
        Its data hold all curves; withheld by a gate, for it moves patient by patient.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    if not gate_in_force().open:
        return withheld_figure(name, caption, MOVES_WITH_PATIENTS)
    with drawing():
        figure, panels = plt.subplots(1, len(curves), figsize=(7.2, 3.4), sharey=True, squeeze=False)
        for axes, (title, curve), colour in zip(panels[0], curves.items(), SERIES, strict=False):
            _draw(axes, curve, colour, held[title])
            axes.set(title=title, xlabel=assumed)
            axes.title.set_color(colour)
        panels[0, 0].set_ylabel("Hazard ratio")
        figure.tight_layout()
        return page_figure(figure, name, _alt_text(curves), caption, _data(curves))


def _draw(axes: Axes, curve: pd.DataFrame, colour: str, held: float | None) -> None:
    rows = curve.dropna(subset=["ratio"]).astype({"assumed": float, "ratio": float, "low": float, "high": float})
    axes.set_yscale("log")
    axes.set_yticks(_TICKS, [f"{tick:g}" for tick in _TICKS], minor=False)
    axes.minorticks_off()
    axes.axhline(1, color=INK, linewidth=0.9)
    if held is not None:
        axes.axhline(held, color=colour, linewidth=1.2, linestyle=(0, (1.5, 1.5)))
    axes.fill_between(rows["assumed"], rows["low"], rows["high"], color=colour, alpha=0.16, linewidth=0)
    axes.plot(rows["assumed"], rows["ratio"], color=colour, linewidth=1.8)
    axes.set_ylim(_TICKS[0], _TICKS[-1])


def _data(curves: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    filled = [curve.assign(panel=title) for title, curve in curves.items() if len(curve)]
    return pd.concat(filled, ignore_index=True).round(6) if filled else pd.DataFrame(columns=["panel"])


def _alt_text(curves: Mapping[str, pd.DataFrame]) -> str:
    told = [f"{title}: {_range(curve)}" for title, curve in curves.items()]
    return f"Hazard ratios against what is assumed of the lost. {'; '.join(told)}."


def _range(curve: pd.DataFrame) -> str:
    known = curve["ratio"].dropna()
    return f"between {known.min():.2f} and {known.max():.2f}" if len(known) else "not estimable"
