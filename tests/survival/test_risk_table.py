"""Counting at risk in runs of rows, as is done for many patients, gives what counting them one by one does."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from mibg.survival import log_rank, survival_times
from mibg.survival.risk_table import risk_table


@pytest.mark.parametrize("unit", [1, 0.5], ids=["whole days", "half days"])
@pytest.mark.parametrize("weighted", [False, True])
def test_many_runs_of_rows(unit: float, weighted: bool) -> None:
    chance, n = np.random.default_rng(1), 200_000
    time, event, group = chance.integers(1, 40, n) * unit, chance.random(n) < 0.6, chance.integers(0, 3, n)
    weight = chance.integers(1, 4, n)
    table = risk_table(survival_times(time, event, weight=weight if weighted else None), group, 3)
    by_hand: Counter[tuple[float, int, bool]] = Counter()
    for when, which, failed, many in zip(time, group, event, weight, strict=True):
        by_hand[when, which, failed] += many if weighted else 1
    for row, when in enumerate(table.time):
        for which in range(3):
            assert table.events[row, which] == by_hand[when, which, True]
            assert table.censored[row, which] == by_hand[when, which, False]
    np.testing.assert_array_equal(table.at_risk, np.cumsum((table.events + table.censored)[::-1], axis=0)[::-1])


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (np.array([7, 8, 7, 8]), ("7", "8")),
        (np.array([0, 1, 0, 1]), ("0", "1")),
        (np.array([9, 10, 9, 10]), ("10", "9")),
        (np.array([2, 5, 2, 5]), ("2", "5")),
        (np.array([False, True, False, True]), ("False", "True")),
        (np.array([3, 3, 3, 3]), ("3",)),
        (np.array([-1, 0, -1, 0]), ("-1", "0")),
        (np.array([0, 5000, 0, 5000], dtype=np.int16), ("0", "5000")),
    ],
)
def test_groups_by_whatever_numbers_are_the_same_groups(given: np.ndarray, names: tuple[str, ...]) -> None:
    times = survival_times([1, 2, 3, 4], [1, 1, 1, 0])
    found, plain = log_rank(times, given), log_rank(times, given.astype(str))
    assert found.groups == plain.groups == names
    np.testing.assert_array_equal(found.observed, plain.observed)
    np.testing.assert_array_equal(found.expected, plain.expected)
