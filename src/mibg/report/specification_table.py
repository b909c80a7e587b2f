"""The points of a specification curve as a table that is folded away, and every specification to download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from mibg.decisions import Decision
from mibg.disclosure.chosen import gate_in_force
from mibg.reanalysis.multiverse import Headline
from mibg.report.data_link import data_link
from mibg.report.shown import MOVES_WITH_PATIENTS, Shown, not_shown


@dataclass(frozen=True)
class SpecificationTable(Shown):
    """Points and their choices; a notebook shows it when it is the last value of a cell.

    Parameters
    ----------
    name : str
        Id of the figure whose points lead here.
    header : sequence of str
        Column names.
    rows : mapping of int to sequence of str
        Texts by the number of the point.
    still : str
        What is said of the decisions that move nothing.
    data : DataFrame
        Every specification.
    """

    name: str
    header: Sequence[str]
    rows: Mapping[int, Sequence[str]]
    still: str
    data: pd.DataFrame

    def __repr__(self) -> str:
        return "\n".join(" | ".join(texts) for texts in self.rows.values())

    def _repr_html_(self) -> str:
        """HTML of the table, every text escaped; each row has the id to which its point leads."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.header)
        body = "".join(self._row(point, texts) for point, texts in self.rows.items())
        told = "Every specification (CSV, gzip)"
        link = data_link(self.name, self.data, told, packed=True) if len(self.data.columns) else ""
        return (
            f'<details class="mibg-points"><summary>Each point and its choices</summary><p>{escape(self.still)}</p>'
            f'<div class="mibg-scroll" tabindex="0"><table class="mibg-table"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div></details><p>{link}</p>"
        )

    def _row(self, point: int, texts: Sequence[str]) -> str:
        cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
        return f'<tr id="{self.name}-point-{point}"><th scope="row">{point}</th>{cells}</tr>'


def specification_table(
    name: str, headline: Headline, points: pd.DataFrame, asked: Mapping[str, Decision], data: pd.DataFrame
) -> SpecificationTable:
    """Lay out the points of a curve with their choices.

    Parameters
    ----------
    name : str
        Id of the figure.
    headline : Headline
        The claim.
    points, data : DataFrame
        Of `mibg.reanalysis.multiverse.point_frame` and `specification_frame`.
    asked : mapping of str to Decision
        Decisions whose options do not all compare the same, by id; the others are named above the table.
    """
    if not gate_in_force().open:
        return SpecificationTable(name, (), {}, not_shown(MOVES_WITH_PATIENTS), pd.DataFrame())
    ratio = ("hazard ratio", "p") if headline.pair else ()
    header = ("", headline.unit, *ratio, "patients", "specifications", *(_words(one) for one in asked))
    rows = {row["point"]: _texts(headline, row, asked, data) for row in points.to_dict("records")}
    decisions = map(str, points.columns[2 : list(points).index("estimate")])
    still = [_words(one) for one in decisions if one not in asked]
    told = f"These decisions move nothing here, under any of their options: {', '.join(still)}." if still else ""
    return SpecificationTable(name, header, rows, told, data.round(6))


def _texts(
    headline: Headline, row: Mapping[Any, Any], asked: Mapping[str, Decision], data: pd.DataFrame
) -> tuple[str, ...]:
    digits = 1 if headline.pair else 2
    numbers = [row["reason"] or _ranged(row["estimate"], row["low"], row["high"], digits)]
    if headline.pair:
        numbers += [_ranged(row["hazard_ratio"], row["ratio_low"], row["ratio_high"], 2), _p(row["p"])]
    chosen = [_option(row[one], data[one].nunique()) for one in asked]
    mark = " (the Results)" if row["results"] else ""
    return (*numbers, str(row["n"]), f"{row['specifications']}{mark}", *chosen)


def _ranged(value: float, low: float, high: float, digits: int) -> str:
    if np.isnan(value):
        return "not estimable"
    if np.isnan(low) and np.isnan(high):
        return f"{value:.{digits}f}"
    ends = ("not reached" if np.isnan(end) else f"{end:.{digits}f}" for end in (low, high))
    return f"{value:.{digits}f} ({' to '.join(ends)})"


def _p(value: float) -> str:
    if np.isnan(value):
        return "not estimable"
    return "< 0.001" if value < 0.001 else f"{value:.2g}"


def _option(found: str, options: int) -> str:
    return "any" if len(found.split(" or ")) == options > 1 else _words(found)


def _words(name: str) -> str:
    return name.replace("_", " ")
