"""Tables of the chapter: what was combined, what was left out, and what moves each claim."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mibg.decisions import Decision
from mibg.estimate import Estimate
from mibg.reanalysis.multiverse.chapter import Chapter
from mibg.reanalysis.multiverse.rules import EXCLUSIONS, NOT_ASKED


def counts_table(found: Mapping[str, Chapter]) -> pd.DataFrame:
    """Lay out, of each claim, its decisions and combinations, and the specifications and points of the cohort."""
    return pd.DataFrame(
        {
            "claim": one.headline.label,
            "decisions": len(one.specifications.dimensions),
            "combinations": one.specifications.combinations,
            "specifications": one.counted(len(one.rows)),
            "points": one.counted(len(one.points)),
        }
        for one in found.values()
    )


def exclusion_table(found: Mapping[str, Chapter]) -> pd.DataFrame:
    """Lay out each rule of exclusion with its reason and the combinations that it leaves out, of all claims."""
    rules = [
        {"rule": rule.name, "reason": rule.reason, "combinations": _left_out(found, rule.name)} for rule in EXCLUSIONS
    ]
    never = [
        {"rule": f"{name.replace('_', ' ')} is not asked", "reason": reason, "combinations": None}
        for name, reason in NOT_ASKED.items()
    ]
    return pd.DataFrame([*rules, *never])


def _left_out(found: Mapping[str, Chapter], rule: str) -> Estimate:
    """Combinations that a rule leaves out, of all claims: most rules ask the cohort."""
    most = max(found.values(), key=lambda one: one.patients)
    return most.counted(sum(one.specifications.left_out.get(rule, 0) for one in found.values()))


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
