"""Ranges under several assumptions, one below the other, beside what the paper prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mibg.audit.formatting import Format, format_estimate
from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.source import COHORT, Source
from mibg.estimate import Estimate
from mibg.report.figures import PageFigure, drawing, page_figure
from mibg.report.ink import INK, SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _HEIGHT, _SIZE = 4.5, 0.4, 9.5  # inches: of the figure, of a line; points: of the type


@dataclass(frozen=True)
class Reference:
    """What the ranges are held against.

    Parameters
    ----------
    low, high : float
        A band, or twice the same number for a line.
    label : str
        What it is.
    """

    low: float
    high: float
    label: str


def range_figure(  # noqa: PLR0913 - what the page says of a figure
    name: str,
    ranges: Mapping[str, Estimate],
    *,
    axis: str,
    reference: Reference,
    caption: str,
    logarithmic: bool = False,
    source: Source = COHORT,
) -> PageFigure:
    """Draw an estimate under each of several assumptions.

    Parameters
    ----------
    name : str
        Id of the figure.
    ranges : mapping of str to Estimate
        By assumption; with parts ``low`` and ``high``. One that is not estimable is written and not drawn.
    axis : str
        What is shown, with its unit.
    reference : Reference
        Drawn behind all of them.
    caption : str
        Under the figure.
    logarithmic : bool
        For ratios.
    source : Source
        What the estimates were computed from.

    Returns
    -------
    PageFigure
        Narrow enough for a phone. Its data hold ``assumption``, ``low``, ``value`` and ``high``.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    gate = gate_in_force().for_source(source)
    ranges = {label: gate.estimate(estimate) for label, estimate in ranges.items()}
    data = pd.DataFrame([_row(label, estimate) for label, estimate in ranges.items()])
    with drawing():
        figure, axes = plt.subplots(figsize=(_WIDTH, _HEIGHT * (len(ranges) + 1) + 0.9), layout="constrained")
        axes.set_xscale("log" if logarithmic else "linear")
        axes.axvspan(reference.low, reference.high, color=SERIES[1], alpha=0.25, linewidth=1.5, label=reference.label)
        for place, (label, estimate) in enumerate(ranges.items()):
            _draw(axes, place, label, estimate)
        _finish(axes, data, axis, reference)
        drawn = page_figure(figure, name, _alt_text(ranges, axis, reference), caption, data)
    return replace(drawn, narrow=True)


def _row(label: str, estimate: Estimate) -> dict[str, object]:
    numbers = estimate.parts.get("low"), estimate.value, estimate.parts.get("high")
    rounded = (None if number is None else round(number, 6) for number in numbers)
    return {"assumption": label, **dict(zip(("low", "value", "high"), rounded, strict=True))}


def _draw(axes: Axes, row: int, label: str, estimate: Estimate) -> None:
    place = axes.get_yaxis_transform()
    axes.text(0, row + 0.3, _told(label, estimate), transform=place, va="center", fontsize=_SIZE, in_layout=False)
    if estimate.value is None:
        return
    axes.plot([estimate.parts["low"], estimate.parts["high"]], [row + 0.72] * 2, color=SERIES[0], linewidth=1.6)
    axes.plot(estimate.value, row + 0.72, "o", color=SERIES[0], markersize=6)


def _finish(axes: Axes, data: pd.DataFrame, axis: str, reference: Reference) -> None:
    numbers = data[["low", "value", "high"]].to_numpy(dtype=float)
    known = np.append(numbers[np.isfinite(numbers)], [reference.low, reference.high])
    if axes.get_xscale() == "log":
        axes.set_xlim(known.min() / 1.15, known.max() * 1.15)
        ticks = [tick for tick in (0.25, 0.5, 1, 2, 4, 8) if known.min() / 1.15 <= tick <= known.max() * 1.15]
        axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        axes.set_xticks([], minor=True)
    else:
        axes.set_xlim(min(0, known.min()), known.max() * 1.05)
    axes.set(ylim=(len(data) + 0.1, -0.1), yticks=[], xlabel=axis)
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), fontsize=_SIZE, borderpad=0, labelcolor=INK)


def _told(label: str, estimate: Estimate) -> str:
    if estimate.value is None:
        return f"{label}: {format_estimate(estimate)}"
    value, low, high = (format_estimate(estimate, Format(part, bare=True)) for part in ("value", "low", "high"))
    return f"{label}: {value} ({low} to {high})"


def _alt_text(ranges: Mapping[str, Estimate], axis: str, reference: Reference) -> str:
    told = "; ".join(_told(label, estimate) for label, estimate in ranges.items())
    return f"{axis}, under several assumptions, beside {reference.label}. {told}."
