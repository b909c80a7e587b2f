"""Levels, scales and weightings that there are not: refused by name, with what there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mibg.survival import (
    InvalidSurvivalData,
    competing_times,
    confidence_band,
    kaplan_meier,
    survival_times,
    weighted_log_rank,
)
from mibg.survival.competing import aalen_johansen, incidence_band
from mibg.survival.cox import cox, firth, firth_hazard_ratio, hazard_ratio
from mibg.survival.quantiles import quantile_r

TIMES = survival_times([1, 2, 3, 4, 5, 6], [1, 1, 0, 1, 1, 0])
CURVE = kaplan_meier(TIMES)
INCIDENCE = aalen_johansen(competing_times([1, 2, 3], [1, 0, 1], ["death"]))
X = pd.DataFrame({"x": [1, 0, 0, 1, 1, 0]})
SCALES = "the scale of limits is one of log-log, log, plain, not "


@pytest.mark.parametrize("level", [2, 0, 1, -0.5, np.nan, "0.95", True])
@pytest.mark.parametrize(
    "use",
    [
        lambda level: confidence_band(CURVE, level=level),
        lambda level: incidence_band(INCIDENCE, "death", level=level),
        lambda level: hazard_ratio(cox(TIMES, X), "x", level),
        lambda level: firth_hazard_ratio(firth(TIMES, X), "x", level),
    ],
    ids=["band", "band of incidence", "hazard ratio", "Firth's"],
)
def test_a_level_lies_between_0_and_1(use: Callable[[Any], object], level: object) -> None:
    with pytest.raises(InvalidSurvivalData, match=f"a confidence level lies between 0 and 1; {level!r} does not"):
        use(level)


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda unknown: confidence_band(CURVE, transform=unknown), SCALES),
        (lambda unknown: incidence_band(INCIDENCE, "death", transform=unknown), SCALES),
        (lambda unknown: quantile_r(CURVE, 0.5, transform=unknown), SCALES),
        (
            lambda unknown: weighted_log_rank(TIMES, list("ababab"), unknown),
            "the weighting is one of log-rank, gehan, tarone-ware, peto-peto, peto-prentice, not ",
        ),
    ],
    ids=["band", "band of incidence", "quantile", "weighting"],
)
@pytest.mark.parametrize("unknown", ["foo", None])
def test_what_there_is_not_is_refused_with_what_there_is(
    use: Callable[[Any], object], message: str, unknown: object
) -> None:
    with pytest.raises(InvalidSurvivalData, match=f"{message}{unknown!r}"):
        use(unknown)
