"""A specification curve: a headline under every specification, above the options that make each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mibg.decisions import Decision
from mibg.disclosure.chosen import gate_in_force
from mibg.published import Claims
from mibg.reanalysis.multiverse import Headline
from mibg.report.figures import PageFigure, drawing, page_figure, withheld_figure
from mibg.report.ink import GRID, INK, SERIES
from mibg.report.range_figure import Reference
from mibg.report.shown import MOVES_WITH_PATIENTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _CURVE, _LINE, _SIZE = 4.5, 2.4, 0.165, 8  # inches: of the figure, curve and a line; points: of the type
_LONG: Final = re.compile(r"\d+\.\d{3,}")
"""A coordinate with more digits than can be seen; there are many points."""
_LINK: Final = re.compile(r'<a xlink:href="#[^"]*-point-(\d+)"[^>]*>')


def specification_figure(  # noqa: PLR0913 - what the page says of a figure
    name: str,
    headline: Headline,
    points: pd.DataFrame,
    asked: Mapping[str, Decision],
    *,
    reference: Reference | None,
    caption: str,
) -> PageFigure:
    """Draw a headline under every specification.

    Parameters
    ----------
    name : str
        Id of the figure; its points lead to the rows of the `specification_table` of that name.
    headline : Headline
        The claim.
    points : DataFrame
        Of `mibg.reanalysis.multiverse.point_frame`; one without an estimate is not drawn.
    asked : mapping of str to Decision
        The decisions to show below the curve, by id: those whose options do not all compare the same.
    reference : Reference, optional
        What is printed.
    caption : str
        Under the figure.

    Returns
    -------
    PageFigure
        Narrow enough for a phone. Each point is a link that tells its numbers. Its data are the points.
    """
    if not gate_in_force().open:
        return withheld_figure(name, caption, MOVES_WITH_PATIENTS)
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    drawn = points.dropna(subset="estimate")
    lines = [(one, option) for one in asked.values() for option in ("", *_options(one, points))]
    heights = [_CURVE, _LINE * max(len(lines), 1)]
    with drawing():
        figure, (curve, board) = plt.subplots(
            2, sharex=True, figsize=(_WIDTH, sum(heights) + 0.3), height_ratios=heights, layout="constrained"
        )
        _draw_curve(curve, headline, drawn, reference)
        _draw_board(figure, board, drawn, lines)
        made = page_figure(figure, name, _alt_text(headline, drawn, reference), caption, points.round(6))
    told = dict(zip(drawn["point"], (point_text(headline, row) for row in drawn.to_dict("records")), strict=True))
    short = _LONG.sub(lambda number: f"{float(number[0]):.2f}", made.svg)
    linked = _LINK.sub(lambda link: f"{link[0]}<title>{escape(told[int(link[1])])}</title>", short)
    return replace(made, svg=linked.replace('role="img"', 'role="group"', 1), narrow=True)


def printed_band(claims: Claims, headline: Headline) -> Reference | None:
    """Give what is printed of a headline in the unit in which it is shown, as far as its rounding allows."""
    for claim in claims.naming(headline.estimate):
        value = next((part for part in claim.parts if part.name == "value"), None)
        if claim.unit == headline.unit and value and value.interval.low is not None and value.interval.high is not None:
            low, high = float(value.interval.low), float(value.interval.high)
            return Reference(low, high, f"printed: {value.text} {claim.unit}")
    return None


def point_text(headline: Headline, row: Mapping[str, object] | Mapping[object, object]) -> str:
    """Tell the numbers of a point in a line."""
    numbers = f"{row['estimate']:.1f} {headline.unit}" if headline.pair else f"{row['estimate']:.2f} {headline.unit}"
    test = f", p {_p(float(str(row['p'])))}" if headline.pair else ""
    return f"Point {row['point']}: {numbers}{test}, n = {row['n']}"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"= {value:.2g}"


def _draw_curve(axes: Axes, headline: Headline, drawn: pd.DataFrame, reference: Reference | None) -> None:
    if reference is not None:
        axes.axhspan(reference.low, reference.high, color=SERIES[1], alpha=0.3, linewidth=1, label=reference.label)
    if not len(drawn):
        axes.text(0.5, 0.5, "No specification is estimable.", transform=axes.transAxes, ha="center")
    ranged = drawn.dropna(subset=["low", "high"])
    _strokes(axes, ranged["point"], ranged["low"], ranged["high"], GRID)
    sure = drawn["p"].lt(0.05) | (headline.pair is None)
    named = ("p below 0.05", "p 0.05 or above") if headline.pair else ("a point", "")
    kinds = {named[0]: (sure, SERIES[0]), named[1]: (~sure, "none")}
    for label, (which, face) in kinds.items():
        _scatter(axes, drawn[which], label, marker="o", s=9, facecolor=face, edgecolor=SERIES[0], linewidth=0.7)
    _scatter(axes, drawn[drawn["results"]], "as in the Results", marker="D", s=26, facecolor=INK, edgecolor=INK)
    if headline.pair is not None:
        axes.axhline(0, color=INK, linewidth=0.9)
    what = "Difference of medians" if headline.pair else "Median survival"
    axes.set_ylabel(f"{what}, {headline.unit}", fontsize=_SIZE + 1)
    axes.tick_params(labelsize=_SIZE, bottom=False)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), fontsize=_SIZE, ncols=2, borderpad=0, labelcolor=INK)


def _strokes(axes: Axes, at: pd.Series, low: pd.Series, high: pd.Series, colour: str) -> None:
    """Draw upright strokes as one path, which is a tenth of as many paths."""
    gaps = pd.Series(np.nan, index=at.index)
    ends = np.column_stack([low, high, gaps]).ravel()
    axes.plot(np.repeat(at, 3), ends, color=colour, linewidth=1, solid_capstyle="butt")


def _scatter(axes: Axes, rows: pd.DataFrame, label: str, **look: object) -> None:
    if len(rows):
        made = axes.scatter(rows["point"], rows["estimate"], label=label, zorder=3, **look)  # type: ignore[arg-type]
        made.set_urls([f"#point-{point}" for point in rows["point"]])


def _draw_board(figure: Figure, axes: Axes, drawn: pd.DataFrame, lines: list[tuple[Decision, str]]) -> None:
    from matplotlib.transforms import blended_transform_factory  # noqa: PLC0415 - only figures need it

    across = blended_transform_factory(figure.transFigure, axes.transData)
    for place, (decision, option) in enumerate(lines):
        if not option:
            axes.text(0.01, place + 0.15, decision.asks, transform=across, va="center", fontsize=_SIZE,
                      fontweight="bold", in_layout=False)  # fmt: skip
            continue
        has = [option in found.split(" or ") for found in drawn[decision.id]]
        marked = drawn.loc[has, "point"]
        _strokes(axes, marked, marked * 0 + place - 0.3, marked * 0 + place + 0.3, SERIES[0])
    named = [(place, option.replace("_", " ")) for place, (_, option) in enumerate(lines) if option]
    axes.set_yticks([place for place, _ in named], [name for _, name in named], fontsize=_SIZE)
    axes.set(ylim=(len(lines) - 0.4, -0.6), xticks=[])
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.grid(visible=False)


def _options(decision: Decision, points: pd.DataFrame) -> list[str]:
    """Options of a decision that some point leads to; the others are left out by a rule."""
    found = {option for joined in points[decision.id] for option in joined.split(" or ")}
    return [option for option in decision.options if option in found]


def _alt_text(headline: Headline, drawn: pd.DataFrame, reference: Reference | None) -> str:
    beside = "" if reference is None else f", beside {reference.label}"
    if not len(drawn):
        return f"{headline.label}: no specification is estimable{beside}."
    least, greatest = drawn["estimate"].min(), drawn["estimate"].max()
    return (
        f"{headline.label} under every specification, {len(drawn)} points from {least:.2f} to {greatest:.2f} "
        f"{headline.unit}{beside}. The table below the figure holds every point."
    )
