"""Kaplan-Meier figures: curves with bands and censor marks, above a table of the numbers at risk."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mibg.audit.formatting import format_estimate
from mibg.disclosure.chosen import gate_in_force
from mibg.disclosure.gate import Gate
from mibg.report.figures import PageFigure, drawing, page_figure
from mibg.report.ink import INK, SERIES
from mibg.survival import KaplanMeier, SurvivalTimes, confidence_band, kaplan_meier, median_spss, number_at_risk
from mibg.units import DAYS_PER_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ORDINATE: Final = {"death": "Proportion alive", "progression": "Proportion free of progression"}
_DASHES: Final = ("solid", (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)))


def survival_figure(  # noqa: PLR0913 - what the page says of a figure
    name: str,
    groups: Mapping[str, SurvivalTimes],
    *,
    since: str,
    caption: str,
    until_years: int = 15,
    event: str = "death",
) -> PageFigure:
    """Draw Kaplan-Meier curves with their pointwise log-log bands, censor marks and numbers at risk.

    Parameters
    ----------
    name : str
        Id of the figure.
    groups : mapping of str to SurvivalTimes
        By name, in the order of the legend; at most four; times in days.
    since : str
        Time zero, for the axis: ``first treatment``.
    caption : str
        Under the figure.
    until_years : int
        End of the time axis at the latest; it ends with the curves where they end before.
    event : {"death", "progression"}
        What the curves wait for, for the axis and the alternative text.

    Returns
    -------
    PageFigure
        Its data hold every step of every curve with its limits, in years. Behind a gate the steps are coarse, and
        groups of too few have no curve.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    gate = gate_in_force()
    curves = {group: _passed(kaplan_meier(times), gate) for group, times in groups.items()}
    ticks = _ticks(curves.values(), until_years)
    with drawing():
        figure, axes = plt.subplots(figsize=(7.2, 4.2))
        for (group, curve), colour, dash in zip(curves.items(), SERIES, _DASHES, strict=False):
            _draw_curve(axes, group, curve, {"color": colour, "linestyle": dash})
        axes.set(xlabel=f"Years since {since}", ylabel=_ORDINATE[event])
        _scale_axes(axes, ticks)
        _write_at_risk(axes, groups, ticks, gate)
        if len(curves) > 1:
            axes.legend(loc="upper right")
        return page_figure(figure, name, _alt_text(groups, since, event, gate), caption, _steps(curves))


def _passed(curve: KaplanMeier, gate: Gate) -> KaplanMeier:
    """The curve that a gate shows: made anew of steps of several events each, and of rounded numbers at risk."""
    if gate.open:
        return curve
    steps = gate.steps(curve.time, curve.at_risk, curve.events)
    at_risk, events = steps.at_risk, steps.events
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(np.where(events > 0, events / (at_risk * (at_risk - events)), 0))
    survival = np.cumprod(1 - events / at_risk, dtype=np.float64)
    counts = gate.count(curve.n) or 0, gate.count(curve.n_events) or 0
    return KaplanMeier(steps.time, at_risk, events, np.zeros_like(events), survival, greenwood, *counts)


def _draw_curve(axes: Axes, group: str, curve: KaplanMeier, pen: Mapping[str, Any]) -> None:
    band = confidence_band(curve)
    years = np.concatenate([[0.0], curve.time / DAYS_PER_YEAR])
    axes.step(years, np.concatenate([[1.0], curve.survival]), where="post", label=group, linewidth=1.8, **pen)
    axes.fill_between(
        curve.time / DAYS_PER_YEAR,
        band.low,
        band.high,
        step="post",
        alpha=0.16,
        color=pen["color"],
        linewidth=0,
    )
    marked = curve.censored > 0
    axes.plot(curve.time[marked] / DAYS_PER_YEAR, curve.survival[marked], "|", color=pen["color"], markersize=6)


def _scale_axes(axes: Axes, ticks: np.ndarray) -> None:
    axes.set(xlim=(0, ticks[-1]), ylim=(0, 1.02))
    axes.set_xticks(ticks)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])


def _write_at_risk(axes: Axes, groups: Mapping[str, SurvivalTimes], ticks: np.ndarray, gate: Gate) -> None:
    place = axes.get_xaxis_transform()
    axes.text(0, -0.25, "At risk", transform=place, fontweight="bold", ha="left", color=INK)
    for row, ((group, times), colour) in enumerate(zip(groups.items(), SERIES, strict=False)):
        height = -0.32 - 0.07 * row * 2
        axes.text(0, height, group, transform=place, ha="left", color=colour, fontsize=10)
        for tick, count in zip(ticks, number_at_risk(times, ticks * DAYS_PER_YEAR), strict=True):
            told = gate.told(int(count), brief=True)
            axes.text(tick, height - 0.065, told, transform=place, ha="center", color=INK, fontsize=10)


def _steps(curves: Mapping[str, KaplanMeier]) -> pd.DataFrame:
    return pd.concat([_step_rows(group, curve) for group, curve in curves.items()], ignore_index=True)


def _step_rows(group: str, curve: KaplanMeier) -> pd.DataFrame:
    band = confidence_band(curve)
    return pd.DataFrame(
        {
            "group": group,
            "years": np.round(curve.time / DAYS_PER_YEAR, 6),
            "at_risk": curve.at_risk,
            "events": curve.events,
            "censored": curve.censored,
            "survival": np.round(curve.survival, 6),
            "ci_low": np.round(band.low, 6),
            "ci_high": np.round(band.high, 6),
        }
    )


def _alt_text(groups: Mapping[str, SurvivalTimes], since: str, event: str, gate: Gate) -> str:
    curves = {group: kaplan_meier(times) for group, times in groups.items()}
    told = [
        f"{group}: {gate.told(curve.n)} patients, {event} of {gate.told(curve.n_events)}, "
        f"median {format_estimate(gate.estimate(median_spss(curve, unit='years')))}"
        for group, curve in curves.items()
    ]
    return f"Kaplan-Meier curves, {_ORDINATE[event].lower()} since {since}. " + ". ".join(told) + "."


def _ticks(curves: Iterable[KaplanMeier], until_years: int) -> np.ndarray:
    """Whole years up to the last of the curves, or to the end that is given where that comes before."""
    last = max((float(curve.time[-1]) / DAYS_PER_YEAR for curve in curves if len(curve.time)), default=until_years)
    years = min(until_years, max(1, math.ceil(last)))
    step = 1 if years <= 8 else 2 if years <= 16 else 5
    return np.arange(0, min(until_years, step * math.ceil(years / step)) + 1, step)
