"""A cohort among earlier studies: printed ranges and values beside recomputed ones with their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pandas as pd

from mibg.audit.formatting import Format, format_estimate
from mibg.estimate import Estimate
from mibg.published import Claim, Claims, Literature
from mibg.report.figures import PageFigure, drawing, page_figure
from mibg.report.ink import SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HERE, _RANGE, _VALUE, _BOUND = "this cohort", "range of studies", "single value", "lower bound"
_AXIS: Final = {"months": "Months", "%": "Per cent of patients"}
_INCHES: Final = 0.35  # height of an entry: a line of text, and its mark below
_MARK: Final = 0.68  # of an entry, where its mark lies


@dataclass(frozen=True)
class _Entry:
    """A line of the figure: what is drawn, and as what."""

    measure: str
    unit: str
    about: str
    kind: str
    printed: str
    low: float | None
    value: float | None
    high: float | None
    claim: str = ""


def forest_figure(
    name: str, literature: Literature, claims: Claims, here: Mapping[str, Estimate], caption: str
) -> PageFigure:
    """Draw each quoted number below the number of this cohort that it stands beside.

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
        A panel a unit. A printed range is a bar and no confidence interval; the interval of this cohort is a line with
        ends. Its data hold a row an entry.

    Raises
    ------
    LookupError
        When a quoted number stands beside a statistic that is not given.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    entries = _entries(literature, claims, here)
    panels = {unit: [entry for entry in entries if entry.unit == unit] for unit in _AXIS}
    heights = [len(panel) + len({entry.measure for entry in panel}) + 1.0 for panel in panels.values()]
    with drawing():
        figure, axes = plt.subplots(
            len(panels), 1, figsize=(4.5, _INCHES * sum(heights) + 1.2), height_ratios=heights, layout="constrained"
        )
        for place, (unit, panel) in zip(axes, panels.items(), strict=True):
            _draw_panel(place, unit, panel)
        _draw_key(axes[0])
        drawn = page_figure(figure, name, _alt_text(entries), caption, _rows(entries))
    return replace(drawn, narrow=True)


def _entries(literature: Literature, claims: Claims, here: Mapping[str, Estimate]) -> list[_Entry]:
    beside: dict[str, list[Claim]] = {statistic: [] for statistic in here}
    for comparison in literature.comparisons:
        claim = claims.by_id[comparison.claim]
        if comparison.beside is None or not claim.parts:
            continue
        statistic = claims.by_id[comparison.beside].statistic or ""
        if statistic not in beside:
            raise LookupError(f"{claim.id} stands beside {statistic}, which is not given")
        beside[statistic].append(claim)
    return [
        entry for statistic, quoted in beside.items() for entry in _group(claims, statistic, here[statistic], quoted)
    ]


def _group(claims: Claims, statistic: str, estimate: Estimate, quoted: Iterable[Claim]) -> Iterator[_Entry]:
    measure = claims.naming(statistic)[0].about
    low, high = estimate.ci or (None, None)
    yield _Entry(measure, estimate.unit, "This cohort", _HERE, _written(estimate), low, estimate.value, high)
    for claim in quoted:
        yield _quoted(measure, claim)


def _quoted(measure: str, claim: Claim) -> _Entry:
    numbers = {part.name: float(part.number) for part in claim.parts}
    open_ended = claim.parts[0].interval.high is None
    kind = _RANGE if "low" in numbers else _BOUND if open_ended else _VALUE
    ends = numbers.get("low"), numbers.get("value"), numbers.get("high")
    return _Entry(measure, claim.unit, claim.about, kind, claim.printed, *ends, claim=claim.id)


def _written(estimate: Estimate) -> str:
    if estimate.value is None or estimate.ci is None:
        return format_estimate(estimate)
    return f"{format_estimate(estimate)} ({format_estimate(estimate, Format('ci', bare=True))})"


