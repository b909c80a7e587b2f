"""Colours and type of the figures, and their way into a page that can be light or dark.

Figures are drawn with fixed colours. In the SVG each of them becomes a CSS variable with that colour as its
fallback, so that a page restyles the figure and a bare notebook still shows it.
"""

from __future__ import annotations

from typing import Any, Final

INK: Final = "#24292e"
GRID: Final = "#d9dde2"
PAPER: Final = "#fefefe"
SERIES: Final = ("#00639c", "#c04f15", "#3f7d20", "#8a4a9e", "#7a6a00", "#5a6270")

CSS_VARIABLES: Final = {
    INK: "--mibg-ink",
    GRID: "--mibg-grid",
    PAPER: "--mibg-paper",
    **{colour: f"--mibg-series-{number}" for number, colour in enumerate(SERIES, start=1)},
}

STYLE: Final[Any] = {
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.axisbelow": True,
    "figure.facecolor": "none",
    "font.size": 11,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "mibg",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
