"""A cohort among earlier studies: printed ranges and values beside recomputed ones with their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.estimate import Estimate
from mibg.published import Claims, Literature
from mibg.report.figures import PageFigure, drawing, page_figure
from mibg.report.forest_entries import OWN, ForestEntry, Mark, forest_entries
from mibg.report.ink import SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_AXIS: Final = {"months": "Months", "%": "Per cent of patients"}
_HERE, _QUOTED, _PAPER = SERIES[:3]
_WIDTH, _HEIGHT, _SIZE = 4.5, 0.35, 9.5  # inches: of the figure, of an entry; points: of the type
_TEXT, _MARK = 0.28, 0.68  # of an entry: where its line stands, and its mark below
_COLUMNS: Final = ("unit", "measure", "about", "claim", "mark", "text", "low", "value", "high")


def forest_figure(
    name: str, literature: Literature, claims: Claims, here: Mapping[str, Estimate], caption: str
) -> PageFigure:
    """Draw each quoted number below the number of this cohort, recomputed and as printed, that it stands beside.

    Parameters
    ----------
    name : str
        Id of the figure.
    literature : Literature
        What is quoted, and beside which claim.
    claims : Claims
        Of the paper.
    here : mapping of str to Estimate
        Recomputed numbers by statistic, in months or per cent; each heads its group, in this order.
    caption : str
        Under the figure.

    Returns
    -------
    PageFigure
        A panel a unit, narrow enough for a phone. A printed range is a bar; the interval of this cohort is a line with
        ends, and what the paper prints of its own patients a square. Its data hold a row an entry: see `ForestEntry`.

    Raises
    ------
    LookupError
        When a quoted number stands beside a statistic that is not given.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    gate = gate_in_force()
    entries = forest_entries(literature, claims, {name: gate.estimate(one) for name, one in here.items()})
    panels = {unit: [entry for entry in entries if entry.unit == unit] for unit in _AXIS}
    rows = [len(panel) + len({entry.measure for entry in panel}) + 1 for panel in panels.values()]
    size = (_WIDTH, _HEIGHT * sum(rows) + 1.2)
    with drawing():
        figure, axes = plt.subplots(len(panels), 1, figsize=size, height_ratios=rows, layout="constrained")
        for place, (unit, panel) in zip(axes, panels.items(), strict=True):
            _draw_panel(place, unit, panel)
        _draw_key(axes[0])
        drawn = page_figure(figure, name, _alt_text(entries), caption, _table(entries))
    return replace(drawn, narrow=True)


def _draw_panel(axes: Axes, unit: str, entries: Sequence[ForestEntry]) -> None:
    until = 100.0 if unit == "%" else 1.15 * max((end for entry in entries for end in entry.numbers), default=1.0)
    axes.set_xlim(0, until)
    row = 0
    for measure, group in groupby(entries, key=attrgetter("measure")):
        _write(axes, row + 0.75, measure, "bold")
        for entry in group:
            row += 1
            _write(axes, row + _TEXT, f"{entry.about}: {entry.text}" if entry.mark is Mark.HERE else entry.about)
            _draw_mark(axes, row + _MARK, entry, until)
        row += 1
    axes.set(ylim=(row + 0.2, 0), xlabel=_AXIS[unit], yticks=[])
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)


def _write(axes: Axes, row: float, text: str, weight: str = "normal") -> None:
    """Write a line from the left edge; it never narrows the panel."""
    place = axes.get_yaxis_transform()
    axes.text(0, row, text, transform=place, va="center", fontsize=_SIZE, fontweight=weight, in_layout=False)


def _draw_mark(axes: Axes, row: float, entry: ForestEntry, until: float) -> None:
    if entry.mark is Mark.HERE:
        _draw_interval(axes, row, entry, until)
        return
    low, high = entry.numbers[0], entry.numbers[-1]
    match entry.mark:
        case Mark.RANGE:
            axes.plot([low, high], [row, row], color=_QUOTED, linewidth=6, solid_capstyle="butt")
        case Mark.ABOVE:
            arrow = {"arrowstyle": "->", "linewidth": 2, "color": _QUOTED}
            axes.annotate("", (until, row), (low, row), arrowprops=arrow)
        case Mark.PAPER:
            axes.plot(low, row, "s", color=_PAPER, markersize=7)
        case Mark.VALUE:
            axes.plot(low, row, "D", color=_QUOTED, markerfacecolor="none", markersize=7, markeredgewidth=1.6)
    _write_beside(axes, (low, high), row, entry)


def _write_beside(axes: Axes, ends: tuple[float, float], row: float, entry: ForestEntry) -> None:
    """Write the printed number right of its mark, or left of it where the panel ends."""
    right = ends[1] < 0.8 * axes.get_xlim()[1] and entry.mark is not Mark.ABOVE
    x, gap, side = (ends[1], 8, "left") if right else (ends[0], -8, "right")
    axes.annotate(entry.text, (x, row), (gap, 0), textcoords="offset points", ha=side, va="center", fontsize=_SIZE)


def _draw_interval(axes: Axes, row: float, entry: ForestEntry, until: float) -> None:
    """Draw this cohort: a point on its interval, with an arrow where the upper limit is not reached."""
    if entry.value is None:
        return
    axes.plot(entry.value, row, "o", color=_HERE, markersize=7)
    if entry.low is None:
        return
    high, end = (until, ">") if entry.high is None else (entry.high, "|")
    axes.plot([entry.low, high], [row, row], color=_HERE, linewidth=1.4)
    axes.plot(entry.low, row, "|", color=_HERE, markersize=9, markeredgewidth=1.4)
    axes.plot(high, row, end, color=_HERE, markersize=9, markeredgewidth=1.4)


def _draw_key(axes: Axes) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - slow to import

    here = Line2D([], [], color=_HERE, marker="o", linewidth=1.4, label="This cohort, recomputed, 95% CI")
    paper = Line2D([], [], color=_PAPER, linestyle="none", marker="s", markersize=7, label=OWN)
    bar = Line2D([], [], color=_QUOTED, linewidth=6, solid_capstyle="butt", label="Printed range of others (no CI)")
    value = Line2D([], [], color=_QUOTED, linestyle="none", marker="D", label="Printed value of others")
    value.set(markerfacecolor="none", markeredgewidth=1.6)
    above = Line2D([], [], color=_QUOTED, linestyle="none", marker=r"$\rightarrow$", label="Printed as more than")
    above.set_markersize(14)
    handles = [here, paper, bar, value, above]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), fontsize=_SIZE, borderpad=0)


def _table(entries: Iterable[ForestEntry]) -> pd.DataFrame:
    rows = [[getattr(entry, name) for name in _COLUMNS] for entry in entries]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _alt_text(entries: Iterable[ForestEntry]) -> str:
    groups = groupby(entries, key=attrgetter("measure"))
    told = [f"{measure}: {'; '.join(f'{one.about} {one.text}' for one in group)}" for measure, group in groups]
    return f"Forest plot of this cohort among earlier studies. {'. '.join(told)}."
