"""The guard, and the three designs for groups that form after time zero; expected values counted by hand."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mibg.survival import (
    GuaranteeTimeError,
    InvalidSurvivalData,
    KnownLater,
    compare,
    kaplan_meier,
    known_later,
    log_rank,
    spells,
    survival_times,
)

# Second treatment on days 4, 10 and 6; the second patient dies before any, the last on the day of his.
TIMES = survival_times([12, 3, 20, 8, 6], [1, 1, 0, 1, 1])
AGAIN = known_later(
    ["twice", "once", "twice", "once", "twice"],
    [4, np.nan, 10, np.inf, 6],
    before="once",
    what="The number of treatments",
)


@pytest.mark.parametrize(
    "use",
    [
        lambda: log_rank(TIMES, AGAIN),
        lambda: np.asarray(AGAIN),
        lambda: pd.Series(list(AGAIN)),
        lambda: AGAIN[0],
        lambda: compare(TIMES, AGAIN),
    ],
    ids=["log_rank", "array", "iteration", "item", "compare"],
)
def test_silence_about_the_design_is_an_error_that_explains_why(use: object) -> None:
    with pytest.raises(GuaranteeTimeError, match=r"The number of treatments is known only .* had to survive") as told:
        use()  # type: ignore[operator]
    for design in ("naive", "landmark", "time-dependent"):
        assert f'"{design}"' in str(told.value)


def test_groups_known_at_time_zero_need_no_design_and_take_none() -> None:
    found = compare(TIMES, ["a", "b", "a", "b", "a"])
    assert (found.design, found.n, found.excluded) == ("baseline", 5, {})
    assert found.test.statistic == log_rank(TIMES, ["a", "b", "a", "b", "a"]).statistic
    with pytest.raises(InvalidSurvivalData, match="known at time zero"):
        compare(TIMES, ["a", "b", "a", "b", "a"], design="naive")


def test_the_label_does_not_say_that_groups_of_late_entry_were_known_at_time_zero() -> None:
    late = survival_times([12, 8, 20], [1, 1, 0], entry=[4, -1, 10])
    assert compare(late, ["a", "b", "a"]).label.startswith("Groups known when each patient comes to be at risk")
    assert compare(TIMES, ["a", "b", "a", "b", "a"]).label == "Groups known at time zero."


def test_naive_takes_what_a_patient_turned_out_to_be() -> None:
    found = compare(TIMES, AGAIN, design="naive")
    assert {name: list(data.time) for name, data in found.groups.items()} == {"once": [3, 8], "twice": [12, 20, 6]}


def test_landmark_takes_who_is_at_risk_by_what_was_known_then() -> None:
    """On day 6: one has died before, one dies on the day itself; the first was treated again on day 4."""
    found = compare(TIMES, AGAIN, design="landmark", landmark_days=6)
    assert {name: list(data.time) for name, data in found.groups.items()} == {"once": [14, 2], "twice": [6]}
    assert found.patient.tolist() == [0, 2, 3]
    assert found.excluded == {
        "the event by the landmark": 2,
        "censored by the landmark": 0,
        "under observation only after the landmark": 0,
    }
    assert "day 6" in found.label


def test_time_dependent_moves_a_patient_when_his_state_is_known() -> None:
    found = compare(TIMES, AGAIN, design="time-dependent")
    rows = sorted(zip(found.patient, found.times.entry, found.times.time, found.times.event, found.state, strict=True))
    assert [(int(p), float(a), float(b), bool(e), str(s)) for p, a, b, e, s in rows] == [
        (0, -np.inf, 4, False, "once"),
        (0, 4, 12, True, "twice"),
        (1, -np.inf, 3, True, "once"),
        (2, -np.inf, 10, False, "once"),
        (2, 10, 20, False, "twice"),
        (3, -np.inf, 8, True, "once"),
        (4, -np.inf, 6, True, "once"),
    ]
    assert found.n == found.estimate().n == 5
    assert "Mantel and Byar" in found.estimate().convention


def test_mantel_and_byar_by_the_definition() -> None:
    """At each death: expected in "twice" is its share of those at risk. Day 3: 0 of 5; 6: 1/4; 8: 1/3; 12: 2/2."""
    test = compare(TIMES, AGAIN, design="time-dependent").test
    expected = 0 + 1 / 4 + 1 / 3 + 1
    variance = sum(share * (1 - share) for share in (0, 1 / 4, 1 / 3, 1))
    assert test.groups == ("once", "twice")
    assert test.observed.tolist() == [3, 1]
    assert test.expected[1] == pytest.approx(expected)
    assert test.statistic == pytest.approx((1 - expected) ** 2 / variance)


def test_simon_and_makuch_curves_have_late_entry() -> None:
    """ "twice" has 1 at risk on day 12, for the third patient came on day 10: 2 at risk, S = 1/2."""
    curve = kaplan_meier(compare(TIMES, AGAIN, design="time-dependent").groups["twice"])
    assert curve.at_risk[curve.time == 12].tolist() == [2]
    assert curve.survival[curve.time == 12].tolist() == [0.5]


def test_a_landmark_has_a_day_and_nothing_else_has_one() -> None:
    for design, days in (("landmark", None), ("naive", 6.0)):
        with pytest.raises(InvalidSurvivalData, match="a landmark design has a day"):
            compare(TIMES, AGAIN, design=design, landmark_days=days)  # type: ignore[arg-type]


def test_values_of_other_patients_are_refused() -> None:
    with pytest.raises(InvalidSurvivalData, match="given of 5 patients, times of 1"):
        compare(survival_times([3], [1]), AGAIN, design="naive")


def test_a_value_known_since_a_day_is_not_missing() -> None:
    with pytest.raises(InvalidSurvivalData, match="what is known since a day has a value; row 1: None"):
        known_later(["x", None], [3, 4], before="not yet", what="The response")


def test_nobody_left_at_the_landmark_is_said() -> None:
    found = compare(TIMES, AGAIN, design="landmark", landmark_days=100)
    assert (found.n, found.test.reason) == (0, "there are no patients")


@pytest.mark.parametrize(("design", "days"), [("naive", None), ("landmark", 5.0), ("time-dependent", None)])
def test_a_weight_is_so_many_patients_in_every_design(
    design: Literal["naive", "landmark", "time-dependent"], days: float | None
) -> None:
    """Direct: patients written out as often as their weight says are compared alike."""
    weight = [2, 1, 3, 1, 2]
    weighted = survival_times(TIMES.time, TIMES.event, weight=weight)
    rows = np.repeat(np.arange(5), weight)
    whole = survival_times(TIMES.time[rows], TIMES.event[rows])
    again = KnownLater(AGAIN.value[rows], AGAIN.known_at[rows], AGAIN.before, AGAIN.what)
    one, other = (
        compare(times, groups, design=design, landmark_days=days).test
        for times, groups in ((weighted, AGAIN), (whole, again))
    )
    assert one.statistic == pytest.approx(other.statistic, rel=1e-12)
    assert one.n.tolist() == other.n.tolist()
    assert one.statistic != compare(TIMES, AGAIN, design=design, landmark_days=days).test.statistic


def test_a_second_treatment_that_does_nothing_looks_good_only_naively() -> None:
    """Simulated: exponential deaths, second doses at random times, no difference by design. With 400 patients the
    naive statistic is beyond any doubt (chi-squared above 15), that of Mantel and Byar is not (below 6.63, p = .01)."""
    chance = np.random.default_rng(20)
    death, dose = chance.exponential(900, 400).round() + 1, chance.exponential(700, 400).round() + 1
    again = known_later(
        np.where(dose < death, "twice", "once"), np.where(dose < death, dose, np.inf), before="once", what="Doses"
    )
    times = survival_times(death, np.ones(400))
    naive, fair = (compare(times, again, design=design).test for design in ("naive", "time-dependent"))
    assert naive.statistic is not None
    assert fair.statistic is not None
    assert naive.statistic > 15
    assert fair.statistic < 6.63


patients = st.lists(
    st.tuples(st.integers(1, 30), st.booleans(), st.integers(0, 30) | st.just(np.inf)), min_size=1, max_size=30
)


def declared(rows: list[tuple[int, bool, float]]) -> KnownLater:
    known = [float(row[2]) for row in rows]
    return known_later(["later"] * len(rows), known, before="before", what="The state")


@given(patients)
def test_cutting_time_changes_no_risk_set(rows: list[tuple[int, bool, float]]) -> None:
    """Direct: the stretches together have the events and the curve of the patients whole."""
    times = survival_times([row[0] for row in rows], [row[1] for row in rows])
    cut = spells(times, declared(rows))
    assert cut.times.event.sum() == times.event.sum()
    whole, pieces = kaplan_meier(times), kaplan_meier(cut.times)
    at = np.isin(pieces.time, whole.time)
    np.testing.assert_allclose(pieces.survival[at], whole.survival)


@given(patients)
def test_what_is_known_at_time_zero_is_naive_in_every_design(rows: list[tuple[int, bool, float]]) -> None:
    times = survival_times([row[0] for row in rows], [row[1] for row in rows])
    names = ["odd" if row[0] % 2 else "even" for row in rows]
    known = known_later(names, np.zeros(len(rows)), before="nobody", what="Parity")
    one, other = compare(times, known, design="naive").test, compare(times, known, design="time-dependent").test
    assert one.statistic == other.statistic
    assert one.statistic == log_rank(times, names).statistic
