"""Tallies: the same medians and tests as `mibg.survival`, which finished cohorts are judged by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.reconstruction.tallies import ranked, tally
from mibg.survival import kaplan_meier, log_rank, median_spss, survival_at, survival_times

PATIENTS = st.lists(st.tuples(st.integers(1, 60), st.booleans(), st.booleans(), st.booleans()), min_size=2, max_size=60)


@given(PATIENTS)
def test_groups_that_overlap_have_the_medians_of_curves_made_one_by_one(rows: list[tuple[int, ...]]) -> None:
    days, died, *members = np.array(rows).T
    times, groups = survival_times(days, died), np.array(members) > 0
    counts = tally(ranked(days, died > 0), groups)
    for group, chosen in enumerate(groups):
        if chosen.any():
            found, expected = counts.median(group), median_spss(kaplan_meier(times.where(chosen)))
            assert (found.value, found.se, found.n, found.events) == (
                expected.value,
                expected.se,
                expected.n,
                expected.events,
            )


@given(PATIENTS)
def test_the_comparison_of_two_groups_is_the_log_rank_test(rows: list[tuple[int, ...]]) -> None:
    days, died, first, _ = np.array(rows).T
    groups = np.array([first > 0, first == 0])
    found = tally(ranked(days, died > 0), groups).log_rank_p(0, 1)
    expected = log_rank(survival_times(days, died), first).estimate()
    assert found.value == (None if expected.value is None else pytest.approx(expected.value, rel=1e-9))


def test_survival_at_a_time_is_read_off_the_same_curve() -> None:
    # Hand count: of 2, 3, 3, 5 days, the last censored, three quarters live beyond day 2 and one quarter beyond day 3.
    counts = tally(ranked([3, 2, 5, 3], np.array([True, True, False, True])), np.ones((1, 4), dtype=bool))
    assert [counts.per_cent_alive(0, day).value for day in (1, 2, 3, 4)] == [100, 75, 25, 25]
    assert survival_at(kaplan_meier(survival_times([3, 2, 5, 3], [1, 1, 0, 1])), 4).value == 25
