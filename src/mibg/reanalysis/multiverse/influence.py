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
    headline: Headline, found: pd.DataFrame, asked: Mapping[str, Decision], patients: int
) -> dict[str, tuple[str, Estimate]]:
    """Give the influence of each decision by id, each with its label.

    Parameters
    ----------
    headline : Headline
        The claim.
    found : DataFrame
        Of `influences`.
    asked : mapping of str to Decision
        All decisions, those that move nothing among them. Their order is that of the records, so that neither which
        there are nor which is first tells anything of the cohort.
    patients : int
        Of the specification that has most.
    """
    rows = found.set_index("decision")
    return {
        moved_by(headline, name): (
            f"{headline.label}, how far apart: {decision.asks}",
            _estimate(headline, float(rows["mean"][name]), float(rows["greatest"][name]), patients),
        )
        for name, decision in asked.items()
    }


def moved_by(headline: Headline, decision: str) -> str:
    """Id of the influence of a decision."""
    return f"multiverse.{headline.name}.moved_by.{decision}"


def _estimate(headline: Headline, mean: float, greatest: float, patients: int) -> Estimate:
    return Estimate(
        mean,
        headline.unit,
        patients,
        "Mean distance between the estimates of specifications that differ in this decision alone, and the greatest",
        "mibg.reanalysis.multiverse.influences",
        parts={"high": greatest},
    )
