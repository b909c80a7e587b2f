"""Which hazard ratios show a printed difference: known ones are found again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from mibg.published import load_claims, parse_printed
from mibg.reanalysis.immortal import (
    HAZARD_RATIOS,
    Printed,
    Scenario,
    compatible_effects,
    every_pair,
    fit_table,
    follow_up,
    printed_numbers,
    range_over,
    simulate,
)
from mibg.reanalysis.immortal.families import EXPONENTIAL, WEIBULL

PRINTED = printed_numbers(load_claims())
SCENARIO = Scenario(WEIBULL, WEIBULL, follow_up(PRINTED.first_year, PRINTED.last_year))


def printing(difference: float, multiple: float, single: float) -> Printed:
    """The same paper with other medians."""
    texts = f"{difference:.0f}", f"{multiple:.1f}", f"{single:.1f}"
    (gap,), (several,), (one,) = map(parse_printed, texts)
    return replace(PRINTED, difference=gap, multiple=several, single=one)


@pytest.mark.parametrize("truth", [0.65, 1.6])
def test_a_known_hazard_ratio_is_found_again(truth: float) -> None:
    """Simulated: print what the middle cohort of a known hazard ratio shows, and ask for the ratio."""
    shown = simulate(PRINTED, replace(SCENARIO, hazard_ratio=truth), 1500, seed=3)
    values = shown.difference().value, shown.multiple().value, shown.single().value
    difference, multiple, single = (value for value in values if value is not None)
    ratios = (0.2, *HAZARD_RATIOS)
    found = compatible_effects(printing(difference, multiple, single), SCENARIO, 500, 4, ratios).estimate()
    assert found.value == pytest.approx(truth, rel=0.1)
    assert found.parts["low"] < truth < found.parts["high"]


def test_none_is_found_where_none_can_be() -> None:
    few = compatible_effects(printing(24, 4.0, 9.0), SCENARIO, 200, 1, (0.5, 1.0, 2.0))
    assert few.estimate().reason == "no hazard ratio that was tried shows the printed difference and medians"
    narrow = compatible_effects(PRINTED, SCENARIO, 200, 1, (0.9, 1.1))
    assert narrow.estimate().reason == "the range goes on beyond the hazard ratios tried"


def test_the_same_draws_make_the_difference_fall_with_the_hazard() -> None:
    found = compatible_effects(PRINTED, SCENARIO, 200, 1, (0.5, 1.0, 2.0))
    assert (np.diff(found.shown["difference"], axis=0) < 0).all()
    assert list(found.table().columns) == ["hazard ratio", "low", "difference", "high"]


def test_every_pair_of_families_is_tried_and_its_fit_told() -> None:
    """By hand: four families of survival and four of the dose; only the exponential misses five-year survival."""
    pairs = every_pair(SCENARIO)
    assert len({(each.survival.name, each.dose.name) for each in pairs}) == 16
    table = fit_table([simulate(PRINTED, pair, 2, 1) for pair in pairs])
    assert table["survival"].tolist() == ["printed", *(each.survival.name for each in pairs)]
    assert table["Q2"].tolist()[0] == "14"
    exponential = table["survival"] == EXPONENTIAL.name
    assert table["met"].tolist() == ["", *("no" if missed else "yes" for missed in exponential[1:])]


def test_a_range_is_the_lowest_and_the_highest() -> None:
    values = [simulate(PRINTED, SCENARIO, 200, seed).difference() for seed in range(3)]
    found, told = range_over(values, "seeds"), [each.value for each in values if each.value is not None]
    assert (found.parts["low"], found.value, found.parts["high"]) == tuple(sorted(told))
    none = replace(values[0], value=None, reason="not reached")
    assert range_over([none], "seeds").reason == "none of them has a value"


def test_what_is_printed_is_read_from_the_claims() -> None:
    """The paper: 24 months, quartiles 6, 14 and 25 months, 1991 to 2014, p < 0.05."""
    assert (PRINTED.patients, PRINTED.first_year, PRINTED.last_year) == (211, 1991, 2014)
    assert [part.number for part in PRINTED.interval] == [6, 14, 25]
    assert PRINTED.difference.number == 24
    assert PRINTED.significance.interval.high == Decimal("0.05")
