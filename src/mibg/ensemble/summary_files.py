"""A summary as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from mibg.ensemble.member import Member
from mibg.ensemble.summary import Summary, sum_up
from mibg.files import write_text
from mibg.layout import ensemble_folder


def write_summary(members: Sequence[Member], folder: Path) -> Path:
    """Sum an ensemble up and write it as tables: ``spread.csv``, ``headlines.csv``, ``members.csv``, ``shared.csv``.

    Returns
    -------
    Path
        The folder.
    """
    found = sum_up(members)
    told = {"spread": found.spread, "headlines": found.headlines, "members": found.members}
    told["shared"] = found.shared.value_counts().sort_index().rename("pairs").rename_axis("shared").reset_index()
    for name, table in told.items():
        write_text(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n", float_format="%.6g"))
    return folder


def read_summary(folder: Path | None = None) -> Summary:
    """Read a summary back.

    Parameters
    ----------
    folder : Path, optional
        As `write_summary` left it; by default the one that ships with the book.
    """
    home = folder or ensemble_folder()
    tables = {name: pd.read_csv(home / f"{name}.csv") for name in ("spread", "headlines", "members", "shared")}
    tables["members"]["missed"] = tables["members"]["missed"].fillna("")
    shared = tables.pop("shared")
    return Summary(**tables, shared=shared["shared"].repeat(shared["pairs"].tolist()).reset_index(drop=True))
