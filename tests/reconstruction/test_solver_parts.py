"""The parts of the solver: dice, margins, placement, search and targets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.estimate import Estimate
from mibg.published import Part, counts_allowed, parse_printed
from mibg.reconstruction.dice import Dice
from mibg.reconstruction.margins import choose_counts
from mibg.reconstruction.placement import Quartiles, matched, spread, with_quartiles
from mibg.reconstruction.search import descend, lean
from mibg.reconstruction.targets import UNREACHABLE, Target
from mibg.reconstruction.tilt import Tilt

SEEDS = st.integers(0, 10_000)


def part(text: str, name: str = "value") -> Part:
    return next(found for found in parse_printed(text) if found.name == name)


def estimate(value: float | None, unit: str, **parts: float) -> Estimate:
    return Estimate(value, unit, 211, "test", "test", parts=parts, reason=None if value is not None else "none")


# --- dice ---


@given(SEEDS, st.integers(-5, 5), st.integers(0, 9))
def test_a_number_lies_between_its_bounds(seed: int, low: int, width: int) -> None:
    assert low <= Dice(seed).between(low, low + width) <= low + width


def test_both_bounds_are_drawn() -> None:
    dice = Dice(0)
    assert {dice.between(1, 3) for _ in range(100)} == {1, 2, 3}


def test_nothing_lies_between_crossed_bounds() -> None:
    with pytest.raises(ValueError, match="nothing lies between 2 and 1"):
        Dice(0).between(2, 1)


@given(SEEDS)
def test_shuffling_keeps_the_items(seed: int) -> None:
    assert sorted(Dice(seed).shuffled(range(20))) == list(range(20))


def test_a_seed_gives_the_same_choices_and_another_seed_others() -> None:
    assert Dice(1).shuffled(range(50)) == Dice(1).shuffled(range(50)) != Dice(2).shuffled(range(50))


def test_more_than_all_cannot_be_picked() -> None:
    with pytest.raises(ValueError, match="3 cannot be drawn from 2"):
        Dice(0).pick([1, 2], 3)


# --- margins ---


@pytest.mark.parametrize(
    ("printed", "counts"),
    [("4", (8, 9)), ("1", (2, 3)), ("0", (0, 1)), ("50", (105, 106)), ("81", (170, 171))],
)
def test_counts_that_print_as_a_percentage_of_211(printed: str, counts: tuple[int, ...]) -> None:
    # Hand count: 3.5 to 4.5 % of 211 are 7.385 to 9.495, and so on.
    assert counts_allowed(part(printed), 211) == counts


def test_half_a_percentage_point_may_have_been_rounded_either_way() -> None:
    # Hand count: 1 of 200 is 0.5 %, and prints as 0 or as 1.
    assert 1 in counts_allowed(part("0"), 200)
    assert 1 in counts_allowed(part("1"), 200)


def test_the_counts_nearest_to_the_print_are_chosen() -> None:
    # Hand count: Table 1's doses are 170.91, 31.65, 6.33 and 2.11 of 211; the nearest whole numbers sum to 211.
    percentages = [part(text) for text in ("81", "15", "3", "1")]
    assert choose_counts(percentages, 211, lambda counts: sum(counts) == 211) == (171, 32, 6, 2)


def test_contradicting_percentages_are_told() -> None:
    with pytest.raises(ValueError, match="no counts out of 211 print as 50, 40 and fit"):
        choose_counts([part("50"), part("40")], 211, lambda counts: sum(counts) == 211)


# --- placement ---


@given(SEEDS, st.integers(1, 60))
def test_each_share_of_a_distribution_holds_one_value(seed: int, n: int) -> None:
    values = sorted(spread(((0, 0), (100, 1000)), n, Dice(seed)))
    # On a straight line from 0 to 1000 the k-th of n values lies between 1000 k / n and 1000 (k + 1) / n.
    assert all(1000 * k // n <= value <= 1000 * (k + 1) / n for k, value in enumerate(values))


@given(SEEDS, st.integers(7, 60))
def test_values_have_the_quartiles_asked_for(seed: int, n: int) -> None:
    asked = Quartiles(0, 500, ((100, 104), (200, 204), (300, 304)))
    values = with_quartiles(asked, n, Dice(seed))
    found = np.quantile(values, (0.25, 0.5, 0.75), method="weibull")
    assert len(values) == n
    assert all(low <= q <= high for (low, high), q in zip(asked.at, found, strict=True))
    assert 0 <= min(values) <= max(values) <= 500


@given(SEEDS)
def test_kept_values_count_among_the_quartiles(seed: int) -> None:
    dice = Dice(seed)
    kept = [10, 20, 110, 200, 250, 310, 900]
    values = with_quartiles(Quartiles(0, 500, ((100, 100), (200, 200), (300, 300))), 31, dice, kept)
    assert np.quantile(kept + values, (0.25, 0.5, 0.75), method="weibull").tolist() == [100, 200, 300]


def test_too_many_kept_values_are_told() -> None:
    with pytest.raises(ValueError, match="too many values from 0 to 99"):
        with_quartiles(Quartiles(0, 500, ((100, 100), (200, 200), (300, 300))), 7, Dice(0), [10, 20])


@given(SEEDS)
def test_a_match_serves_every_need_with_a_capacity_of_its_own(seed: int) -> None:
    needs, capacities = [5, 1, 9, 3], [9, 2, 4, 6, 1]
    given_to = matched(needs, capacities, Dice(seed))
    assert len(set(given_to)) == 4
    assert all(capacities[place] >= need for need, place in zip(needs, given_to, strict=True))


def test_an_impossible_match_is_told() -> None:
    # Both needs fit only the capacity 9.
    with pytest.raises(ValueError, match="nothing is left that is at least 7"):
        matched([8, 7], [9, 6], Dice(0))


# --- search ---


def test_a_search_stops_at_the_goal_and_never_turns_away() -> None:
    seen: list[int] = []

    def distance(state: int) -> int:
        seen.append(abs(state))
        return abs(state)

    assert descend(40, lambda state, dice: state + dice.between(-3, 3), distance, Dice(0), 10_000) == 0
    assert seen[-1] == 0
    assert 0 not in seen[:-1]


def test_a_search_that_runs_out_gives_the_best_it_found() -> None:
    assert descend(40, lambda state, _: state + 1, abs, Dice(0), 5) == 40


# --- targets ---


def test_a_target_compares_in_the_unit_of_the_print() -> None:
    # 2.4 years are 28.8 months; 29 months as printed are 28.5 to 29.5.
    target = Target("abstract.os.median", "os.median", "months", part("29"))
    assert target.distance(estimate(2.4, "years")) == 0
    # 2.5 years are 30 months, half a month too many: 0.5 / 29 = 17.2 thousandths, counted as 18.
    assert target.distance(estimate(2.5, "years")) == 18


def test_a_count_is_compared_with_the_count_behind_a_share() -> None:
    target = Target("results.four", "treatment.four", "patients", part("one"))
    assert target.distance(estimate(0.47, "%", count=1)) == 0
    assert target.distance(estimate(0.95, "%", count=2)) > 0


def test_an_estimate_that_lacks_the_number_is_out_of_reach() -> None:
    target = Target("results.os.median", "os.median", "years", part("2.4 ± 0.2", "se"))
    assert target.distance(estimate(2.4, "years")) == UNREACHABLE
    assert target.distance(estimate(None, "years")) == UNREACHABLE


def test_below_is_strict() -> None:
    # One half is a float without rounding, so that the limit itself can be tried.
    target = Target("abstract.repeat.p", "os.repeat.p", "p", part("<0.5"))
    assert target.distance(estimate(0.49, "p")) == 0
    assert target.distance(estimate(0.5, "p")) > 0


def test_a_search_that_leans_stays_at_its_goal() -> None:
    """By hand: even numbers are the goal, and of those up to ten the largest leans furthest."""
    step = lambda number, dice: min(number + dice.between(-3, 3), 10)  # noqa: E731 - a change in one line
    assert lean(2, step, lambda number: number % 2, lambda number: number, Dice(1), 200) == 10
    assert lean(3, step, lambda number: number % 2, lambda number: number, Dice(1), 200) == 3


def test_a_tilt_compares_means_exactly() -> None:
    # Means of 6 and 4 days, sizes 2 and 3: (6 - 4) x 2 x 3 = 12; pushed the other way -12.
    assert Tilt("imaging", "low").leaning([5, 7], [3, 4, 5]) == 12
    assert Tilt("imaging", "high").leaning([5, 7], [3, 4, 5]) == -12
