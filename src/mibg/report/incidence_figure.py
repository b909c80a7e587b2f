"""Cumulative incidence of progression from below, and of death without it from above: who is left is between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mibg.audit.formatting import format_estimate
from mibg.disclosure.chosen import gate_in_force
from mibg.report.figures import PageFigure, drawing, page_figure, withheld_figure
from mibg.report.ink import SERIES
from mibg.report.shown import SINGLE_PATIENTS
from mibg.report.time_panels import nothing, time_panels, write_at_risk
from mibg.survival import CompetingTimes, CumulativeIncidence, aalen_johansen, incidence_at, incidence_band
from mibg.survival.times import Floats
from mibg.units import DAYS_PER_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ALT_YEARS: Final = 2
_COLOURS: Final = {"progression": SERIES[0], "death": SERIES[1]}
_PLACE: Final = {"progression": 0.06, "death": 0.94}
_WORDS: Final = {"progression": "progressed", "death": "died without progression"}


def incidence_figure(
    name: str, measures: Mapping[str, CompetingTimes], *, since: str, caption: str, until_years: int = 10
) -> PageFigure:
    """Draw what share has progressed, and what share has died without it, one panel a measure.

    Parameters
    ----------
    name : str
        Id of the figure.
    measures : mapping of str to CompetingTimes
        By title; times in days, with the causes ``progression`` and ``death``. Without patients a panel says so.
    since : str
        Time zero, for the axis.
    caption : str
        Under the figure.
    until_years : int
        End of the time axis.

    Returns
    -------
    PageFigure
        Narrow enough for a phone. The incidence of progression is drawn from 0 upwards, that of death from 100 %
        downwards, each with its pointwise log-log 95 % limits; they add up, so that the space between is the share
        free of both. Its data hold every step of both.
    """
    if not gate_in_force().open:
        return withheld_figure(name, caption, SINGLE_PATIENTS)
    curves = {title: aalen_johansen(times) for title, times in measures.items()}
    with drawing():
        figure, panels = time_panels(curves, until_years, f"Years since {since}; below them, patients at risk")
        for axes, (title, curve) in zip(panels, curves.items(), strict=True):
            _draw(axes, curve)
            write_at_risk(axes, measures[title].any_cause())
        drawn = page_figure(figure, name, _alt_text(curves, since), caption, _steps(curves))
    return replace(drawn, narrow=True)


def _draw(axes: Axes, curve: CumulativeIncidence) -> None:
    if not curve.n:
        nothing(axes, "there are no patients")
        return
    years = curve.time / DAYS_PER_YEAR
    for column, cause in enumerate(curve.causes):
        band, colour = incidence_band(curve, cause), _COLOURS[cause]
        shares = np.concatenate([[0.0], curve.incidence[:, column]])
        axes.step(np.append(0, years), _height(cause, shares), where="post", color=colour, linewidth=1.8)
        low, high = _height(cause, band.low), _height(cause, band.high)
        axes.fill_between(years, low, high, step="post", color=colour, alpha=0.2, linewidth=0)
        axes.text(0.98, _PLACE[cause], _WORDS[cause], transform=axes.transAxes, ha="right", va="center", color=colour)


def _height(cause: str, share: Floats) -> Floats:
    """Death hangs from above."""
    return 1 - share if cause == "death" else share


def _steps(curves: Mapping[str, CumulativeIncidence]) -> pd.DataFrame:
    return pd.concat([_step_rows(title, curve) for title, curve in curves.items()], ignore_index=True)


def _step_rows(title: str, curve: CumulativeIncidence) -> pd.DataFrame:
    columns = {"measure": title, "years": np.round(curve.time / DAYS_PER_YEAR, 6), "at_risk": curve.at_risk}
    for column, cause in enumerate(curve.causes):
        band = incidence_band(curve, cause)
        columns |= {
            cause: np.round(curve.incidence[:, column], 6),
            f"{cause}_ci_low": np.round(band.low, 6),
            f"{cause}_ci_high": np.round(band.high, 6),
        }
    return pd.DataFrame(columns)


def _alt_text(curves: Mapping[str, CumulativeIncidence], since: str) -> str:
    told = "; ".join(f"{title}: {_told(curve)}" for title, curve in curves.items())
    return f"Cumulative incidence {_ALT_YEARS} years after {since}, each cause competing with the other. {told}."


def _told(curve: CumulativeIncidence) -> str:
    found = {cause: incidence_at(curve, cause, _ALT_YEARS * DAYS_PER_YEAR) for cause in curve.causes}
    return ", ".join(f"{_WORDS[cause]} {format_estimate(one)}" for cause, one in found.items())
