"""What a bootstrap refuses, and what it cannot estimate and says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mibg.survival import InvalidSurvivalData, SurvivalTimes, bootstrap, survival_times
from mibg.survival.bootstrap import Difference, LogRankChiSquared, Quantile, Statistic

TIMES = survival_times(range(1, 13), [1] * 11 + [0])
GROUPS = ["a", "b", "c"] * 4


@pytest.mark.parametrize("missing", [None, np.nan])
def test_nobody_is_in_a_group_or_stratum_without_a_name(missing: object) -> None:
    labels = [*GROUPS[:-2], missing, "b"]
    statistics: list[Statistic[SurvivalTimes]] = [
        Difference(Quantile(), labels, "a", "b"),
        Difference(Quantile(), labels, "a", "nan"),
        LogRankChiSquared(labels),
    ]
    for statistic in statistics:
        with pytest.raises(InvalidSurvivalData, match="1 patients have no group, the first in row 10"):
            bootstrap(statistic, TIMES, seed=1, replicates=10)
    with pytest.raises(InvalidSurvivalData, match="1 patients have no stratum, the first in row 10"):
        bootstrap(Quantile(), TIMES, seed=1, replicates=10, strata=labels)


def test_weights_are_refused() -> None:
    weighted: Any = survival_times([1, 2, 3], [1, 1, 0], weight=[1, 2, 1])
    with pytest.raises(InvalidSurvivalData, match="a bootstrap draws patients and takes no weights"):
        bootstrap(Quantile(), weighted, seed=1, replicates=10)
