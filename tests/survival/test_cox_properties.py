"""What must hold of every Cox regression, and what it says where it cannot be fitted."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from cox_cases import rows_of, times_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from mibg.survival import InvalidSurvivalData, SurvivalTimes, log_rank, survival_times
from mibg.survival.cox import (
    CoxFit,
    concordance,
    cox,
    dummies,
    firth,
    firth_hazard_ratio,
    hazard_ratio,
    interactions,
    likelihood_ratio,
    proportional_hazards,
    robust,
    score_test,
    wald_test,
)
from mibg.survival.cox.risk_sets import Ties

SEPARATION = "the likelihood grows without end with the coefficient of {} (separation; Firth's penalty keeps it finite)"

Rows = list[tuple[int, bool, float, bool]]
rows_ = st.lists(
    st.tuples(st.integers(1, 12), st.booleans(), st.integers(-5, 5).map(float), st.booleans()), min_size=8, max_size=30
)


def data(rows: Rows) -> tuple[SurvivalTimes, pd.DataFrame]:
    table = pd.DataFrame(rows, columns=["time", "event", "x", "group"])
    return survival_times(table["time"], table["event"]), table[["x", "group"]]


def well_determined(fit: CoxFit) -> bool:
    """Whether there is a maximum, and a sharp one: not far out on a ridge where rounding decides."""
    return fit.reason is None and bool((np.abs(fit.coef) < 8).all())


def log_likelihood(times: SurvivalTimes, x: np.ndarray, coef: np.ndarray, ties: Ties) -> float:
    """The definition, event by event: shares no code with the library."""
    total = 0.0
    for moment in set(times.time[times.event]):
        died = np.flatnonzero(times.event & (times.time == moment))
        at_risk = sum(math.exp(row @ coef) for row in x[(times.time >= moment) & (times.entry < moment)])
        tied = sum(math.exp(x[row] @ coef) for row in died)
        for lost, row in enumerate(died):
            gone = lost / len(died) * tied if ties == "efron" else 0
            total += x[row] @ coef - math.log(at_risk - gone)
    return total


@settings(max_examples=30)
@given(rows_, st.sampled_from(["efron", "breslow"]))
def test_the_likelihood_is_that_of_the_definition(rows: Rows, ties: Ties) -> None:
    times, by = data(rows)
    fit = cox(times, by, ties=ties)
    assume(fit.reason is None)
    x = by.to_numpy(dtype=float) - by.to_numpy(dtype=float).mean(axis=0)
    assert fit.model.value == pytest.approx(log_likelihood(times, x, fit.coef, ties), rel=1e-9, abs=1e-9)
    for nudge in ([1e-3, 0], [-1e-3, 0], [0, 1e-3], [0, -1e-3]):
        assert log_likelihood(times, x, fit.coef + nudge, ties) <= fit.model.value + 1e-12


@settings(max_examples=40)
@given(rows_, st.randoms(use_true_random=False))
def test_order_units_and_origin_of_covariates_change_nothing(rows: Rows, chance: object) -> None:
    times, by = data(rows)
    fit = cox(times, by)
    assume(well_determined(fit))
    order = np.arange(len(rows))
    chance.shuffle(order)  # type: ignore[attr-defined]
    shuffled = cox(SurvivalTimes(times.time[order], times.event[order], times.entry[order]), by.iloc[order])
    moved = cox(times, by.assign(x=by["x"] * 100 + 3000))
    np.testing.assert_allclose(shuffled.coef, fit.coef, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(moved.coef * [100, 1], fit.coef, rtol=1e-6, atol=1e-7)
    assert likelihood_ratio(moved).value == pytest.approx(likelihood_ratio(fit).value, abs=1e-9)


@settings(max_examples=40)
@given(rows_)
def test_without_ties_the_score_test_is_the_log_rank_test(rows: Rows) -> None:
    order = np.arange(1, len(rows) + 1)
    times = survival_times(order, [row[1] for row in rows])
    group = pd.DataFrame({"group": [row[3] for row in rows]})
    fit, test = cox(times, group), log_rank(times, group["group"])
    assume(fit.reason is None and test.statistic is not None)
    assert score_test(fit).parts["chi2"] == pytest.approx(test.statistic)
    np.testing.assert_allclose(cox(times, group, ties="breslow").coef, fit.coef, atol=1e-9)


@settings(max_examples=40)
@given(rows_)
def test_cutting_time_into_stretches_changes_nothing(rows: Rows) -> None:
    times, by = data(rows)
    fit = cox(times, by)
    assume(well_determined(fit))
    cut = times.time > 4
    early = survival_times(np.where(cut, 4, times.time), times.event & ~cut)
    entry = np.concatenate([early.entry, np.full(cut.sum(), 4.0)])
    both = survival_times(
        np.concatenate([early.time, times.time[cut]]), np.concatenate([early.event, times.event[cut]]), entry
    )
    np.testing.assert_allclose(cox(both, pd.concat([by, by[cut]])).coef, fit.coef, rtol=1e-6, atol=1e-7)


def test_firth_by_maximising_the_definition() -> None:
    """Penalised likelihood of survival::ovarian, its information by differences of the definition."""
    times, rows = times_of("ovarian"), rows_of("ovarian")
    x = rows[["a", "b"]].to_numpy(dtype=float)
    x = (x - x.mean(axis=0)) / [10, 1]

    def penalised(coef: np.ndarray) -> float:
        step, information = 1e-4 * np.eye(2), np.zeros((2, 2))
        for i in range(2):
            for j in range(2):
                corners = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
                near = [
                    s * t * log_likelihood(times, x, coef + s * step[i] + t * step[j], "breslow") for s, t in corners
                ]
                information[i, j] = -sum(near) / 4e-8
        return log_likelihood(times, x, coef, "breslow") + 0.5 * math.log(np.linalg.det(information))

    best = minimize(
        lambda coef: -penalised(coef), [0, 0], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10}
    )
    found = firth(times, rows[["a", "b"]])
    np.testing.assert_allclose(found.coef * [10, 1], best.x, atol=1e-4)


def test_firth_is_finite_where_groups_are_separated() -> None:
    """All three events come first and are all of one group: the plain likelihood has no maximum."""
    times, by = survival_times([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0]), pd.DataFrame({"g": [1, 1, 1, 0, 0, 0]})
    plain = hazard_ratio(cox(times, by), "g")
    assert plain.reason == SEPARATION.format("g")
    found = firth_hazard_ratio(firth(times, by), "g")
    # Regression only: 13.0 (1.17 to 1783).
    assert found.value == pytest.approx(13.0038, abs=1e-3)
    assert found.ci == pytest.approx((1.1697, 1783.01), rel=1e-3)
    assert firth_hazard_ratio(firth(times, pd.DataFrame({"g": [1] * 6})), "g").reason is not None


@pytest.mark.parametrize(
    ("event", "by", "reason"),
    [
        ([0, 0, 0, 0], {"x": [1, 2, 3, 4]}, "there are no events"),
        ([1, 1, 0, 1], {"x": [2, 2, 2, 2]}, "x is the same for everybody at risk whenever there is an event"),
        ([1, 1, 0, 1], {"x": [1, 5, 2, 7], "y": [3, 11, 5, 15]}, "y follows from the covariates before it"),
        ([1, 1, 0, 0], {"x": [9, 8, 1, 2]}, SEPARATION.format("x")),
    ],
)
def test_what_cannot_be_fitted_says_why(event: list[int], by: dict[str, list[float]], reason: str) -> None:
    times = survival_times([1, 2, 3, 4], event)
    fit = cox(times, pd.DataFrame(by))
    for estimate in (
        hazard_ratio(fit, "x"),
        wald_test(fit),
        score_test(fit),
        likelihood_ratio(fit),
        concordance(fit, times),
        proportional_hazards(fit, times).estimate(),
        hazard_ratio(robust(fit), "x"),
    ):
        assert (estimate.value, estimate.reason) == (None, reason)


def test_a_stratum_without_events_adds_nothing() -> None:
    times, by = survival_times([3, 4, 5, 7, 2, 9], [1, 1, 0, 1, 0, 0]), pd.DataFrame({"x": [1.0, 0, 2, 0, 5, 5]})
    with_empty = cox(times, by, strata=["a", "a", "a", "a", "b", "b"])
    alone = cox(times.where([1, 1, 1, 1, 0, 0]), by.iloc[:4])
    np.testing.assert_allclose(with_empty.coef, alone.coef)


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ({"x": [1, np.nan, 2]}, r"'x' must be a finite number; row 1: nan"),
        ({"x": [1, 2, np.inf]}, r"row 2: inf"),
        ({"x": ["a", "b", "c"]}, "'x' must be a number; row 0: a, row 1: b, row 2: c"),
        ({"x": [1, 2]}, "given of 2 patients, times of 3"),
        ({}, "needs covariates"),
    ],
)
def test_malformed_covariates_are_refused(by: dict[str, list[object]], message: str) -> None:
    with pytest.raises(InvalidSurvivalData, match=message):
        cox(survival_times([1, 2, 3], [1, 1, 0]), pd.DataFrame(by))


def test_products_and_categories_have_names_that_read() -> None:
    frame = pd.DataFrame({"multiple": [True, False], "response": [1, 1], "octreotide": [0, 2]})
    assert list(interactions(frame, 3))[3:] == [
        "multiple × response", "multiple × octreotide", "response × octreotide", "multiple × response × octreotide",
    ]  # fmt: skip
    assert interactions(frame)["response × octreotide"].tolist() == [0, 2]
    site = pd.Series(["lung", "colon", "lung"], name="site")
    assert dummies(site, "lung").to_dict("list") == {"site: colon": [0, 1, 0]}
    with pytest.raises(InvalidSurvivalData, match="nobody has the reference value 'liver'"):
        dummies(site, "liver")
