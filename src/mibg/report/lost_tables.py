"""Tables of the chapter on those who were lost."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from mibg.disclosure.chosen import gate_in_force
from mibg.report.shown import MOVES_WITH_PATIENTS
from mibg.report.tables import PageTable, withheld_table

_MINUS: Final = "\N{MINUS SIGN}"
_QUANTITIES: Final = {
    "os.median": "Median, years",
    "os.five_year": "Five years, %",
    "repeat": "Repeat treatment",
    "imaging": "Imaging",
    "symptoms": "Symptoms",
    "biochemistry": "Laboratory",
}
_DIGITS: Final = {"years": 2, "%": 1, "ratio": 2}


def fate_table(caption: str, fates: Mapping[str, pd.DataFrame]) -> PageTable:
    """Show what had become of patients at the landmark, one column a measure.

    Parameters
    ----------
    caption : str
        Above the table.
    fates : mapping of str to DataFrame
        By measure, ``fate``, ``meaning``, ``patients`` and ``deaths``, each with the same fates in the same order.
    """
    words = next(iter(fates.values()))
    told = gate_in_force().told
    columns = [
        [f"{told(alive)} ({told(died)} died)" for alive, died in zip(found["patients"], found["deaths"], strict=True)]
        for found in fates.values()
    ]
    rows = tuple(zip(words["fate"], words["meaning"], *columns, strict=True))
    return PageTable(caption, ("", "Meaning", *fates), rows)


def performance_table(caption: str, performance: pd.DataFrame) -> PageTable:
    """Show bias with its Monte-Carlo error, and coverage, of each method under each mechanism.

    Parameters
    ----------
    caption : str
        Above the table.
    performance : DataFrame
        As `mibg.reanalysis.lost.performance` gives it; a method that a mechanism was not tried with has no entry.
    """
    methods = list(dict.fromkeys(performance["method"]))
    rows = []
    for (mechanism, kind), found in performance.groupby(["mechanism", "kind"], sort=False):
        told = {row["method"]: _fared(row["bias"], row["error"], row["coverage"]) for row in found.to_dict("records")}
        followed = f"{found['followed'].iloc[0]:.0%}"
        rows.append((str(mechanism), str(kind), followed, *(told.get(method, "") for method in methods)))
    return PageTable(caption, ("Who is lost", "Kind", "Followed", *methods), tuple(rows))


def unrecorded_table(caption: str, deaths: pd.DataFrame) -> PageTable:
    """Show survival and hazard ratios by the share of deaths that nobody recorded.

    Parameters
    ----------
    caption : str
        Above the table.
    deaths : DataFrame
        As `mibg.reanalysis.lost.unrecorded_deaths` gives it; without rows the table has none. Withheld by a gate, for
        it moves death by death.
    """
    if not gate_in_force().open:
        return withheld_table(caption, MOVES_WITH_PATIENTS)
    rows = []
    for (share, died), found in deaths.groupby(["share", "died"]):
        told = {row["quantity"]: _spread(row) for row in found.to_dict("records")}
        rows.append((f"{share:.0%} ({died})", *(told.get(name, "") for name in _QUANTITIES)))
    return PageTable(caption, ("Died unrecorded", *_QUANTITIES.values()), tuple(rows))


def _fared(bias: float, error: float, coverage: float) -> str:
    if pd.isna(bias):
        return "not estimable"
    return f"{bias:+.2f} ± {error:.2f}, {coverage:.0%}".replace("-", _MINUS)


def _spread(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["value"]):
        return "not estimable"
    middle, least, most = (f"{row[name]:.{_DIGITS[row['unit']]}f}" for name in ("value", "low", "high"))
    return middle if least == most else f"{middle} ({least} to {most})"
