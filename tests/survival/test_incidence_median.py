"""Time by which half have had one event, among people who may have another; counted by hand."""

from __future__ import annotations

import pytest

from mibg.survival import InvalidSurvivalData, aalen_johansen, competing_times, confirm, incidence_median

CAUSES = ("progression", "death")


def test_half_have_progressed_when_the_incidence_reaches_one_half() -> None:
    """By hand: of four, progression at 10 and 30, death at 20; incidence 1/4 at 10, 1/2 at 30."""
    times = competing_times([10, 20, 30, 40], [1, 2, 1, 0], CAUSES)
    found = confirm(incidence_median(aalen_johansen(times), "progression", "days"), times, "progression")
    assert (found.value, found.n, found.events) == (30, 4, 2)
    assert found.second is not None and found.second.value == 30


def test_a_censoring_before_moves_it() -> None:
    """By hand: censored at 5; of three progression at 10 (1/3), death at 20, progression of the last at 30 (2/3)."""
    times = competing_times([5, 10, 20, 30], [0, 1, 2, 1], CAUSES)
    assert incidence_median(aalen_johansen(times), "progression", "days").value == 30


@pytest.mark.parametrize(
    ("time", "cause", "reason"),
    [([10, 20, 30], [1, 2, 2], "fewer than half have the event before another"), ([], [], "there are no patients")],
)
def test_without_half_there_is_none(time: list[int], cause: list[int], reason: str) -> None:
    found = incidence_median(aalen_johansen(competing_times(time, cause, CAUSES)), "progression")
    assert (found.value, found.reason, found.unit) == (None, reason, "years")


def test_there_must_be_such_a_cause() -> None:
    with pytest.raises(InvalidSurvivalData, match="no cause 'relapse'"):
        incidence_median(aalen_johansen(competing_times([1], [1], CAUSES)), "relapse")
