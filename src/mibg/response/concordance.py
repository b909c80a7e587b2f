"""How far CT and mIBG scan agree in the patients who have both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
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
    table : DataFrame of int, shape (k, k)
        Patients; CT down the rows, scan along the columns, the same classes in the same order on both.
    """

    table: pd.DataFrame

    @property
    def patients(self) -> int:
        """How many have both."""
        return int(self.table.to_numpy().sum())

    @property
    def concordant(self) -> int:
        """How many are in the same class by both."""
        return int(np.trace(self.table.to_numpy()))

    @property
    def discordant(self) -> int:
        """How many are not."""
        return self.patients - self.concordant


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
    both = pd.DataFrame({side: imaging[side].map(classes) for side in ("ct", "scan")}).dropna()
    order = list(dict.fromkeys(classes.values()))
    counted = pd.crosstab(both["ct"], both["scan"]).reindex(index=order, columns=order, fill_value=0)
    return Concordance(counted.rename_axis(index="CT", columns="scan"))