def _draw_panel(axes: Axes, unit: str, entries: Sequence[_Entry]) -> None:
    ends = [end for entry in entries for end in (entry.low, entry.value, entry.high) if end is not None]
    until = 100.0 if unit == "%" else max(ends, default=1.0) * 1.15
    row = 0
    for measure, group in groupby(entries, key=lambda entry: entry.measure):
        _write(axes, row + 0.75, measure, "bold")
        for entry in group:
            row += 1
            _write(axes, row + 0.28, f"{entry.about}: {entry.printed}" if entry.kind == _HERE else entry.about)
            _draw_mark(axes, row + _MARK, entry, until)
        row += 1
    axes.set(xlim=(0, until), ylim=(row + 0.2, 0), xlabel=_AXIS[unit], yticks=[])
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)


def _write(axes: Axes, row: float, text: str, weight: str = "normal") -> None:
    """Write a line from the left edge; it never narrows the panel."""
    place = axes.get_yaxis_transform()
    axes.text(0, row, text, transform=place, va="center", fontsize=9.5, fontweight=weight, in_layout=False)


def _draw_mark(axes: Axes, row: float, entry: _Entry, until: float) -> None:
    if entry.kind == _HERE:
        _draw_interval(axes, row, entry, until)
        return
    low, high = entry.low or entry.value, entry.high or entry.value
    colour = SERIES[1]
    if entry.kind == _RANGE:
        axes.plot([low, high], [row, row], color=colour, linewidth=6, solid_capstyle="butt")
    elif entry.kind == _BOUND:
        axes.annotate("", (until, row), (low, row), arrowprops={"arrowstyle": "->", "linewidth": 2, "color": colour})
    else:
        axes.plot(low, row, "D", color=colour, markerfacecolor="none", markersize=7, markeredgewidth=1.6)
    _write_beside(axes, row, entry, until)


def _write_beside(axes: Axes, row: float, entry: _Entry, until: float) -> None:
    """Write the printed number on the side of the mark where there is room."""
    low, high = entry.low or entry.value or 0.0, entry.high or entry.value or 0.0
    right = high < 0.8 * until and entry.kind != _BOUND
    place, side, gap = (high, "left", 8) if right else (low, "right", -8)
    how = {"xytext": (gap, 0), "textcoords": "offset points", "ha": side, "va": "center", "fontsize": 9.5}
    axes.annotate(entry.printed, (place, row), **how)


def _draw_interval(axes: Axes, row: float, entry: _Entry, until: float) -> None:
    """Draw this cohort: a point on its interval, with an arrow where the upper limit is not reached."""
    if entry.value is None:
        return
    colour = SERIES[0]
    axes.plot(entry.value, row, "o", color=colour, markersize=7)
    if entry.low is not None:
        axes.plot([entry.low, entry.high or until], [row, row], color=colour, linewidth=1.4)
        axes.plot(entry.low, row, "|", color=colour, markersize=9, markeredgewidth=1.4)
        axes.plot(entry.high or until, row, "|" if entry.high else ">", color=colour, markersize=9)


def _draw_key(axes: Axes) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - slow to import

    keys = [
        Line2D([], [], color=SERIES[0], marker="o", linewidth=1.4, label="This cohort, recomputed, 95% CI"),
        Line2D([], [], color=SERIES[1], linewidth=6, solid_capstyle="butt", label="Printed range of studies (no CI)"),
        Line2D(
            *([], []),
            color=SERIES[1],
            linestyle="none",
            marker="D",
            markerfacecolor="none",
            markeredgewidth=1.6,
            label="Printed single value",
        ),
        Line2D(
            *([], []),
            color=SERIES[1],
            linestyle="none",
            marker=r"$\rightarrow$",
            markersize=14,
            label="Printed as more than",
        ),
    ]
    axes.legend(handles=keys, loc="lower left", bbox_to_anchor=(0, 1), fontsize=9.5, borderpad=0)


def _rows(entries: Iterable[_Entry]) -> pd.DataFrame:
    columns = ["unit", "measure", "about", "claim", "kind", "printed", "low", "value", "high"]
    return pd.DataFrame([{name: getattr(entry, name) for name in columns} for entry in entries], columns=columns)


def _alt_text(entries: Iterable[_Entry]) -> str:
    groups = groupby(entries, key=lambda entry: entry.measure)
    told = [f"{measure}: {'; '.join(f'{one.about} {one.printed}' for one in group)}" for measure, group in groups]
    return f"Forest plot of this cohort among earlier studies. {'. '.join(told)}."
