"""How firmly the claims settle a headline, within the cohorts found."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

from mibg.ensemble.headlines import Headline

_LEANING: Final = 0.9
"""Share of the members that must agree for a headline to lean."""
STANDING_RULE: Final = (
    "“settled” where direction and significance at 5% are the same in every member and at both extremes that were "
    "found; “leaning” where they are the same in at least nine members of ten; else “undetermined”"
)


class Standing(StrEnum):
    """How firmly the claims settle a headline, within the cohorts found."""

    SETTLED = "settled"
    LEANING = "leaning"
    UNDETERMINED = "undetermined"


def standing(table: pd.DataFrame, headline: Headline) -> Standing:
    """Say how firmly a headline stands.

    Parameters
    ----------
    table : DataFrame
        As `values` gives it, the members that were pushed for this headline among them.
    headline : Headline
        Its quantity, and the value of no difference.

    Returns
    -------
    Standing
        Settled where direction and 5 % significance are the same in all members and at both extremes; leaning where
        they are in 90 % of the members; else undetermined.
    """
    ours = table[table["quantity"] == headline.quantity].dropna(subset="value")
    free, pushed = ours[ours["push"].isna()], ours[ours["push"] == headline.name]
    said = _said(free, headline)
    if not said:
        return Standing.UNDETERMINED
    common = max(set(said), key=said.count)
    everywhere = [*said, *_said(pushed, headline)]
    if all(one == common for one in everywhere) and set(pushed["side"]) == {"low", "high"}:
        return Standing.SETTLED
    return Standing.LEANING if said.count(common) >= _LEANING * len(said) else Standing.UNDETERMINED


def beyond(rows: pd.DataFrame, headline: Headline) -> pd.Series[bool]:
    """Whether the interval of each value leaves out no difference."""
    return (rows["low"] > headline.no_difference) | (rows["high"] < headline.no_difference)


def _said(rows: pd.DataFrame, headline: Headline) -> list[tuple[bool, bool]]:
    """Direction and significance of each value."""
    return list(zip(rows["value"] > headline.no_difference, beyond(rows, headline), strict=True))
