"""Adjusted p-values, E-values and detectable differences against R, publications and hand counts."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.estimate import Estimate
from mibg.published import load_claims
from mibg.reanalysis.robustness import (
    Rows,
    Sizes,
    benjamini_hochberg,
    common_outcome_risk_ratio,
    confirmed_mean_difference,
    crude_hazard_ratio,
    detectable_difference,
    detectable_hazard_ratio,
    e_value,
    e_value_of_risk_ratio,
    expected_deaths,
    follow_up_of_groups,
    holm,
    mean_difference,
    median_difference,
    printed_sizes,
    proportionality,
    sizes_of,
)
from mibg.survival import GuaranteeTimeError, survival_times

ADJUSTED = pd.read_csv(Path(__file__).parents[1] / "reference" / "adjusted_p.csv")
ADJUSTMENTS = {"holm": holm, "bh": benjamini_hochberg}


def rows(design: str = "landmark") -> Rows:
    """Three patients who die at 100, 200 and 300 days against three who die at 50, 60 and 70."""
    times = survival_times([100, 200, 300, 50, 60, 70], [1] * 6)
    first = np.array([True, True, True, False, False, False])
    return Rows(times, first, np.array(list("abcdef")), ("Late", "Early"), design, "Six patients.")


def ratio(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, "ratio", 10, "by hand", "none", ci=(low, high))


@pytest.mark.parametrize("family", ADJUSTED["family"].unique())
@pytest.mark.parametrize("method", ADJUSTMENTS)
def test_adjusted_p_values_are_those_of_r(family: str, method: str) -> None:
    expected = ADJUSTED[ADJUSTED["family"] == family]
    assert ADJUSTMENTS[method](expected["p"]) == pytest.approx(expected[method].to_numpy(), rel=1e-12)


@pytest.mark.parametrize("method", ADJUSTMENTS)
@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=8), raised=st.integers(0, 7), by=st.floats(0, 1))
def test_no_adjusted_p_falls_when_one_rises(method: str, p: list[float], raised: int, by: float) -> None:
    # What makes the bounds of printed p-values bounds of adjusted ones.
    higher = list(p)
    higher[raised % len(p)] += by * (1 - higher[raised % len(p)])
    assert (ADJUSTMENTS[method](higher) >= ADJUSTMENTS[method](p) - 1e-12).all()


def test_nothing_is_adjusted_to_nothing() -> None:
    assert len(holm([])) == len(benjamini_hochberg([])) == 0


def test_the_published_e_value() -> None:
    # VanderWeele and Ding 2017: RR 3.9 (1.8 to 8.7), 7.26 and 3.00.
    assert e_value_of_risk_ratio(3.9) == pytest.approx(7.26, abs=0.005)
    assert e_value_of_risk_ratio(1.8) == pytest.approx(3.00, abs=0.005)
    assert e_value_of_risk_ratio(1 / 3.9) == pytest.approx(e_value_of_risk_ratio(3.9))


def test_a_hazard_ratio_of_a_common_outcome_by_hand() -> None:
    # (1 - 0.5 ** 2) / (1 - 0.5 ** 0.5) = 0.75 / 0.292893
    assert common_outcome_risk_ratio(4) == pytest.approx(2.560660, abs=1e-6)
    assert common_outcome_risk_ratio(0.25) == pytest.approx(1 / 2.560660, abs=1e-6)
    assert common_outcome_risk_ratio(1) == 1


def test_an_e_value_has_that_of_the_nearer_limit() -> None:
    # Of 2.560660: 2.560660 + sqrt(2.560660 * 1.560660) = 4.559740.
    found = e_value(ratio(0.1, 0.05, 0.25), rows())
    assert found.parts["limit"] == pytest.approx(4.559740, abs=1e-6)
    assert e_value(ratio(4, 0.9, 8), rows()).parts["limit"] == 1
    assert e_value(ratio(4, 0.9, 8), rows()).value == pytest.approx(4.559740, abs=1e-6)


def test_a_naive_hazard_ratio_has_no_e_value() -> None:
    with pytest.raises(GuaranteeTimeError, match="not of guarantee time"):
        e_value(ratio(0.5, 0.3, 0.8), rows("naive"))


def test_an_e_value_of_nothing_says_why() -> None:
    found = e_value(Estimate(None, "ratio", 2, "", "", reason="there are no events"), rows())
    assert (found.value, found.reason) == (None, "there are no events")


def test_sixty_six_deaths_show_a_halved_hazard() -> None:
    # Schoenfeld 1983 by hand: 7.84888 / (0.25 * log(2)^2) = 65.35 deaths.
    equal = Sizes(50, 50)
    assert (detectable_hazard_ratio(equal, 66).value or 0) > 0.5
    assert (detectable_hazard_ratio(equal, 65).value or 1) < 0.5
    assert detectable_hazard_ratio(equal, 65.34545).value == pytest.approx(0.5, abs=1e-5)


def test_uneven_groups_show_less() -> None:
    # A group of 0.1: the log ratio is longer by sqrt(0.25 / 0.09) = 5 / 3.
    even, uneven = (detectable_hazard_ratio(Sizes(n, 100 - n), 60).value or 1 for n in (50, 10))
    assert math.log(uneven) == pytest.approx(math.log(even) * 5 / 3)


def test_a_detectable_difference_by_hand() -> None:
    # The second group: three deaths in 180 days, a median of log(2) * 60 days; half the hazard doubles it.
    found = detectable_difference(Estimate(0.5, "ratio", 6, "", ""), rows(), "days")
    assert found.value == pytest.approx(math.log(2) * 60)
    assert sizes_of(rows()) == Sizes(3, 3)
    assert expected_deaths(Sizes(10, 20), rows()) == 30


@pytest.mark.parametrize(
    ("sizes", "deaths", "reason"),
    [(Sizes(3, 0), 2, "a group has nobody"), (Sizes(3, 3), 0, "there are no deaths")],
)
def test_nothing_detectable_says_why(sizes: Sizes, deaths: int, reason: str) -> None:
    found = detectable_hazard_ratio(sizes, deaths)
    assert found.reason == detectable_difference(found, rows()).reason == reason


def test_printed_sizes() -> None:
    # 18 % of 62 are 11; 20 % of 125 are 25; 71 % of 158 are 112; 19 % of 211 are 40 or 41.
    assert printed_sizes(load_claims()) == {
        "repeat": Sizes(40, 171), "imaging": Sizes(100, 25), "symptoms": Sizes(112, 46), "biochemistry": Sizes(51, 11),
    }  # fmt: skip


def test_means_and_medians_by_hand() -> None:
    # Followed together for 70 days, which all of the first group lived: 70 - (50 + 60 + 70) / 3 = 10. Medians 200, 60.
    found = mean_difference(rows(), "days")
    assert found.value == pytest.approx(10)
    assert found.parts["horizon"] == pytest.approx(70)
    assert median_difference(rows()).value == pytest.approx(140 / 30.4375)


def test_a_difference_of_means_is_confirmed_where_there_is_one() -> None:
    # The peer must be told of the same horizon, or it would disagree: up to day 300 the difference is 140.
    found = confirmed_mean_difference(rows(), "days")
    assert found.second is not None and found.second.value == pytest.approx(10)
    nobody = replace(rows(), first=np.zeros(6, dtype=bool))
    assert confirmed_mean_difference(nobody) == mean_difference(nobody)


def test_follow_up_of_groups_is_confirmed() -> None:
    # Those of the second group live: they are censored on days 50, 60 and 70, half of them by day 60.
    alive = replace(rows(), times=survival_times([100, 200, 300, 50, 60, 70], [1, 1, 1, 0, 0, 0]))
    found = follow_up_of_groups(alive, "days")["Early"]
    assert found.value == 60
    assert found.second is not None and found.second.value == 60


def test_a_time_dependent_group_has_no_mean() -> None:
    with pytest.raises(ValueError, match="groups that stay as they are"):
        mean_difference(rows("time-dependent"))


def test_separated_groups_have_no_ratio_and_no_test() -> None:
    assert "separation" in (crude_hazard_ratio(rows()).reason or "")
    found = proportionality(rows())
    assert (found.test.value, found.constant, len(found.residuals)) == (None, None, 0)
