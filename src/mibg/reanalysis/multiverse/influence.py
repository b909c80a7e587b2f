"""How far each decision moves a headline, everything else being equal."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mibg.decisions import Decision
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.headlines import Headline


def influences(rows: pd.DataFrame, asked: tuple[str, ...]) -> pd.DataFrame:
    """Say of each decision how far its options lie apart where everything else is the same.

    Parameters
    ----------
    rows : DataFrame
        Of `specification_frame`.
    asked : tuple of str
        The decisions.

    Returns
    -------
    DataFrame, a row a decision, the one that moves most first
        decision; ``compares``, whether any option changes who is compared, or how; ``mean`` and ``greatest``, of the
        distances between the least and the greatest estimate of specifications that differ in this decision alone.
    """
    found = pd.DataFrame([_influence(rows, name, [one for one in asked if one != name]) for name in asked])
    return found.sort_values(["mean", "greatest", "compares"], ascending=False, kind="stable", ignore_index=True)


def _influence(rows: pd.DataFrame, name: str, others: list[str]) -> dict[str, object]:
    alike = rows.groupby(others, sort=False)
    apart = (alike["estimate"].max() - alike["estimate"].min()).dropna()
    return {
        "decision": name,
        "compares": bool((alike["point"].nunique() > 1).any()),
        "mean": float(apart.mean()) if len(apart) else 0.0,
        "greatest": float(apart.max()) if len(apart) else 0.0,
    }


def influence_records(
    headline: Headline, found: pd.DataFrame, register: Mapping[str, Decision]
) -> dict[str, tuple[str, Estimate]]:
    """Give the influence of each decision that moves something, by id, each with its label."""
    moving = found[found["greatest"] > 0]
    return {
        f"multiverse.{headline.name}.moved_by.{row['decision']}": (
            f"{headline.label}, how far apart: {register[row['decision']].asks}",
            _estimate(headline, row["mean"], row["greatest"]),
        )
        for row in moving.to_dict("records")
    }


def _estimate(headline: Headline, mean: float, greatest: float) -> Estimate:
    return Estimate(
        mean,
        headline.unit,
        0,
        "Mean distance between the estimates of specifications that differ in this decision alone, and the greatest",
        "mibg.reanalysis.multiverse.influences",
        parts={"high": greatest},
    )
