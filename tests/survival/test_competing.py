"""Competing events against R: expected values from tests/reference/competing.R (survival 3.5-3, cmprsk 2.2-11)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mibg.survival import CompetingTimes, InvalidSurvivalData, competing_times, confirm
from mibg.survival.competing import aalen_johansen, gray_test, incidence_at, incidence_band

REFERENCE = Path(__file__).parents[1] / "reference"
DATA = pd.read_csv(REFERENCE / "competing_data.csv")
CURVES = pd.read_csv(REFERENCE / "competing_curves.csv")
TESTS = pd.read_csv(REFERENCE / "competing_tests.csv")
CAUSES = ("first", "second")


def patients(name: str) -> tuple[CompetingTimes, pd.DataFrame]:
    rows = DATA[DATA["set"] == name]
    return competing_times(rows["time"], rows["cause"], CAUSES), rows


@pytest.mark.parametrize("name", DATA["set"].unique())
@pytest.mark.parametrize("cause", [1, 2])
def test_incidence_error_and_limits_are_those_of_r(name: str, cause: int) -> None:
    curve = aalen_johansen(patients(name)[0])
    expected = CURVES[(CURVES["set"] == name) & (CURVES["cause"] == cause)]
    # R leaves the cause out where nobody has it.
    inside = expected["incidence"].notna()
    np.testing.assert_array_equal(curve.time, expected["time"])
    np.testing.assert_allclose(curve.survival, expected["survival"], rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(curve.incidence[inside, cause - 1], expected["incidence"][inside], rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(curve.se[inside, cause - 1], expected["se"][inside], rtol=1e-8, atol=1e-8)
    for transform, column in (("log-log", "loglog"), ("log", "log"), ("plain", "plain")):
        band = incidence_band(curve, CAUSES[cause - 1], transform=transform)  # type: ignore[arg-type]
        defined = ~np.isnan(band.low)
        np.testing.assert_allclose(band.low[defined], expected[f"{column}_low"][defined], rtol=1e-8)
        np.testing.assert_allclose(band.high[defined], expected[f"{column}_high"][defined], rtol=1e-8)


@pytest.mark.parametrize("row", TESTS.to_dict("records"), ids=lambda row: f"{row['set']}-{row['cause']}")
def test_gray_is_that_of_cmprsk(row: dict[str, float]) -> None:
    times, rows = patients(str(row["set"]))
    strata = rows["stratum"] if row["stratified"] else None
    found = gray_test(times, rows["group"], CAUSES[int(row["cause"]) - 1], strata)
    assert (found.statistic, found.p, found.df) == pytest.approx((row["chi2"], row["p"], row["df"]), rel=1e-8)


def test_incidence_by_hand() -> None:
    """Days 1 to 4, causes 1, 2, 0, 1: 1/4 on day 1; day 4 adds the half still free. Of four, 1/4 has SE sqrt(3)/8."""
    curve = aalen_johansen(competing_times([1, 2, 3, 4], [1, 2, 0, 1], CAUSES))
    found = incidence_at(curve, "first", 1)
    assert (found.value, found.se) == pytest.approx((25, 100 * np.sqrt(3) / 8))
    assert incidence_at(curve, "first", 4).value == pytest.approx(75)
    assert incidence_at(curve, "second", 9).value == pytest.approx(25)
    assert incidence_at(curve, "first", 0).value == 0


def test_late_entry_by_hand() -> None:
    """The third patient enters on day 1 and is at risk from day 2: 1/2 on day 1, then 1/2 times 1/2."""
    curve = aalen_johansen(competing_times([1, 2, 3], [1, 2, 0], CAUSES, [0, 0, 1]))
    assert curve.incidence[:, 0].tolist() == [0.5, 0.5, 0.5]
    assert curve.incidence[:, 1].tolist() == [0, 0.25, 0.25]


LATE = pd.read_csv(REFERENCE / "competing_late_data.csv")
LATE_CURVES = pd.read_csv(REFERENCE / "competing_late_curves.csv")


def errors_from_the_definition(times: CompetingTimes) -> np.ndarray:
    """Standard errors of each incidence, shape (k, 2), by carrying a covariance of states forward in time.

    At each time those free of events go multinomially to one of three states; the delta method adds that to the
    covariance of the states so far.
    """
    state, spread, found = np.array([1.0, 0, 0]), np.zeros((3, 3)), []
    for moment in np.unique(times.time):
        n = ((times.entry < moment) & (times.time >= moment)).sum()
        share = np.array([((times.time == moment) & (times.cause == cause)).sum() / n for cause in (1, 2)])
        goes = np.array([1 - share.sum(), *share])
        step = np.vstack([goes, np.eye(3)[1:]])
        spread = step.T @ spread @ step + state[0] ** 2 * (np.diag(goes) - np.outer(goes, goes)) / n
        state = state @ step
        found.append(np.sqrt(np.diag(spread)[1:]))
    return np.array(found)


def test_late_entry_has_the_error_of_the_definition() -> None:
    times = competing_times(LATE["time"], LATE["cause"], CAUSES, LATE["entry"])
    curve = aalen_johansen(times)
    np.testing.assert_allclose(curve.incidence, LATE_CURVES[["first", "second"]], rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(curve.se, errors_from_the_definition(times), rtol=1e-10, atol=1e-12)
    # R's multi-state error is the infinitesimal jackknife, which is another number where patients enter late.
    jackknife = LATE_CURVES[["jackknife_first", "jackknife_second"]].to_numpy()
    apart = np.abs(curve.se / np.where(jackknife > 0, jackknife, np.nan) - 1)
    assert 0.05 < np.nanmax(apart) < 0.07


def test_late_entry_has_greenwoods_error_where_there_is_one_cause() -> None:
    """That of R's ``survfit`` without states."""
    curve = aalen_johansen(competing_times(LATE["time"], LATE["cause"] > 0, ["any"], LATE["entry"]))
    free = curve.survival > 0
    np.testing.assert_allclose(curve.se[free, 0], LATE_CURVES["greenwood_any"][free], rtol=1e-10)


