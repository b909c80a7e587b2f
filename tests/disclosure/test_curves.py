"""Curves behind the gate: steps of several events, at whole months."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.disclosure.curves import Steps
from mibg.disclosure.gate import OPEN, Gate
from mibg.survival import kaplan_meier, survival_times
from mibg.units import DAYS_PER_MONTH

FIVE = Gate(5)


def steps_of(days: list[int], died: list[bool], gate: Gate = FIVE) -> Steps:
    curve = kaplan_meier(survival_times(days, died))
    return gate.steps(curve.time, curve.at_risk, curve.events)


def test_twenty_deaths_by_hand() -> None:
    """A death every 40 days: the 5th on day 200 (month 7), the 10th on 400 (14), the 15th on 600 (20).

    At risk at the first death of each step: 20, 15, 10, 5; shown as 18, 13, 8, and the last is too few.
    """
    found = steps_of([40 * rank for rank in range(1, 21)], [True] * 20)
    assert list(found.time / DAYS_PER_MONTH) == pytest.approx([7, 14, 20])
    assert list(found.at_risk) == [18, 13, 8]
    assert list(found.events) == [5, 5, 5]


def test_deaths_of_one_month_are_one_step() -> None:
    found = steps_of([20] * 11 + [4000] * 20, [True] * 11 + [False] * 20)
    assert list(found.time / DAYS_PER_MONTH) == pytest.approx([1, 131])
    assert list(found.events) == [10, 0]


def test_a_group_of_few_has_no_curve() -> None:
    assert not len(steps_of([100, 200, 300, 400, 500], [True] * 5).time)


def test_an_open_gate_keeps_every_step() -> None:
    assert list(steps_of([10, 20, 30], [True, False, True], OPEN).time) == [10, 30]


@given(st.lists(st.tuples(st.integers(1, 6000), st.booleans()), min_size=1, max_size=80), st.integers(2, 8))
def test_no_step_is_one_patients(course: list[tuple[int, bool]], least: int) -> None:
    found = steps_of([days for days, _ in course], [died for _, died in course], Gate(least))
    sizes = found.events[found.events > 0]
    assert not len(sizes) or sizes.min() >= least
    assert np.allclose(found.events % least, 0)
    assert found.events.sum() <= sum(died for _, died in course)
    months = found.time / DAYS_PER_MONTH
    assert np.allclose(months, months.round())
    assert (np.diff(found.time) > 0).all()
    assert (found.at_risk > least).all()
    assert (found.events <= found.at_risk).all()
