"""Tables of the chapter: what was combined, what was left out, and what moves each claim."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mibg.decisions import Decision
from mibg.reanalysis.multiverse.chapter import Chapter
from mibg.reanalysis.multiverse.rules import EXCLUSIONS, NOT_ASKED


def counts_table(found: Mapping[str, Chapter]) -> pd.DataFrame:
    """Lay out, of each claim, its decisions, combinations, specifications and points."""
    return pd.DataFrame(
        {
            "claim": one.headline.label,
            "decisions": len(one.specifications.dimensions),
            "combinations": one.specifications.combinations,
            "specifications": len(one.rows),
            "points": len(one.points),
        }
        for one in found.values()
    )


def exclusion_table(found: Mapping[str, Chapter]) -> pd.DataFrame:
    """Lay out each rule of exclusion with its reason and the combinations that it leaves out, of all claims."""
    left_out = [one.specifications.left_out for one in found.values()]
    rules = [
        {"rule": rule.name, "reason": rule.reason, "combinations": sum(one.get(rule.name, 0) for one in left_out)}
        for rule in EXCLUSIONS
    ]
    never = [
        {"rule": f"{name.replace('_', ' ')} is not asked", "reason": reason, "combinations": None}
        for name, reason in NOT_ASKED.items()
    ]
    return pd.DataFrame([*rules, *never]).astype({"combinations": "Int64"})


def influence_table(found: Mapping[str, Chapter], register: Mapping[str, Decision]) -> pd.DataFrame:
    """Lay out how far each decision moves each claim, on average and at most, in the unit of the claim."""
    moving = {one.headline.label: _distances(one.influences) for one in found.values()}
    asked = [name for name in register if any(name in moved for moved in moving.values())]
    columns = {label: [moved.get(name, "not asked") for name in asked] for label, moved in moving.items()}
    return pd.DataFrame({"decision": [register[name].asks for name in asked], **columns})


def _distances(influences: pd.DataFrame) -> dict[str, str]:
    return {row["decision"]: _distance(row["mean"], row["greatest"]) for row in influences.to_dict("records")}


def _distance(mean: float, greatest: float) -> str:
    return f"{mean:.2f}, at most {greatest:.2f}" if greatest > 0 else "0"
