"""Statistics of counts against the same statistics of rows physically drawn, each by a function that shares no code."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines.datasets import load_waltons

from mibg.survival import (
    CompetingTimes,
    SurvivalTimes,
    aalen_johansen,
    competing_times,
    incidence_median,
    kaplan_meier,
    log_rank,
    median_spss,
    survival_at,
    survival_times,
)
from mibg.survival.cox import cox
from mibg.survival.cox.risk_sets import Ties
from mibg.survival.resampling import (
    CoxCoefficients,
    Difference,
    HazardRatios,
    IncidenceAt,
    IncidenceMedian,
    LogRankChiSquared,
    OfRows,
    Quantile,
    RestrictedMean,
    Statistic,
    SurvivalAt,
)

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CHANCE = np.random.default_rng(20)
N = 40
TIME = CHANCE.integers(0, 25, N)
EVENT = CHANCE.random(N) < 0.7
CAUSE = EVENT * CHANCE.integers(1, 3, N)
ENTRY = np.where(CHANCE.random(N) < 0.3, TIME - CHANCE.integers(1, 8, N), -np.inf)
GROUP = np.array(["a", "b", "b", "c"])[np.arange(N) % 4]
X = pd.DataFrame(CHANCE.normal(size=(N, 3)), columns=["age", "dose", "grade"])
PLAIN, LATE = survival_times(TIME, EVENT), survival_times(TIME, EVENT, ENTRY)
CAUSES = competing_times(TIME, CAUSE, ["disease", "other"])


def drawn(times: SurvivalTimes, rows: Rows) -> SurvivalTimes:
    return SurvivalTimes(times.time[rows], times.event[rows], times.entry[rows])


def number(value: float | None) -> float:
    return np.nan if value is None else value


def median(times: SurvivalTimes) -> float:
    return number(median_spss(kaplan_meier(times), "days").value)


def area(times: SurvivalTimes, limit: float) -> float:
    """Area below the curve, a day at a time; all times here are whole days."""
    days = [survival_at(kaplan_meier(times), day).value for day in range(int(limit))]
    enough = survival_at(kaplan_meier(times), limit).value is not None
    return sum(number(day) / 100 for day in days) if enough else np.nan


def incidence(rows: Rows, days: float) -> float:
    """Cumulative incidence of the first cause from its definition, patient by patient."""
    time, cause, free, total = TIME[rows], CAUSE[rows], 1.0, 0.0
    for moment in sorted({int(t) for t, c in zip(time, cause, strict=True) if c and t <= days}):
        at_risk = (time >= moment).sum()
        total += free * ((time == moment) & (cause == 1)).sum() / at_risk
        free *= 1 - ((time == moment) & (cause > 0)).sum() / at_risk
    return 100 * total


def logrank(rows: Rows) -> float:
    return number(log_rank(drawn(PLAIN, rows), GROUP[rows]).statistic)


Case = tuple[Statistic[SurvivalTimes], SurvivalTimes, Callable[[Rows], float]]
CASES: dict[str, Case] = {
    "median": (Quantile(), PLAIN, lambda rows: median(drawn(PLAIN, rows))),
    "median, late entry": (Quantile(), LATE, lambda rows: median(drawn(LATE, rows))),
    "S(t)": (SurvivalAt(12), PLAIN, lambda rows: number(survival_at(kaplan_meier(drawn(PLAIN, rows)), 12).value)),
    "S(t), to the end": (
        SurvivalAt(24),
        PLAIN,
        lambda rows: number(survival_at(kaplan_meier(drawn(PLAIN, rows)), 24).value),
    ),
    "restricted mean": (RestrictedMean(20), PLAIN, lambda rows: area(drawn(PLAIN, rows), 20)),
    "difference of medians": (
        Difference(Quantile(), GROUP, "b", "a"),
        PLAIN,
        lambda rows: median(drawn(PLAIN, rows[GROUP[rows] == "b"])) - median(drawn(PLAIN, rows[GROUP[rows] == "a"])),
    ),
    "log-rank": (LogRankChiSquared(GROUP), PLAIN, logrank),
    "of rows": (OfRows(logrank, "chi2", "chi2", "log-rank", "one group"), PLAIN, logrank),
}


def counts_of(samples: list[Rows], n: int = N) -> Floats:
    return np.array([np.bincount(rows, minlength=n) for rows in samples], dtype=float)


SAMPLES = [np.sort(CHANCE.integers(N, size=N)) for _ in range(40)]
FEW = [np.sort(CHANCE.integers(N, size=3)) for _ in range(40)]


@pytest.mark.parametrize("samples", [SAMPLES, FEW], ids=["as many as there are", "three"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_counts_give_what_the_rows_drawn_give(case: Case, samples: list[Rows]) -> None:
    statistic, times, physically = case
    values = statistic.of(times)(counts_of(samples))[:, 0]
    np.testing.assert_allclose(values, [physically(rows) for rows in samples], rtol=1e-10, atol=1e-10)


def test_cumulative_incidence_is_that_of_the_rows_drawn() -> None:
    values = IncidenceAt("disease", 12).of(CAUSES)(counts_of(SAMPLES))[:, 0]
    np.testing.assert_allclose(values, [incidence(rows, 12) for rows in SAMPLES], rtol=1e-10)


@pytest.mark.parametrize("samples", [SAMPLES, FEW], ids=["as many as there are", "three"])
def test_the_time_by_which_half_have_an_event_is_that_of_the_rows_drawn(samples: list[Rows]) -> None:
    """All events are the disease for two in three patients here, so that most samples reach one half."""
    often = competing_times(TIME, np.where(np.arange(N) % 3, EVENT, CAUSE), CAUSES.causes)
    values = IncidenceMedian("disease").of(often)(counts_of(samples))[:, 0]
    rows = [competing_times(often.time[one], often.cause[one], often.causes) for one in samples]
    expected = [number(incidence_median(aalen_johansen(one), "disease", "days").value) for one in rows]
    np.testing.assert_allclose(values, expected, rtol=1e-10)
    assert np.isfinite(values).any()


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("times", [PLAIN, LATE], ids=["from time zero", "late entry"])
def test_cox_takes_a_patient_drawn_twice_for_two_tied_rows(times: SurvivalTimes, ties: Ties) -> None:
    values = CoxCoefficients(X, ties).of(times)(counts_of(SAMPLES))
    for rows, value in zip(SAMPLES, values, strict=True):
        np.testing.assert_allclose(value, cox(drawn(times, rows), X.iloc[rows], ties=ties).coef, rtol=1e-7, atol=1e-9)
    ratios = HazardRatios(X, ties).of(times)(counts_of(SAMPLES))
    np.testing.assert_allclose(ratios, np.exp(values))


def test_cox_where_newton_overshoots() -> None:
    """Hazard ratios near thirty: without halving, steps from 0 run away in some of these replicates."""
    data = load_waltons()
    times, by = survival_times(data["T"], data["E"]), pd.DataFrame({"miR-137": data["group"] == "miR-137"})
    chance = np.random.default_rng(3)
    samples = [chance.integers(len(data), size=len(data)) for _ in range(25)]
    values = CoxCoefficients(by).of(times)(counts_of(samples, len(data)))
    for rows, value in zip(samples, values, strict=True):
        np.testing.assert_allclose(value, cox(drawn(times, rows), by.iloc[rows]).coef, rtol=1e-7)


def test_cox_without_a_summit_is_not_estimable() -> None:
    """Rows 0 to 3 die in the order of x, which separates them; rows 4 and 5 make x the same for all; 6 is no event."""
    times = survival_times([1, 2, 3, 4, 5, 6, 7], [1, 1, 1, 1, 1, 1, 0])
    x = pd.DataFrame({"x": [4.0, 3, 2, 1, 5, 5, 5]})
    counts = np.array([[1, 1, 1, 1, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 0, 0, 3], [1, 1, 1, 1, 1, 1, 1.0]])
    values = CoxCoefficients(x).of(times)(counts)[:, 0]
    assert np.isnan(values).tolist() == [True, True, True, False]


@given(st.permutations(range(N)), st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(order: list[int], seed: int) -> None:
    counts = np.random.default_rng(seed).multinomial(N, np.full(N, 1 / N), size=4).astype(float)
    shuffled = drawn(PLAIN, np.array(order))
    pairs: list[tuple[Statistic[SurvivalTimes], Statistic[SurvivalTimes]]] = [
        (Quantile(0.25), Quantile(0.25)),
        (RestrictedMean(15), RestrictedMean(15)),
        (LogRankChiSquared(GROUP), LogRankChiSquared(GROUP[order])),
        (CoxCoefficients(X), CoxCoefficients(X.iloc[order])),
    ]
    for one, other in pairs:
        np.testing.assert_allclose(one.of(PLAIN)(counts), other.of(shuffled)(counts[:, order]), rtol=1e-7, atol=1e-9)


def test_a_patient_without_any_count_is_as_if_never_seen() -> None:
    kept = np.arange(N) % 3 > 0
    counts = kept[None].astype(float)
    without = competing_times(TIME[kept], CAUSE[kept], ["disease", "other"])
    statistic: Statistic[CompetingTimes] = IncidenceAt("other", 10)
    np.testing.assert_allclose(
        statistic.of(CAUSES)(counts), statistic.of(without)(np.ones((1, kept.sum()))), rtol=1e-12
    )
