"""Ranges under several assumptions, as a figure."""

from __future__ import annotations

import pytest

from mibg.estimate import Estimate
from mibg.report import PageFigure, Reference, range_figure


def ratio(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, "ratio", 100, "made up", "nowhere", parts={"low": low, "high": high})


NONE = Estimate(None, "ratio", 100, "made up", "nowhere", reason="there are no such cohorts")


def drawn(*, logarithmic: bool = False) -> PageFigure:
    ranges = {"one way": ratio(0.9, 0.5, 1.6), "another": ratio(1.2, 0.7, 2.2), "a third": NONE}
    reference = Reference(1, 1, "no effect")
    return range_figure(
        "ranges", ranges, axis="Hazard ratio", reference=reference, caption="Made up.", logarithmic=logarithmic
    )


@pytest.mark.parametrize("logarithmic", [False, True])
def test_every_assumption_is_written_with_its_numbers(logarithmic: bool) -> None:
    figure = drawn(logarithmic=logarithmic)
    for text in ("one way: 0.90 (0.50 to 1.60)", "another: 1.20 (0.70 to 2.20)", "a third: not estimable"):
        assert text in figure.svg
        assert text in figure.alt
    assert "no effect" in figure.svg
    assert figure.narrow


def test_the_data_are_those_drawn() -> None:
    data = drawn().data
    assert data.columns.tolist() == ["assumption", "low", "value", "high"]
    assert data.iloc[1].tolist() == ["another", 0.7, 1.2, 2.2]
    assert data.iloc[2, 1:].isna().all()


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert drawn().svg == drawn().svg
