"""Listwise deletion, imputation, weighting, bounds and tipping points."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from mibg.estimate import Estimate
from mibg.reanalysis.lost import (
    Incomplete,
    bounds,
    imputation,
    imputed,
    imputed_survival,
    incomplete,
    listwise,
    tipping_by_odds,
    tipping_by_share,
    weighted,
    weights_of_followed,
)
from mibg.reanalysis.lost.mechanisms import MECHANISMS, Mechanism, invent
from mibg.survival import InvalidSurvivalData, kaplan_meier, survival_at, survival_times
from mibg.survival.cox import cox, hazard_ratio

NAN = float("nan")
BY_CHANCE, BY_RESPONSE = MECHANISMS[0], MECHANISMS[3]


def drawn(mechanism: Mechanism = BY_CHANCE, seed: int = 5) -> Incomplete:
    rng = np.random.default_rng(seed)
    return invent(rng).seen_under(mechanism, rng)


def known(estimate: Estimate) -> tuple[float, float, float]:
    assert estimate.value is not None
    assert estimate.ci is not None
    low, high = estimate.ci
    assert low is not None
    assert high is not None
    return estimate.value, low, high


def every_method(data: Incomplete) -> dict[str, Estimate]:
    worst, odds, share = bounds(data), tipping_by_odds(data, data_sets=5), tipping_by_share(data, data_sets=5)
    return {
        "listwise": listwise(data), "imputed": imputed(data, 5), "weighted": weighted(data), "lowest": worst.lowest,
        "highest": worst.highest, "all": worst.all_responded, "nobody": worst.nobody_responded,
        "survival": imputed_survival(data, True, 365, 5), "odds": odds.below, "share": share.above,
    }  # fmt: skip


def test_leaving_out_is_the_regression_of_those_followed() -> None:
    """Against `mibg.survival.cox`, itself held against R."""
    data = drawn()
    times = data.times.where(data.followed)
    expected = hazard_ratio(cox(times, pd.DataFrame({"r": data.response[data.followed]})), "r")
    assert known(listwise(data)) == pytest.approx(known(expected), rel=1e-7)


def test_where_nobody_is_lost_all_methods_agree() -> None:
    rng = np.random.default_rng(5)
    data = invent(rng).data
    whole, worst = known(listwise(data)), bounds(data)
    assert known(imputed(data)) == pytest.approx(whole)
    assert known(weighted(data))[0] == pytest.approx(whole[0])
    for found in (worst.lowest, worst.highest, worst.all_responded, worst.nobody_responded):
        assert known(found) == pytest.approx(whole)
    assert tipping_by_odds(data).below.reason == "the response of everybody is known"
    responders = data.times.where(data.response == 1)
    assert known(imputed_survival(data, True, 700))[0] == pytest.approx(
        known(survival_at(kaplan_meier(responders), 700))[0]
    )


def test_imputation_lies_within_the_bounds_and_bounds_hold_the_truth() -> None:
    """Whatever the reason for being lost, the ratio with all responses known lies between the bounds."""
    for place, mechanism in enumerate(MECHANISMS):
        rng = np.random.default_rng(place)
        cohort = invent(rng)
        data = cohort.seen_under(mechanism, rng)
        worst = bounds(data)
        low, high = known(worst.lowest)[0], known(worst.highest)[0]
        for inside in (listwise(cohort.data), imputed(data), worst.all_responded, worst.nobody_responded):
            assert low <= known(inside)[0] <= high


@pytest.mark.parametrize("seed", range(6))
def test_bounds_are_those_of_every_assignment(seed: int) -> None:
    """Against all 2^7 assignments of responses to seven lost, one regression each."""
    rng = np.random.default_rng(seed)
    times = survival_times(rng.permutation(np.arange(10, 30)), rng.random(20) < 0.8)
    response = np.where(np.arange(20) < 7, NAN, (rng.random(20) < 0.5).astype(float))
    response[7:9] = 0, 1
    data, ratios = incomplete(times, response), []
    for lost in product((False, True), repeat=7):
        group = pd.DataFrame({"r": data.completed(lost)[0]})
        ratios.append(hazard_ratio(cox(times, group), "r").value)
    finite = [ratio for ratio in ratios if ratio is not None]
    found = bounds(data)
    assert known(found.lowest)[0] == pytest.approx(min(finite), rel=1e-6)
    assert known(found.highest)[0] == pytest.approx(max(finite), rel=1e-6)


def test_a_shift_without_end_is_the_bound() -> None:
    """All odds in favour is all responded; all against, nobody."""
    data = drawn()
    tip, worst = tipping_by_odds(data, deltas=(-60.0, 0.0, 60.0)), bounds(data)
    assert tip.curve["ratio"].tolist() == pytest.approx(
        [known(worst.nobody_responded)[0], known(imputed(data))[0], known(worst.all_responded)[0]]
    )
    assert tip.curve["share"].tolist()[::2] == [0, 1]


def test_the_true_shift_mends_what_imputation_gets_wrong() -> None:
    """Lost by response alone, log odds of being followed 2 higher with one: among the lost 2 lower, exactly."""
    shares = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        cohort = invent(rng)
        data = cohort.seen_under(BY_RESPONSE, rng)
        found, truth = imputation(data, 20), cohort.data.response[~data.followed].mean()
        lost = ~data.followed
        shares.append([found.shifted(delta)[:, lost].mean() - truth for delta in (0.0, -2.0)])
    plain, mended = np.mean(shares, axis=0)
    assert plain > 0.25
    assert abs(mended) < 0.05


def test_where_the_conclusion_tips() -> None:
    """The tip is the nearest row of the curve with another conclusion, and rows between agree with the followed."""
    data = drawn(seed=9)
    found = tipping_by_share(data)
    start, curve = float(np.nanmean(data.response)), found.curve
    low, high = known(listwise(data))[1:]
    held = "lower" if high < 1 else "higher" if low > 1 else "open"
    for tip, side in ((found.below, curve["assumed"] <= start), (found.above, curve["assumed"] >= start)):
        other = curve[side & (curve["conclusion"] != held)]["assumed"].to_numpy(dtype=float)
        if tip.value is None:
            assert not len(other)
            assert tip.reason == "the conclusion stays the same along the whole grid"
        else:
            assert tip.value == pytest.approx(100 * other[np.abs(other - start).argmin()])


def test_weights_make_the_followed_like_all() -> None:
    """Weighted means of the covariate among the followed are near that of all; weights are 1 on average."""
    rng = np.random.default_rng(3)
    data = invent(rng).seen_under(MECHANISMS[1], rng)
    weight, x = weights_of_followed(data), data.covariates[:, 0]
    plain, mended = x[data.followed].mean() - x.mean(), np.average(x[data.followed], weights=weight) - x.mean()
    assert abs(mended) < 0.35 * abs(plain)
    assert weight.mean() == pytest.approx(1, abs=0.1)


def test_the_seed_decides() -> None:
    data = drawn()
    assert imputed(data) == imputed(data)
    assert imputed(data, seed=1) != imputed(data, seed=2)


@pytest.mark.parametrize(
    ("response", "event", "reason"),
    [
        ([], [], "nobody was at risk at the landmark"),
        ([NAN, NAN], [1, 1], "of nobody at risk at the landmark is the response known"),
        ([1, 0, NAN], [0, 0, 0], "nobody died after the landmark"),
    ],
)
def test_what_no_method_can_answer(response: list[float], event: list[int], reason: str) -> None:
    data = incomplete(survival_times(np.arange(len(event)) + 5, event), response)
    assert {found.reason for found in every_method(data).values()} == {reason}


@pytest.mark.parametrize("response", [[1, 0], [1, NAN], [0, NAN], [1, 1], [0, 0]])
@pytest.mark.parametrize("event", [[1, 0], [1, 1], [0, 1]])
def test_two_patients_give_reasons_and_no_error(response: list[float], event: list[int]) -> None:
    """By hand: no two patients can have deaths in both groups while both groups are at risk."""
    data = incomplete(survival_times([10, 20], event), response, pd.DataFrame({"age": [50.0, 60.0]}))
    found = every_method(data)
    for name in ("listwise", "imputed", "weighted", "lowest", "highest", "odds", "share"):
        assert found[name].value is None, name
        assert found[name].reason


def test_faulty_input_is_refused() -> None:
    times = survival_times([1, 2, 3], [1, 1, 1])
    with pytest.raises(InvalidSurvivalData, match="3 patients have 2 responses"):
        incomplete(times, [1, 0])
    with pytest.raises(InvalidSurvivalData, match=r"1, 0 or unknown; see rows \[1\]"):
        incomplete(times, [1, 0.5, NAN])
    with pytest.raises(InvalidSurvivalData, match=r"finite number; see rows \[2\]"):
        incomplete(times, [1, 0, 1], pd.DataFrame({"age": [1.0, 2.0, NAN]}))
    with pytest.raises(InvalidSurvivalData, match="everybody is at risk"):
        incomplete(survival_times([5, 6], [1, 1], entry=[1, 2]), [1, 0])
