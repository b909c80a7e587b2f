"""Flow of patients: from all who were treated to those whom each measure followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.report.figures import PageFigure, drawing, page_figure
from mibg.report.ink import INK, SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _LINE = 2.3, 0.2


@dataclass(frozen=True)
class Branch:
    """What became of all patients by one measure.

    Parameters
    ----------
    name : str
        The measure.
    seen : mapping of str to int
        Patients who were followed, and parts of them.
    lost : mapping of str to int
        Patients who were not, by the reason; those of nobody are not drawn.
    """

    name: str
    seen: Mapping[str, int]
    lost: Mapping[str, int]


def flow_figure(name: str, treated: int, branches: Sequence[Branch], caption: str) -> PageFigure:
    """Draw the flow of patients, a column a measure.

    Parameters
    ----------
    name : str
        Id of the figure.
    treated : int
        All patients.
    branches : sequence of Branch
        At most four.
    caption : str
        Under the figure.

    Returns
    -------
    PageFigure
        Its data hold measure, step and patients, counted as the gate counts.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - slow to import, and only figures need it

    told = gate_in_force().told
    middle = (len(branches) - 1) * (_WIDTH + 0.2) / 2
    with drawing():
        figure, axes = plt.subplots(figsize=((_WIDTH + 0.2) * len(branches), 2.4))
        axes.set_axis_off()
        _box(axes, middle, 0.3, [f"Treated: {told(treated)}"], INK)
        lowest = [
            _draw(axes, branch, middle, place * (_WIDTH + 0.2), colour)
            for place, (branch, colour) in enumerate(zip(branches, SERIES, strict=False))
        ]
        axes.set(xlim=(-_WIDTH / 2 - 0.1, 2 * middle + _WIDTH / 2 + 0.1), ylim=(min(lowest) - 0.1, 0.4))
        figure.set_figheight(0.5 - min(lowest))
        return page_figure(figure, name, _alt_text(treated, branches), caption, _rows(branches))


def _draw(axes: Axes, branch: Branch, middle: float, x: float, colour: str) -> float:
    """Draw a column; give its lower edge."""
    told = gate_in_force().told
    seen = [f"{label}: {told(n)}" for label, n in branch.seen.items()]
    lost = [f"{label}: {told(n)}" for label, n in branch.lost.items() if told(n) != "0"]
    axes.plot([middle, middle, x, x], [0.0, -0.2, -0.2, -0.4], color=INK, linewidth=1)
    bottom = _box(axes, x, -0.4, [branch.name, *seen], colour)
    axes.plot([x, x], [bottom, bottom - 0.25], color=INK, linewidth=1, linestyle="dashed")
    return _box(axes, x, bottom - 0.25, [f"Not followed: {told(sum(branch.lost.values()))}", *lost], INK)


def _box(axes: Axes, x: float, top: float, lines: Sequence[str], colour: str) -> float:
    """Draw a box whose first line is bold; give its lower edge."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - slow to import

    bottom = top - _LINE * len(lines) - 0.1
    axes.add_patch(
        Rectangle((x - _WIDTH / 2, bottom), _WIDTH, top - bottom, fill=False, edgecolor=colour, linewidth=1.4)
    )
    for row, line in enumerate(lines):
        weight = "normal" if row else "bold"
        axes.text(x - _WIDTH / 2 + 0.08, top - 0.15 - row * _LINE, line, va="center", fontsize=9.5, fontweight=weight)
    return bottom


def _rows(branches: Sequence[Branch]) -> pd.DataFrame:
    gate = gate_in_force()
    rows = [
        (branch.name, followed, step, n if gate.open else gate.told(n))
        for branch in branches
        for followed, steps in (("yes", branch.seen), ("no", branch.lost))
        for step, n in steps.items()
    ]
    return pd.DataFrame(rows, columns=["measure", "followed", "step", "patients"])


def _alt_text(treated: int, branches: Sequence[Branch]) -> str:
    told = gate_in_force().told
    lines = [
        f"{branch.name}: {', '.join(f'{label} {told(n)}' for label, n in branch.seen.items())}; "
        f"not followed {told(sum(branch.lost.values()))}"
        for branch in branches
    ]
    return f"Flow of {told(treated)} treated patients. {'. '.join(lines)}."
