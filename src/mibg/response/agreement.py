"""How far CT and mIBG scan agree in the patients who have both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from mibg.response.assessments import COMPLETE, NEITHER, PARTIAL, PROGRESSION, STABLE

CATEGORIES: Final = {COMPLETE: "CR", PARTIAL: "PR", STABLE: "SD", NEITHER: "SD", PROGRESSION: "PD"}
GROUPS: Final = {
    COMPLETE: "responded",
    PARTIAL: "responded",
    STABLE: "stable",
    NEITHER: "stable",
    PROGRESSION: "progressed",
}


@dataclass(frozen=True, eq=False)
class Concordance:
    """CT against scan, in patients in whom both could be judged.

    Parameters
    ----------
    pairs : DataFrame, n patients
        patient_id; ``ct`` and ``scan``, the class by each; ``agree``, whether it is the same.
    table : DataFrame of int, shape (k, k)
        Patients; CT down the rows, scan along the columns, the same classes in the same order on both.
    """

    pairs: pd.DataFrame
    table: pd.DataFrame

    @property
    def concordant(self) -> int:
        """How many patients are in the same class by both."""
        return int(self.pairs["agree"].sum())

    @property
    def discordant(self) -> int:
        """How many are not."""
        return len(self.pairs) - self.concordant


def concordance(imaging: pd.DataFrame, classes: Mapping[str, str] = CATEGORIES) -> Concordance:
    """Cross-tabulate CT and scan at first follow-up.

    Parameters
    ----------
    imaging : DataFrame
        Of `imaging_followup`; patients in whom one of the two is missing or not evaluable are left out.
    classes : mapping of str to str
        Class of each response: `CATEGORIES` keeps CR, PR, SD and PD apart, `GROUPS` tells only responded, stable and
        progressed apart. Non-CR/non-PD counts as stable.
    """
    sides = {side: imaging[side].map(classes) for side in ("ct", "scan")}
    pairs = pd.DataFrame({"patient_id": imaging["patient_id"], **sides}).dropna()
    order = list(dict.fromkeys(classes.values()))
    table = pd.crosstab(pairs["ct"], pairs["scan"]).reindex(index=order, columns=order, fill_value=0)
    return Concordance(pairs.assign(agree=pairs["ct"] == pairs["scan"]), table.rename_axis(index="CT", columns="scan"))
