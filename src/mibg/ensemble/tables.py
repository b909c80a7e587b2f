"""Tables of an ensemble, as texts."""

from __future__ import annotations

from typing import Final

import pandas as pd

from mibg.ensemble.headlines import HEADLINES
from mibg.ensemble.summary import Summary

_LABELS: Final = {headline.name: headline.label for headline in HEADLINES}


def headline_table(summary: Summary) -> pd.DataFrame:
    """Lay out how firmly each headline stands.

    Parameters
    ----------
    summary : Summary
        Of the ensemble.

    Returns
    -------
    DataFrame, a row a headline
        headline, standing, of how many members it lies below no difference, in how many its interval leaves no
        difference out, the middle value with the least and the greatest, and the extremes that were found.
    """
    rows = summary.headlines
    return pd.DataFrame(
        {
            "headline": rows["headline"].map(_LABELS),
            "standing": rows["standing"],
            "below 1": _of(rows["members"] - rows["above"], rows["members"]),
            "significant": _of(rows["significant"], rows["members"]),
            "members": [f"{row.middle:.2f} ({row.least:.2f} to {row.greatest:.2f})" for row in rows.itertuples()],
            "all found": [f"{row.lowest:.2f} to {row.highest:.2f}" for row in rows.itertuples()],
        }
    )


def _of(counts: pd.Series[int], members: pd.Series[int]) -> list[str]:
    return [f"{count} of {whole}" for count, whole in zip(counts, members, strict=True)]
