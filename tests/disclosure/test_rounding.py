"""How numbers are rounded; expected values by hand unless told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.disclosure.rounding import midpoint, significant, step_of_share, to_multiple
from mibg.disclosure.texts import without_small_numbers

LEAST = 5
CELLS = st.lists(st.integers(0, 12), min_size=1, max_size=12)


def class_of(shown: int | None, least: int) -> range:
    """Counts that a reader who knows the rule must hold possible."""
    return range(least + 1) if shown is None else range(shown - least + least // 2 + 1, shown + least // 2 + 1)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, None), (1, None), (5, None), (6, 8), (8, 8), (10, 8), (11, 13), (15, 13), (211, 213)],
)
def test_counts_are_shown_as_the_middle_of_their_class(count: int, shown: int | None) -> None:
    assert midpoint(count, LEAST) == shown


@given(st.integers(0, 400), st.integers(2, 12))
def test_a_count_lies_in_the_class_that_is_shown(count: int, least: int) -> None:
    assert count in class_of(midpoint(count, least), least)


@given(CELLS, st.integers(2, 7))
def test_no_small_cell_follows_from_the_other_cells_and_the_total(cells: list[int], least: int) -> None:
    """Bounds of each cell from what is shown of all cells and of their total: never one small number alone."""
    shown = [class_of(midpoint(cell, least), least) for cell in cells]
    total = class_of(midpoint(sum(cells), least), least)
    lowest, highest = sum(each[0] for each in shown), sum(each[-1] for each in shown)
    for cell in shown:
        low = max(cell[0], total[0] - (highest - cell[-1]))
        high = min(cell[-1], total[-1] - (lowest - cell[0]))
        assert low < high or low not in range(1, least)


@given(CELLS, st.data())
def test_nor_from_totals_of_some_of_the_cells(cells: list[int], data: st.DataObject) -> None:
    """Of two nested totals, the cells between them are bounded by the difference: never to one small number."""
    cut = data.draw(st.integers(0, len(cells)))
    part, whole = (class_of(midpoint(total, LEAST), LEAST) for total in (sum(cells[:cut]), sum(cells)))
    low, high = max(0, whole[0] - part[-1]), whole[-1] - part[0]
    assert low < high or low not in range(1, LEAST)


@pytest.mark.parametrize(
    ("value", "rounded"), [(0.0, 0.0), (0.012345, 0.012), (-3.456, -3.5), (123.4, 120.0), (9.99, 10.0)]
)
def test_significant_digits(value: float, rounded: float) -> None:
    assert significant(value) == pytest.approx(rounded)


def test_multiples() -> None:
    assert to_multiple(2.4312, 0.1) == 2.4
    assert to_multiple(7123.4, 100) == 7100


@pytest.mark.parametrize(("n", "step"), [(53, 10), (100, 5), (211, 5), (1000, 1), (13, 50), (6, 100)])
def test_the_step_of_a_share_is_made_by_several_patients(n: int, step: float) -> None:
    assert step_of_share(n, LEAST) == step


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("14 deaths among the 29 patients", "13 deaths among the 28 patients"),
        ("3 deaths among 40", "5 or fewer deaths among 38"),
        ("up to day 1403", "up to day 1400"),
        ("groups as known on day 274", "groups as known on day 274"),
        ("up to day 1826.25", "up to day 1826.25"),
        ("median ± 1.96 SE, 2 degree(s) of freedom, n - 1", "median ± 1.96 SE, 2 degree(s) of freedom, n - 1"),
        ("S(t) ≤ 0.5 and a 95 % interval", "S(t) ≤ 0.5 and a 95 % interval"),
        ("in 50 completed data sets (seed 211)", "in 50 completed data sets (seed 211)"),
    ],
)
def test_numbers_in_sentences(text: str, shown: str) -> None:
    assert without_small_numbers(text, LEAST) == shown
