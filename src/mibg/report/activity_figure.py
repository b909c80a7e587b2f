"""The activities given, administration by administration."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.report.figures import PageFigure, drawing, page_figure, withheld_figure
from mibg.report.ink import SERIES
from mibg.report.shown import SINGLE_PATIENTS

_CAPTION: Final = "Activities given, by their place in a course."


def activity_figure(name: str, treatments: pd.DataFrame) -> PageFigure:
    """Draw every administered activity by its place in the patient's course.

    Parameters
    ----------
    name : str
        Id of the figure.
    treatments : DataFrame
        Of the contract, typed.

    Returns
    -------
    PageFigure
        Its data hold an unordered row an administration, without the patient's id; withheld by a gate.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it
    import seaborn as sns  # noqa: PLC0415 - slow to import, and only figures need it

    if not gate_in_force().open:
        return withheld_figure(name, _CAPTION, SINGLE_PATIENTS)
    rows = treatments.sort_values(["patient_id", "treatment_date"])
    place = rows.groupby("patient_id").cumcount() + 1
    data = pd.DataFrame({"administration": place, "activity_mbq": rows["activity_mbq"]}).dropna()
    data = data.sort_values(["administration", "activity_mbq"]).reset_index(drop=True)
    with drawing():
        figure, axes = plt.subplots(figsize=(7.2, 3.6))
        sns.boxplot(data, x="activity_mbq", y="administration", orient="h", ax=axes, fliersize=2, **_BOX)
        axes.set(xlabel="Activity given (MBq)", ylabel="Administration")
        axes.grid(visible=True, axis="x")
        axes.grid(visible=False, axis="y")
        return page_figure(figure, name, _alt_text(data), _CAPTION, data)


_BOX = {"color": SERIES[0], "fill": False, "width": 0.5, "linewidth": 1.4}


def _alt_text(data: pd.DataFrame) -> str:
    told = [
        f"administration {place}: {len(rows)} given, median {rows['activity_mbq'].median():,.0f} MBq"
        for place, rows in data.groupby("administration")
    ]
    return f"Box plot of the activities given. {'; '.join(told)}."
