"""What must hold of cumulative incidence and of Gray's test, on generated data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.survival import competing_times, kaplan_meier
from mibg.survival.competing import aalen_johansen, gray_test

CAUSES = ("first", "second")
patients = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 2), st.booleans()), min_size=1, max_size=40)


@given(patients)
def test_all_incidences_and_survival_add_up_to_one(rows: list[tuple[int, int, bool]]) -> None:
    times = competing_times([row[0] for row in rows], [row[1] for row in rows], CAUSES)
    curve = aalen_johansen(times)
    np.testing.assert_allclose(curve.incidence.sum(axis=1) + curve.survival, 1)
    np.testing.assert_allclose(curve.survival, kaplan_meier(times.any_cause()).survival, atol=1e-12)


@given(patients)
def test_one_cause_alone_is_one_minus_kaplan_meier(rows: list[tuple[int, int, bool]]) -> None:
    times = competing_times([row[0] for row in rows], [min(row[1], 1) for row in rows], ["only"])
    curve, whole = aalen_johansen(times), kaplan_meier(times.any_cause())
    np.testing.assert_allclose(curve.incidence[:, 0], 1 - whole.survival, atol=1e-12)
    some = whole.survival > 1e-9
    np.testing.assert_allclose(curve.se[some, 0], whole.se[some], atol=1e-7)


@given(patients, st.randoms())
def test_order_and_names_do_not_matter(rows: list[tuple[int, int, bool]], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (
        gray_test(
            competing_times([row[0] for row in order], [row[1] for row in order], CAUSES),
            [names[row[2]] for row in order],
            "first",
        )
        for order, names in ((rows, ("a", "b")), (mixed, ("z", "y")))
    )
    assert (one.df, one.reason) == (other.df, other.reason)
    if one.statistic is not None:
        assert other.statistic == pytest.approx(one.statistic, rel=1e-6, abs=1e-9)
