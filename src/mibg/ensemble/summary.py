"""What an ensemble says: the spread of every quantity, each headline, and how alike the members are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from mibg.ensemble.headlines import HEADLINES, Headline
from mibg.ensemble.member import Member
from mibg.ensemble.standing import beyond, standing


@dataclass(frozen=True, eq=False)
class Summary:
    """An ensemble summed up.

    Parameters
    ----------
    spread : DataFrame
        As `spread` gives it.
    headlines : DataFrame, a row a headline
        headline, quantity, standing; members in which it is estimable, of them above no difference, and with an
        interval that leaves it out; middle, least and greatest value among them; how low and how high it could be
        pushed, and from how many starts each way.
    members : DataFrame, a row a member
        member, claims that it misses, and the value of each headline.
    shared : Series, one value a pair of members that were not pushed
        Share of patients that both have.
    """

    spread: pd.DataFrame
    headlines: pd.DataFrame
    members: pd.DataFrame
    shared: pd.Series


def values(members: Iterable[Member]) -> pd.DataFrame:
    """Lay the values out.

    Returns
    -------
    DataFrame, a row a member and quantity
        member, push, side, quantity, value, low, high.
    """
    return pd.DataFrame(
        {
            "member": member.task.name,
            "push": member.task.push,
            "side": member.task.side,
            "quantity": name,
            **found,
        }
        for member in members
        for name, found in member.values.items()
    )


def spread(table: pd.DataFrame) -> pd.DataFrame:
    """Sum up every quantity over the members that were not pushed.

    Parameters
    ----------
    table : DataFrame
        As `values` gives it.

    Returns
    -------
    DataFrame, a row a quantity
        quantity; members in which it is estimable; least, fifth, median, ninety_fifth and greatest value.
    """
    free = table[table["push"].isna()].dropna(subset="value")
    found = free.groupby("quantity", sort=False)["value"]
    levels = {"least": 0.0, "fifth": 0.05, "median": 0.5, "ninety_fifth": 0.95, "greatest": 1.0}
    columns = {name: found.quantile(level) for name, level in levels.items()}
    return pd.DataFrame({"members": found.size(), **columns}).reset_index()


def sum_up(members: Sequence[Member]) -> Summary:
    """Sum up an ensemble.

    Parameters
    ----------
    members : sequence of Member
        Those as they come, and those that were pushed. One that misses a claim is listed, and counts for nothing else.
    """
    whole = [member for member in members if not member.missed]
    table = values(whole)
    free = [member for member in whole if member.task.push is None]
    return Summary(spread(table), _headlines(table), _members(members), shared_patients(free))


def _headlines(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame([_headline(table, headline) for headline in HEADLINES])


def _headline(table: pd.DataFrame, headline: Headline) -> dict[str, object]:
    ours = table[table["quantity"] == headline.quantity].dropna(subset="value")
    asked = table[table["quantity"] == headline.quantity]
    free, pushed = ours[ours["push"].isna()]["value"], asked[asked["push"] == headline.name]
    return {
        "headline": headline.name,
        "quantity": headline.quantity,
        "standing": str(standing(table, headline)),
        "members": len(free),
        "above": int((free > headline.no_difference).sum()),
        "significant": int(beyond(ours[ours["push"].isna()], headline).sum()),
        "middle": free.median(),
        "least": free.min(),
        "greatest": free.max(),
        "lowest": ours["value"].min(),
        "highest": ours["value"].max(),
        "starts": int(pushed.groupby("side").size().min()) if len(pushed) else 0,
        "without": len(asked) - len(ours),
    }


def _members(members: Sequence[Member]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "member": member.task.name,
            "missed": " ".join(member.missed),
            **{one.name: member.values.get(one.quantity, {}).get("value") for one in HEADLINES},
        }
        for member in members
    )


def shared_patients(members: Sequence[Member]) -> pd.Series:
    """Give, for each pair of members, the share of patients that both have: same treatments, death and outcomes."""
    return pd.Series(
        [_shared(one.patients, other.patients) for one, other in combinations(members, 2)], dtype=float, name="shared"
    )


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    counts = pd.Series(one).value_counts().to_frame("one").join(pd.Series(other).value_counts().rename("other"))
    return float(counts.min(axis=1).where(counts["other"].notna(), 0).sum() / max(len(one), 1))
