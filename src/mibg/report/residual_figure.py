"""Scaled Schoenfeld residuals: how the log hazard ratio of each contrast goes with time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from mibg.audit.formatting import format_estimate
from mibg.disclosure.chosen import gate_in_force
from mibg.reanalysis.robustness import Proportionality
from mibg.report.figures import PageFigure, drawing, page_figure, withheld_figure
from mibg.report.ink import INK, SERIES
from mibg.report.shown import SINGLE_PATIENTS
from mibg.units import DAYS_PER_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS: Final = 2
_YEARS: Final = (1, 2, 3, 5, 10)


def residual_figure(name: str, contrasts: Mapping[str, Proportionality], *, since: str, caption: str) -> PageFigure:
    """Draw the residuals of each contrast over time, their average around each, and the ratio held constant.

    Deaths are evenly spaced, so that the many of the first years do not hide each other.

    Parameters
    ----------
    name : str
        Id of the figure.
    contrasts : mapping of str to Proportionality
        By the title of each panel; one that cannot be tested has a panel that says why.
    since : str
        Time zero, for the axis.
    caption : str
        Under the figure.

    Returns
    -------
    PageFigure
        Its data hold a row an event; withheld by a gate.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    if not gate_in_force().open:
        return withheld_figure(name, caption, SINGLE_PATIENTS)
    lines = -(-len(contrasts) // _COLUMNS)
    with drawing():
        figure, grid = plt.subplots(lines, _COLUMNS, figsize=(7.2, 2.7 * lines), squeeze=False, layout="constrained")
        for axes, (title, found) in zip(grid.flat, contrasts.items(), strict=False):
            axes.set_title(title, fontsize=11, loc="left")
            _draw(axes, found)
        figure.supxlabel(f"Years since {since}", fontsize=11)
        figure.supylabel("Log hazard ratio", fontsize=11)
        return page_figure(figure, name, _alt_text(contrasts), caption, _rows(contrasts))


def _draw(axes: Axes, found: Proportionality) -> None:
    if found.constant is None:
        axes.text(0.5, 0.5, "not estimable", transform=axes.transAxes, ha="center", color=INK)
        axes.set(xticks=[], yticks=[])
        return
    axes.plot(found.residuals["log_ratio"], "o", color=SERIES[5], markersize=2.5, alpha=0.6)
    axes.plot(found.residuals["smooth"], color=SERIES[0], linewidth=1.8)
    axes.axhline(found.constant, color=SERIES[1], linestyle=(0, (5, 2)), linewidth=1.4)
    axes.axhline(0, color=INK, linewidth=0.7)
    _label_years(axes, found.residuals["days"] / DAYS_PER_YEAR)


def _label_years(axes: Axes, years: pd.Series) -> None:
    """Write round years where their deaths stand."""
    shown = [year for year in _YEARS if years.iloc[0] <= year <= years.iloc[-1]]
    axes.set_xticks(years.searchsorted(shown), [str(year) for year in shown])


def _rows(contrasts: Mapping[str, Proportionality]) -> pd.DataFrame:
    rows = [found.residuals.assign(contrast=title) for title, found in contrasts.items()]
    return pd.concat(rows, ignore_index=True).round(6)[["contrast", "days", "log_ratio", "smooth"]]


def _alt_text(contrasts: Mapping[str, Proportionality]) -> str:
    told = [
        f"{title}: {len(found.residuals)} deaths, test of proportional hazards {format_estimate(found.test)}"
        for title, found in contrasts.items()
    ]
    return f"Scaled Schoenfeld residuals over time, with their average. {'; '.join(told)}."
