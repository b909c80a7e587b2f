"""Response and guarantee time: planted patients by hand, and simulated cohorts in which a response does nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mibg.endpoints import Endpoint
from mibg.endpoints.endpoint import Definition
from mibg.reanalysis.guarantee import MEASURES, Look, fates, looks
from mibg.survival import survival_times

IMAGING = MEASURES[0]
RULES = Definition("First treatment.", "Death.", "End of the study.")
COHORTS = 120
DESIGNS = ("naive", "landmark_9", "landmark_12", "time_dependent", "followup")
ZERO = np.datetime64("2000-01-01")


def endpoint(days: np.ndarray, died: np.ndarray) -> Endpoint:
    names = np.array([f"p{number:04d}" for number in range(len(days))])
    zero = np.full(len(days), ZERO)
    return Endpoint(names, survival_times(days, died), zero, pd.Timestamp("2020-01-01"), RULES, {})


def seen(days: dict[int, tuple[int, str]]) -> pd.DataFrame:
    """Rows of those who were followed: number of the patient, day of follow-up and response."""
    return pd.DataFrame(
        {"patient_id": f"p{number:04d}", "date": pd.Timestamp(ZERO) + pd.Timedelta(days=day), "response": response}
        for number, (day, response) in days.items()
    )


def by_name(found: tuple[Look, ...]) -> dict[str, Look]:
    return {look.name: look for look in found}


def test_every_patient_has_one_fate_at_every_landmark() -> None:
    """By hand, at six months (183 days): p0 died, p1 left, p2 and p3 are known, p4 is known later, p5 never."""
    survival = endpoint(np.array([100, 150, 900, 900, 900, 900]), np.array([1, 0, 1, 1, 1, 1]))
    rows = seen({0: (90, "PR"), 2: (95, "PR"), 3: (100, "PD"), 4: (200, "PD")})
    six, nine, _ = fates(survival, rows, IMAGING).to_dict("records")
    assert list(six.values()) == ["6 months", 1, 1, 2, 1, 1]
    assert list(nine.values()) == ["9 months", 1, 1, 1, 1, 2]


def test_each_design_takes_the_patients_it_should() -> None:
    """By hand: naive 5 with a response; from month six those known by then and alive (p2, p3); later all but p0."""
    survival = endpoint(np.array([80, 150, 900, 800, 700, 900]), np.array([1, 0, 1, 1, 1, 1]))
    rows = seen({0: (80, "PR"), 1: (100, "SD"), 2: (95, "PR"), 3: (100, "PD"), 4: (200, "PD")})
    found = by_name(looks(survival, rows, IMAGING))
    patients = {name: look.patients for name, look in found.items()}
    # p0 died on the day of his exam: a state counts from the day after.
    assert patients == {
        "naive": 5, "landmark_6": 2, "landmark_9": 3, "landmark_12": 3, "time_dependent": 4, "followup": 4,
    }  # fmt: skip


def test_from_first_follow_up_each_clock_begins_then() -> None:
    """By hand: 900 - 95, 800 - 100, 150 - 100 days."""
    survival = endpoint(np.array([900, 800, 150]), np.array([1, 1, 0]))
    found = by_name(looks(survival, seen({0: (95, "PR"), 1: (100, "PD"), 2: (100, "SD")}), IMAGING))
    assert sorted(found["followup"].contrast.comparison.times.time) == [50, 700, 805]
    assert found["followup"].contrast.comparison.times.entry.max() <= 0
    assert sorted(found["time_dependent"].contrast.comparison.times.entry) == [95, 100, 100]


def test_nobody_followed_is_not_estimable_with_a_reason() -> None:
    survival = endpoint(np.array([900, 800]), np.array([1, 1]))
    empty = pd.DataFrame(
        {"patient_id": pd.Series(dtype=str), "date": pd.Series(dtype="datetime64[ns]"), "response": []}
    )
    for look in looks(survival, empty, IMAGING):
        assert look.ratio.value is None
        assert look.ratio.reason
        assert look.contrast.difference.reason


def log_ratios(cohorts: int, delay: int, seed: int) -> dict[str, np.ndarray]:
    """Log hazard ratios, with their errors, of cohorts in which response has nothing to do with death.

    Patients with progression are seen `delay` days later than the others, so that more of them die unseen.
    """
    dice = np.random.default_rng(seed)
    found: dict[str, list[list[float]]] = {name: [] for name in DESIGNS}
    for _ in range(cohorts):
        days = np.ceil(dice.exponential(500, 300))
        progressed = dice.random(300) < 0.5
        exam = np.where(progressed, 90 + delay, 90)
        kept = {i: (int(exam[i]), "PD" if progressed[i] else "PR") for i in range(300) if days[i] > exam[i]}
        shown = by_name(looks(endpoint(days, np.ones(300)), seen(kept), IMAGING))
        for name, values in found.items():
            values.append([shown[name].ratio.parts["coef"], shown[name].ratio.parts["coef_se"]])
    return {name: np.array(values) for name, values in found.items()}


@pytest.fixture(scope="module")
def simulated() -> dict[str, np.ndarray]:
    return log_ratios(cohorts=COHORTS, delay=170, seed=5)


@pytest.mark.parametrize("design", ["landmark_9", "landmark_12", "time_dependent", "followup"])
def test_designs_that_give_no_time_away_find_no_difference(simulated: dict[str, np.ndarray], design: str) -> None:
    """Simulated: the mean log ratio is zero within three errors, and 95 % intervals hold zero as often as they should.

    Of 120 intervals 114 hold it on average, and 106 to 119 in 997 samples of 1000 (binomial distribution).
    """
    value, error = simulated[design].T
    assert abs(value.mean()) < 3 * value.std() / np.sqrt(len(value))
    assert 106 <= np.sum(np.abs(value) < 1.96 * error) <= 119


def test_the_naive_design_favours_the_group_that_is_seen_later(simulated: dict[str, np.ndarray]) -> None:
    """Those progressed were guaranteed 260 days and the others 90: their hazard looks lower, the ratio above one.

    By the law of the simulation a constant hazard of 1/500 a day acts on 500 days after 90 or 260 free ones: the rates
    are 1/590 and 1/760, so that the naive ratio lies near 1.3.
    """
    value, _ = simulated["naive"].T
    assert np.exp(value.mean()) == pytest.approx(760 / 590, rel=0.12)
    assert value.mean() > 5 * value.std() / np.sqrt(len(value))
