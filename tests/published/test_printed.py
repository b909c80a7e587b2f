"""Printed strings and the intervals that their rounding allows; expected values by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.published import UnreadableNumber, parse_printed, rounding_interval


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("29", {"value": ("28.5", "29.5")}),
        ("2.4 ± 0.2", {"value": ("2.35", "2.45"), "se": ("0.15", "0.25")}),
        ("4.0 ± 0.5", {"value": ("3.95", "4.05"), "se": ("0.45", "0.55")}),
        ("59 (12)", {"value": ("58.5", "59.5"), "sd": ("11.5", "12.5")}),
        (
            "18500 (11359-18870)",
            {"value": ("18499.5", "18500.5"), "q1": ("11358.5", "11359.5"), "q3": ("18869.5", "18870.5")},
        ),
        ("30 – 40", {"low": ("29.5", "30.5"), "high": ("39.5", "40.5")}),
        ("3%-10%", {"low": ("2.5", "3.5"), "high": ("9.5", "10.5")}),
        ("18,500", {"value": ("18499.5", "18500.5")}),
        ("one", {"value": ("0.5", "1.5")}),
        ("<0.001", {"value": (None, "0.001")}),
        ("over 70", {"value": ("70", None)}),
    ],
)
def test_forms(text: str, parts: dict[str, tuple[str | None, str | None]]) -> None:
    found = {part.name: (part.interval.low, part.interval.high) for part in parse_printed(text)}
    expected = {
        name: tuple(None if limit is None else Decimal(limit) for limit in limits) for name, limits in parts.items()
    }
    assert found == expected


@pytest.mark.parametrize("text", ["", "about 3", "2.4 ± ", "1.2.3", "(3)", "3 - 4 - 5", "-3", "NaN", "1e3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumber, match="is no"):
        parse_printed(text)


def test_less_than_is_strict_and_halves_may_round_either_way() -> None:
    assert not parse_printed("<0.05")[0].interval.contains(0.05)
    assert parse_printed("29")[0].interval.contains(28.5)
    assert parse_printed("29")[0].interval.contains(29.5)
    assert not parse_printed("29")[0].interval.contains(29.500001)


@given(st.decimals("0", "99999", places=4), st.integers(0, 4))
def test_the_interval_of_a_rounded_value_contains_it(value: Decimal, places: int) -> None:
    assert rounding_interval(value.quantize(Decimal(1).scaleb(-places))).contains(value)


@given(st.decimals("0", "99999", places=2), st.decimals("0", "999", places=1))
def test_a_value_with_its_error_reads_back(value: Decimal, error: Decimal) -> None:
    parts = parse_printed(f"{value:f} ± {error:f}")
    assert [part.number for part in parts] == [value, error]
