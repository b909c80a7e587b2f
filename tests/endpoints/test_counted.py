"""Survival by heads: six patients, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from timelines import STUDY_DAYS, Timeline, cohort_of

from mibg.endpoints import overall_survival, surviving_of_all, surviving_of_followed
from mibg.survival import kaplan_meier, survival_at

DIED = {"a": Timeline(died=100), "b": Timeline(died=2000), "c": Timeline(), "d": Timeline(died=1000)}


def test_among_all_everybody_is_counted() -> None:
    """Two of four died by day 1826."""
    found = surviving_of_all(overall_survival(cohort_of(DIED)), 1826)
    assert (found.value, found.n, found.events, found.parts["count"]) == (50, 4, 2, 2)


def test_who_could_not_be_followed_so_long_is_no_denominator() -> None:
    endpoint = overall_survival(cohort_of(DIED))
    assert (endpoint.potential == STUDY_DAYS).all()
    assert surviving_of_followed(endpoint, STUDY_DAYS).n == 4
    nobody = surviving_of_followed(endpoint, STUDY_DAYS + 1)
    assert (nobody.value, nobody.reason) == (None, "there are no patients")


def test_with_complete_follow_up_all_three_agree() -> None:
    """Without censoring before the time asked for, the product-limit estimate is the share."""
    endpoint = overall_survival(cohort_of(DIED))
    curve = survival_at(kaplan_meier(endpoint.times), 1500)
    both = (surviving_of_all(endpoint, 1500).value, surviving_of_followed(endpoint, 1500).value)
    assert both == pytest.approx((curve.value, curve.value))


def test_the_record_holds_the_rules() -> None:
    found = surviving_of_all(overall_survival(cohort_of(DIED)), 365)
    assert found.endpoint is not None
    for rule in ("Time zero:", "Event:", "Censoring:", "Entry:"):
        assert rule in found.endpoint


def test_a_death_on_the_day_counts() -> None:
    """Day 100 itself: one of four has died."""
    assert surviving_of_all(overall_survival(cohort_of(DIED)), 100).value == 75
    assert np.isclose(surviving_of_all(overall_survival(cohort_of(DIED)), 99).value or 0, 100)
