"""How firmly the claims settle a headline, within the cohorts found."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

from mibg.ensemble.headlines import Headline

_LEANING: Final = 0.9
"""Share of the members that must agree for a headline to lean."""
STANDING_RULE: Final = (
    "“settled” where direction and significance at 5% are the same in every member, pushed ones included; “leaning” "
    "where they are the same in at least nine of ten of those not pushed; else “undetermined”"
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
        As `values` gives it, the members that were pushed among them, for this headline and for others.
    headline : Headline
        Its quantity, and the value of no difference.

    Returns
    -------
    Standing
        Settled where direction and 5 % significance are the same in all members, pushed ones included, and none is
        without a value; leaning where they are in 90 % of the members that were not pushed; else undetermined.
    """
    asked = table[table["quantity"] == headline.quantity]
    ours = asked.dropna(subset="value")
    said = _said(ours[ours["push"].isna()], headline)
    if not said:
        return Standing.UNDETERMINED
    common = max(set(said), key=said.count)
    alike = len(ours) == len(asked) and all(one == common for one in _said(ours, headline))
    if alike and set(ours[ours["push"] == headline.name]["side"]) == {"low", "high"}:
        return Standing.SETTLED
    return Standing.LEANING if said.count(common) >= _LEANING * len(said) else Standing.UNDETERMINED


def beyond(rows: pd.DataFrame, headline: Headline) -> pd.Series[bool]:
    """Whether the interval of each value leaves out no difference."""
    return (rows["low"] > headline.no_difference) | (rows["high"] < headline.no_difference)


def _said(rows: pd.DataFrame, headline: Headline) -> list[tuple[bool, bool]]:
    """Direction and significance of each value."""
    return list(zip(rows["value"] > headline.no_difference, beyond(rows, headline), strict=True))
