"""Specifications as rows, and the points of a curve: specifications that compare the very same."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from mibg.decisions.choices import AS_IN_THE_RESULTS
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.multiverse import Multiverse

NUMBERS: Final = ("estimate", "low", "high", "hazard_ratio", "ratio_low", "ratio_high", "p", "n", "deaths")


def specification_frame(found: Multiverse) -> pd.DataFrame:
    """Lay every specification out as a row.

    Parameters
    ----------
    found : Multiverse
        A headline.

    Returns
    -------
    DataFrame, a row a specification
        ``point``, its number in `point_frame`; an option for each decision; the `NUMBERS`, of which ``n`` and
        ``deaths`` count those compared; the ``reason`` where there is no estimate; ``results``, whether it is
        that of the Results.
        Specifications of one point compare the same patients, times and groups, under one rule of what a median is.
    """
    asked, kept = list(found.specifications.dimensions), found.specifications.kept
    place = {id(shown): number for number, shown in enumerate(dict.fromkeys(found.shown))}
    rows = pd.DataFrame([[getattr(chosen, name) for name in asked] for chosen in kept], columns=pd.Index(asked))
    kind = [(place[id(shown)], chosen.median) for shown, chosen in zip(found.shown, kept, strict=True)]
    numbers = {one: _numbers(found, spec) for spec, one in reversed(list(enumerate(kind)))}
    told = pd.DataFrame([numbers[one] for one in kind], columns=[*NUMBERS, "reason"])
    order = told["estimate"].sort_values(kind="stable", na_position="last").index
    rank = {one: number for number, one in enumerate(dict.fromkeys(kind[row] for row in order), start=1)}
    rows.insert(0, "point", [rank[one] for one in kind])
    return rows.join(told).assign(results=[chosen == AS_IN_THE_RESULTS for chosen in kept])


def point_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Gather the specifications that give the same.

    Parameters
    ----------
    rows : DataFrame
        Of `specification_frame`.

    Returns
    -------
    DataFrame, a row a point, by rising estimate, those without one last
        point; ``specifications``, how many it stands for; for each decision the options found among them, joined by
        ``or``; the numbers; reason; ``results``, whether that of the Results is among them.
    """
    columns = dict.fromkeys((*NUMBERS, "reason"), "first")
    asked = [str(name) for name in rows if name not in {"point", "results", *columns}]
    gathered = rows.groupby("point")
    summed: dict[str, Any] = {**dict.fromkeys(asked, _options), **columns, "results": "any"}
    found = gathered.agg(summed)
    found.insert(0, "specifications", gathered.size())
    return found.reset_index()


def _options(values: pd.Series) -> str:
    return " or ".join(dict.fromkeys(values))


def _numbers(found: Multiverse, spec: int) -> dict[str, float | str | None]:
    shown, chosen = found.shown[spec], found.specifications.kept[spec]
    estimate, contrasted = shown.estimate(chosen.median), found.headline.pair is not None
    return {
        **_with_limits(estimate, ("estimate", "low", "high")),
        **_with_limits(shown.ratio if contrasted else None, ("hazard_ratio", "ratio_low", "ratio_high")),
        "p": _or_nan(shown.p.value if contrasted else None),
        "n": len(shown.compared.times),
        "deaths": int(shown.compared.times.event.sum()),
        "reason": estimate.reason or "",
    }


def _with_limits(estimate: Estimate | None, names: tuple[str, str, str]) -> dict[str, float]:
    low, high = (estimate.ci if estimate is not None else None) or (None, None)
    numbers = (None if estimate is None else estimate.value, low, high)
    return {name: _or_nan(number) for name, number in zip(names, numbers, strict=True)}


def _or_nan(number: float | None) -> float:
    return np.nan if number is None else float(number)