def test_before_the_first_observation_nobody_has_had_an_event() -> None:
    found = incidence_at(aalen_johansen(competing_times([3, 4], [1, 2], CAUSES)), "first", 2)
    assert (found.value, found.se, found.ci) == (0, 0, (0, 0))


def test_what_cannot_be_estimated_says_why() -> None:
    times = competing_times([1, 2, 3, 4], [1, 1, 0, 0], CAUSES)
    curve = aalen_johansen(times)
    assert incidence_at(curve, "first", 5).reason == "nobody was observed for so long"
    assert gray_test(times, list("abab"), "second").estimate().reason == "there are no events of this cause"
    assert gray_test(times, list("aaaa"), "first").reason == "there is only one group"
    late = competing_times([1, 2, 3, 4], [1, 1, 0, 0], CAUSES, [0, 0, 1, 0])
    assert gray_test(late, list("abab"), "first").reason == "Gray's test is not defined with late entry"
    with pytest.raises(InvalidSurvivalData, match="no cause 'third'"):
        incidence_at(curve, "third", 1)
    with pytest.raises(ValueError, match="a finite number of days, 0 or more"):
        incidence_at(curve, "first", -1)


@pytest.mark.parametrize("cause", CAUSES)
def test_a_peer_agrees_with_ties_and_is_silent_on_late_entry(cause: str) -> None:
    tied, late = ([3, 5, 8, 8, 8, 12, 12], [1, 2, 0, 1, 2, 1, 1]), [0, 0, 0, 0, 0, 4, 0]
    times = competing_times(*tied, CAUSES)
    confirmed = confirm(incidence_at(aalen_johansen(times), cause, 10), times, cause, 10)
    assert confirmed.second is not None and confirmed.second.value == pytest.approx(confirmed.value, rel=1e-6)
    times = competing_times(*tied, CAUSES, late)
    confirmed = confirm(incidence_at(aalen_johansen(times), cause, 10), times, cause, 10)
    assert confirmed.second is not None and confirmed.second.value is None


def test_a_peer_agrees_on_a_cause_that_nobody_had() -> None:
    times = competing_times([3, 5], [1, 0], CAUSES)
    confirmed = confirm(incidence_at(aalen_johansen(times), "second", 4), times, "second", 4)
    assert confirmed.second is not None and confirmed.second.value == 0
