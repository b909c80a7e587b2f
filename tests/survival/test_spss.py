"""The median by SPSS: printed by SPSS 31.0.1, and edge cases by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from mibg.estimate import Estimate
from mibg.survival import kaplan_meier, mean_spss, median_spss, quantile_spss, survival_times

CASES = os.environ.get("MIBG_REFERENCE_CASES")

# Unrounded output of SPSS 31.0.1: median, SE, lower and upper limit; None is the whole file.
PRINTED = {
    1: (353, 28.40150389233, 297.33305237103, 408.66694762897),
    2: (296, 49.812325244556, 198.36784252067, 393.63215747933),
    None: (333, 27.277143171126, 279.53679938459, 386.46320061541),
}

# The same run: mean, SE, lower and upper limit.
PRINTED_MEANS = {
    1: (335.06565959338, 27.564884197458, 281.03848656637, 389.0928326204),
    2: (289.53733375361, 25.509306273637, 239.53909345728, 339.53557404994),
    None: (310.83810966402, 18.86391387701, 273.86483846508, 347.81138086296),
}


def median(times: list[float], events: list[int]) -> Estimate:
    return median_spss(kaplan_meier(survival_times(times, events)), unit="days")


@pytest.mark.skipif(CASES is None, reason="MIBG_REFERENCE_CASES names no folder of reference cases")
@pytest.mark.parametrize("sex", PRINTED)
def test_what_spss_printed(sex: int | None) -> None:
    rows = pd.read_csv(Path(str(CASES)) / "spss31_fixture.csv")
    rows = rows if sex is None else rows[rows["sex"] == sex]
    curve = kaplan_meier(survival_times(rows["time"], rows["status"]))
    for found, printed in ((median_spss(curve, "days"), PRINTED), (mean_spss(curve, "days"), PRINTED_MEANS)):
        assert found.ci is not None
        assert (found.value, found.se, *found.ci) == pytest.approx(printed[sex], rel=1e-11)


def test_smallest_event_time_on_a_plateau() -> None:
    """By hand: S is exactly one half from 2 on, and SPSS takes 2 where R takes 2.5."""
    assert median([1, 2, 3, 4], [1, 1, 1, 1]).value == 2


@pytest.mark.parametrize("n", [24, 28, 30, 38, 2000])
def test_one_half_is_met_in_spite_of_rounding(n: int) -> None:
    """By hand: of n uncensored times the median is the n/2-th."""
    assert median(list(range(1, n + 1)), [1] * n).value == n / 2


def test_standard_error_by_hand() -> None:
    """S after each of ten deaths falls by 0.1; u = 4 (S = .6), l = 6 (S = .4), SE(S(5)) = sqrt(.025)."""
    found = median(list(range(1, 11)), [1] * 10)
    assert found.se == pytest.approx(0.025**0.5 / (0.2 / 2))


def test_not_reached_says_so() -> None:
    found = median([3, 5, 8], [1, 0, 0])
    assert found.value is None
    assert found.reason == "the survival curve does not fall to one half"


@pytest.mark.parametrize(
    ("times", "events", "value"),
    [
        # The first death takes S from 1 to 0.5: no event time has S >= 0.55.
        ([1, 2], [1, 1], 1),
        # S stays at 0.5: no event time has S <= 0.45.
        ([1, 2, 3, 4], [1, 1, 0, 0], 2),
        # The median is the last event, after which nobody is left.
        ([4, 4, 6], [0, 0, 1], 6),
    ],
)
def test_no_standard_error_without_a_density(times: list[float], events: list[int], value: float) -> None:
    found = median(times, events)
    assert (found.value, found.se, found.ci) == (value, None, None)


def test_interval_takes_196_exactly_and_units_convert() -> None:
    """By hand, from the standard error above: 5 ± 1.96 * 10 * sqrt(.025) days."""
    times = kaplan_meier(survival_times(range(1, 11), [1] * 10))
    days, months = median_spss(times, unit="days"), median_spss(times, unit="months")
    half = 1.96 * 10 * 0.025**0.5
    assert list(days.ci or ()) == pytest.approx([5 - half, 5 + half], rel=1e-12)
    assert [months.value, months.se] == pytest.approx([5 / 30.4375, 10 * 0.025**0.5 / 30.4375])


def test_nobody_has_no_median() -> None:
    found = median([], [])
    assert (found.value, found.reason, found.n) == (None, "there are no patients", 0)


def test_mean_by_hand() -> None:
    """S is 1 to 1, .75 to 2, .5 to 3, .25 to 4: 2.5; areas 1.5, .75, .25 beyond each death give Var = 5/16."""
    found = mean_spss(kaplan_meier(survival_times([1, 2, 3, 4], [1, 1, 1, 1])), "days")
    assert (found.value, found.se) == pytest.approx((2.5, (5 / 16) ** 0.5))
    assert not found.parts


def test_a_mean_cut_short_says_where_and_none_without_events() -> None:
    """By hand: half the patients die on day 2, the other half is seen to day 6."""
    found = mean_spss(kaplan_meier(survival_times([2, 6], [1, 0])), "days")
    assert (found.value, found.parts) == (4, {"limited_to": 6})
    nobody = mean_spss(kaplan_meier(survival_times([2, 6], [0, 0])), "days")
    assert nobody.reason == "there are no events"


@pytest.mark.parametrize("p", [0, 1, float("nan")])
def test_quantiles_lie_between_0_and_1(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile_spss(kaplan_meier(survival_times([2, 6], [1, 0])), p)
