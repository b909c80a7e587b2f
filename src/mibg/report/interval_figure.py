"""Survival free of an event that is known only to lie between two assessments, beside the day that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.endpoints import CompetingEndpoint
from mibg.report.figures import PageFigure, drawing, page_figure, withheld_figure
from mibg.report.ink import SERIES
from mibg.report.shown import SINGLE_PATIENTS
from mibg.report.time_panels import nothing, time_panels
from mibg.survival import KaplanMeier, Turnbull, kaplan_meier, turnbull
from mibg.survival.times import Floats
from mibg.units import DAYS_PER_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SEEN, _BETWEEN = "on the day it was seen", "between assessments"
_COLOURS: Final = {_SEEN: SERIES[0], _BETWEEN: SERIES[1]}
Pair = tuple[KaplanMeier, Turnbull]


def interval_figure(
    name: str, courses: Mapping[str, CompetingEndpoint], *, since: str, caption: str, until_years: int = 10
) -> PageFigure:
    """Draw Kaplan and Meier's curve of detection dates and Turnbull's of the intervals, one panel a course.

    Parameters
    ----------
    name : str
        Id of the figure.
    courses : mapping of str to CompetingEndpoint
        By title; nobody is at risk after his last assessment. Without patients a panel says so.
    since : str
        Time zero, for the axis.
    caption : str
        Under the figure.
    until_years : int
        End of the time axis.

    Returns
    -------
    PageFigure
        Narrow enough for a phone. Where Turnbull's estimate leaves the curve open there is a block in place of a line.
        Its data hold, for each estimate, stretches of time in years with the highest and the lowest share that is
        free of the event in them.
    """
    if not gate_in_force().open:
        return withheld_figure(name, caption, SINGLE_PATIENTS)
    curves = {title: _pair(course) for title, course in courses.items()}
    with drawing():
        figure, panels = time_panels(curves, until_years, f"Years since {since}")
        for axes, pair in zip(panels, curves.values(), strict=True):
            _draw(axes, pair)
        drawn = page_figure(figure, name, _alt_text(curves, since), caption, _data(curves))
    return replace(drawn, narrow=True)


def _pair(course: CompetingEndpoint) -> Pair:
    return kaplan_meier(course.until_last_assessed().times), turnbull(course.intervals)


def _draw(axes: Axes, pair: Pair) -> None:
    if not pair[0].n:
        nothing(axes, "there are no patients")
        return
    for label, rows in _stretches(pair).groupby("estimate", sort=False):
        ends = np.append(rows["from"], rows["to"].iloc[-1:])
        low, high = (np.append(rows[side], rows[side].iloc[-1:]) for side in ("low", "high"))
        colour = _COLOURS[str(label)]
        axes.fill_between(ends, low, high, step="post", facecolor=(colour, 0.3), edgecolor=colour, label=label)
    axes.legend(loc="upper right", fontsize=9.5)


def _stretches(pair: Pair) -> pd.DataFrame:
    """Times between which an estimate stays as it is, with the shares between which it lies."""
    seen, between = pair
    days = np.concatenate([[0.0], seen.time])
    share = np.concatenate([[1.0], seen.survival])[:-1]
    knots = np.unique(np.concatenate([[0.0], between.left, between.right[np.isfinite(between.right)]]))
    low, high = between.bounds((knots[:-1] + knots[1:]) / 2)
    return pd.concat([_rows(_SEEN, days, share, share), _rows(_BETWEEN, knots, low, high)], ignore_index=True)


def _rows(estimate: str, days: Floats, low: Floats, high: Floats) -> pd.DataFrame:
    years = days / DAYS_PER_YEAR
    rows = pd.DataFrame({"from": years[:-1], "to": years[1:], "low": low, "high": high}).round(6)
    return rows.assign(estimate=estimate)


def _data(curves: Mapping[str, Pair]) -> pd.DataFrame:
    return pd.concat([_stretches(pair).assign(measure=title) for title, pair in curves.items()], ignore_index=True)


def _alt_text(curves: Mapping[str, Pair], since: str) -> str:
    told = "; ".join(f"{title}: {curve.n} patients, event of {curve.n_events}" for title, (curve, _) in curves.items())
    return f"Proportion free of progression since {since}, {_SEEN} and {_BETWEEN}. {told}."
