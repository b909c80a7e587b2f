"""Progression under every reading of a death before it: timelines counted by hand, R's bmt data, and thin cohorts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mibg.audit.formatting import format_estimate, parse_format
from mibg.cohort import Cohort, Study, read_cohort
from mibg.disclosure.gate import Gate
from mibg.endpoints import CompetingEndpoint
from mibg.endpoints.endpoint import Definition
from mibg.estimate import Estimate
from mibg.layout import book_root
from mibg.reanalysis.progression_free import (
    MEASURES,
    READINGS,
    SOON,
    between_assessments,
    curves,
    gray_tests,
    incidences,
    labelled,
    median_between,
    medians,
    moves,
    quantities,
    unseen_deaths,
)
from mibg.reanalysis.progression_free.groups import GROUPINGS
from mibg.survival import competing_times, interval_times, kaplan_meier
from mibg.units import DAYS_PER_MONTH, DAYS_PER_YEAR

REFERENCE = Path(__file__).parents[1] / "reference"
ZERO = np.datetime64("2000-01-01")
NEVER = np.inf
RULES = Definition("First treatment.", "Progression.", "Last assessment.")


@dataclass(frozen=True)
class Seen:
    """A patient: last assessment without progression, then the day progression was seen, or of death, if ever."""

    clear: int
    progressed: int | None = None
    died: int | None = None


def course_of(patients: Sequence[Seen]) -> CompetingEndpoint:
    time = [one.progressed or one.died or one.clear for one in patients]
    cause = [1 if one.progressed else 2 if one.died else 0 for one in patients]
    right = [one.progressed or NEVER for one in patients]
    return CompetingEndpoint(
        np.array([f"p{number:03d}" for number in range(len(patients))]),
        competing_times(time, cause, ("progression", "death")),
        interval_times([one.clear for one in patients], right),
        np.full(len(patients), ZERO),
        pd.Timestamp("2020-01-01"),
        RULES,
        {},
    )


SIX = (
    Seen(100, progressed=200),
    Seen(200, died=250),
    Seen(100, died=900),
    Seen(300, progressed=400),
    Seen(500),
    Seen(500, progressed=600),
)
"""The second died soon after an assessment, the third long after; the fifth lives."""

# By hand. Last assessed: five at risk on day 200 (the third left on day 100), three on day 400, one on day 600.
# Censored on its day: six, four (the third is there), two. Event: six on day 200, five on 250, four on 400, then as
# before, and the third alone on 900. Soon: five on 200, four on 250, three on 400, one on 600.
BY_HAND = {
    "last_assessed": ({200: 4 / 5, 400: 8 / 15, 600: 0}, 600),
    "death_censored": ({200: 5 / 6, 400: 5 / 8, 600: 5 / 16}, 600),
    "death_as_event": ({200: 5 / 6, 250: 4 / 6, 400: 1 / 2, 600: 1 / 4, 900: 0}, 400),
    "death_soon": ({200: 4 / 5, 250: 3 / 5, 400: 2 / 5, 600: 0}, 400),
}


@pytest.mark.parametrize("name", READINGS)
def test_each_reading_has_its_own_curve_and_median(name: str) -> None:
    expected, median = BY_HAND[name]
    curve = kaplan_meier(curves(course_of(SIX))[READINGS[name][0]])
    failed = curve.events > 0
    assert curve.time[failed].tolist() == list(expected)
    np.testing.assert_allclose(curve.survival[failed], list(expected.values()), atol=1e-12)
    found = medians(course_of(SIX))[name]
    assert found.value == pytest.approx(median / DAYS_PER_YEAR)
    assert found.events == len(expected)


def test_every_median_names_its_rule() -> None:
    assert len({one.endpoint for one in medians(course_of(SIX)).values()}) == len(READINGS)


def test_soon_is_as_long_as_the_first_assessment_may_wait() -> None:
    """By hand: a death on the last such day counts, one a day later does not."""
    within, after = (medians(course_of([Seen(100, died=100 + wait)]))["death_soon"] for wait in (SOON, SOON + 1))
    assert (within.events, after.events) == (1, 0)


def test_death_competes() -> None:
    """By hand: progression 1/6 on day 200; 1/6 more on 400; half of the half still free on 600: 7/12, the rest die.

    Half have progressed on day 600. By one year 1/6 progressed and 1/6 died (day 250), by two years 7/12 and 1/6.
    """
    found = incidences(course_of(SIX))
    assert found["death_competing"].value == pytest.approx(600 / DAYS_PER_YEAR)
    shares = {name: found[name].value for name in ("progressed.1", "died.1", "progressed.2", "died.2", "died.5")}
    assert shares == pytest.approx(
        {"progressed.1": 100 / 6, "died.1": 100 / 6, "progressed.2": 700 / 12, "died.2": 100 / 6, "died.5": 500 / 12}
    )


def test_deaths_that_nobody_saw_coming() -> None:
    """By hand: two of six, 50 and 800 days after their last assessment."""
    found = unseen_deaths(course_of(SIX))
    assert (found["dead"].parts["count"], found["dead"].n) == (2, 6)
    assert found["gap"].value == pytest.approx(425 / DAYS_PER_MONTH)


def test_how_far_each_reading_moves_the_median() -> None:
    """By hand from the medians above: 200 days down where death is an event, else none; all lie within 200 days.

    Turnbull: (100, 200], (300, 400] and (500, 600] hold masses a, b, c with likelihood a b c c (b + c), largest for
    1/5, 4/15, 8/15. So S is 8/15 before the third, which holds the median.
    """
    found = {name: one.value for name, one in moves(course_of(SIX)).items()}
    days = {"death_censored": 0, "death_as_event": -200, "death_soon": -200, "death_competing": 0, "earliest": -100,
            "latest": 0}  # fmt: skip
    expected = {f"moved.{name}": one / DAYS_PER_MONTH for name, one in days.items()} | {"span": 200 / DAYS_PER_MONTH}
    assert found == pytest.approx(expected)


def test_a_reading_that_is_withheld_is_not_had_back_by_subtraction() -> None:
    """By hand: 4 progress, 36 die. To censor deaths leaves 4 events; to count them, 40."""
    course = course_of([*[Seen(10, progressed=20)] * 4, *[Seen(10 * day, died=10 * day + 5) for day in range(1, 37)]])
    readings, moved, gate = medians(course), moves(course), Gate(5)
    assert not gate.estimate(readings["death_as_event"]).withheld
    assert gate.estimate(readings["last_assessed"]).withheld
    assert {one.smallest for one in moved.values()} == {4}
    assert all(gate.estimate(one).withheld for one in moved.values())


def test_where_nobody_dies_no_reading_moves_anything() -> None:
    """In every bootstrap sample the medians are the same, so that the interval has no width."""
    found = moves(course_of([Seen(10 * day, progressed=10 * day + 5) for day in range(1, 40)]))
    for name in ("death_censored", "death_as_event", "death_soon", "death_competing"):
        assert (found[f"moved.{name}"].value, found[f"moved.{name}"].ci) == (0, (0, 0))
    assert found["span"].value == 0


def test_the_limits_hold_the_difference_and_are_left_out_where_samples_have_no_median() -> None:
    plenty = course_of(SIX * 20)
    moved = moves(plenty)["moved.death_as_event"]
    low, high = moved.ci or (None, None)
    assert low is not None
    assert high is not None
    assert moved.value is not None
    assert low - 1e-9 <= moved.value <= high + 1e-9
    few = moves(course_of([Seen(100, progressed=200), Seen(300), Seen(400, died=450)]))
    assert few["moved.death_as_event"].reason
    half = moves(course_of([Seen(100, progressed=200), Seen(150, progressed=300), Seen(500), Seen(900)]))
    assert (half["moved.death_as_event"].value, half["moved.death_as_event"].ci) == (0, None)


@pytest.mark.parametrize(
    ("left", "right", "earliest", "latest"),
    [
        # Likelihood a b (a + b) c with c beyond: c = 1/4 and a = b = 3/8, so that the second interval holds the median.
        ([0, 100, 0, 200], [100, 200, 200, NEVER], 100, 200),
        # Two halves: S = 1/2 is reached at the end of the first.
        ([0, 100], [100, 200], 0, 100),
        # Two of three are not seen to progress: the median is after the last assessment, and nobody knows when.
        ([0, 100, 100], [100, NEVER, NEVER], 100, None),
        # Known to the day: Kaplan and Meier's median.
        ([10, 20, 30], [10, 20, 30], 20, 20),
    ],
)
def test_turnbulls_median_by_hand(left: list[float], right: list[float], earliest: float, latest: float | None) -> None:
    ends = [
        None if one.value is None else one.value * DAYS_PER_YEAR for one in median_between(interval_times(left, right))
    ]
    assert ends == pytest.approx([earliest, latest])


def test_the_width_is_of_those_seen_to_progress() -> None:
    """By hand: 100 days in each of three; the others have no interval that ends."""
    found = between_assessments(course_of(SIX))["width"]
    assert found.value == pytest.approx(100 / DAYS_PER_MONTH)
    assert found.n == 3


def cohort_with(patients: pd.DataFrame) -> Cohort:
    study = Study(
        title="Groups", origin="other", study_end=date(2020, 1, 1), vital_status_complete=True, source="", licence="",
        treatment="",
    )  # fmt: skip
    return Cohort(study, {"patients": patients}, frozenset({"patients"}))


def test_incidences_and_grays_tests_are_those_of_r() -> None:
    """R's bmt data (KMsurv), tests/reference/competing.R: relapse for progression, its three groups for tumor types."""
    rows = pd.read_csv(REFERENCE / "competing_data.csv").query("set == 'bmt'")
    course = course_of([Seen(0)] * len(rows))
    course = replace(course, times=competing_times(rows["time"], rows["cause"], course.times.causes))
    known = pd.DataFrame({"patient_id": course.patients, "tumor_type": rows["group"].astype(str).to_numpy()})
    cohort = cohort_with(known.assign(sex=None, age_at_treatment=np.nan).sample(frac=1, random_state=1))
    tests = pd.read_csv(REFERENCE / "competing_tests.csv").query("set == 'bmt' and stratified == 0").set_index("cause")
    steps = pd.read_csv(REFERENCE / "competing_curves.csv").query("set == 'bmt'")
    gray, shares = gray_tests(cohort, course), incidences(course)
    for cause, (test, word) in enumerate((("progression", "progressed"), ("death", "died")), start=1):
        found = gray[f"gray.tumor_type.{test}"]
        assert (found.parts["chi2"], found.value) == pytest.approx((tests["chi2"][cause], tests["p"][cause]), rel=1e-8)
        assert gray[f"gray.sex.{test}"].reason == gray[f"gray.age.{test}"].reason == "there are no patients"
        for years in (1, 2, 5):
            at = steps[(steps["cause"] == cause) & (steps["time"] <= years * DAYS_PER_YEAR)].iloc[-1]
            share = shares[f"{word}.{years}"]
            assert (share.value, share.se) == pytest.approx((100 * at["incidence"], 100 * at["se"]), rel=1e-8)
            assert share.ci == pytest.approx((100 * at["loglog_low"], 100 * at["loglog_high"]), rel=1e-8)


def test_who_has_no_group_is_left_out_of_that_test() -> None:
    """By hand: sex of five of six is known; sixty years is the older band."""
    patients = pd.DataFrame(
        {
            "patient_id": course_of(SIX).patients,
            "tumor_type": "carcinoid",
            "sex": ["male", "female", None, "male", "female", "male"],
            "age_at_treatment": [59.9, 60, 61, np.nan, 40, 70],
        }
    )
    found = gray_tests(cohort_with(patients), course_of(SIX))
    assert {name: one.n for name, one in found.items() if name.endswith("progression")} == {
        "gray.tumor_type.progression": 6, "gray.sex.progression": 5, "gray.age.progression": 5,
    }  # fmt: skip
    assert found["gray.tumor_type.progression"].reason == "there is only one group"
    ages = next(one for one in GROUPINGS if one.name == "age").of(patients)
    assert ages.dropna().tolist() == ["younger than 60", "60 or older", "60 or older", "younger than 60", "60 or older"]


patients = st.builds(
    lambda clear, wait, end: Seen(clear, **{end: clear + wait}) if end else Seen(clear),
    st.integers(1, 900), st.integers(1, 900), st.sampled_from(["progressed", "died", None]),
)  # fmt: skip


def days(estimate: Estimate) -> float:
    return NEVER if estimate.value is None else estimate.value * DAYS_PER_YEAR


@settings(max_examples=20)
@given(st.lists(patients, min_size=1, max_size=12))
def test_what_the_chapter_says_of_all_patients(given_patients: list[Seen]) -> None:
    """The order of medians that holds whatever the patients; incidences that grow and leave room for each other."""
    course = course_of(given_patients)
    found = {name: days(one) for name, one in medians(course).items()}
    shares = incidences(course)
    assert max(found["death_as_event"], found["death_soon"], found["last_assessed"]) <= found["death_censored"] + 1e-6
    assert found["death_censored"] <= days(shares["death_competing"]) + 1e-6
    earliest, latest = median_between(course.intervals)
    assert days(earliest) <= days(latest)
    for word in ("progressed", "died"):
        known = [one.value for years in (1, 2, 5) if (one := shares[f"{word}.{years}"]).value is not None]
        assert known == sorted(known)
    for years in (1, 2, 5):
        assert (shares[f"progressed.{years}"].value or 0) + (shares[f"died.{years}"].value or 0) <= 100 + 1e-9


@settings(max_examples=20)
@given(st.lists(patients, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_patients_means_nothing(given_patients: list[Seen], chance: object) -> None:
    mixed = list(given_patients)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for ask in (medians, incidences, unseen_deaths, between_assessments):
        one, other = (
            {name: days(found) for name, found in ask(course_of(rows)).items()} for rows in (given_patients, mixed)
        )
        assert one == pytest.approx(other)


@pytest.mark.parametrize(
    ("some", "lacking"),
    [
        (
            [],
            ["last_assessed", "death_competing", "progressed.1", "dead", "gap", "earliest", "latest", "width", "span"],
        ),
        ([Seen(100), Seen(400), Seen(900, died=950)], ["last_assessed", "death_competing", "latest", "width"]),
        ([Seen(900, progressed=950)], ["gap"]),
        ([Seen(100)], ["death_as_event", "death_soon", "death_censored", "gap", "progressed.1"]),
        ([Seen(100, died=150)], ["last_assessed", "death_competing", "width", "moved.death_as_event"]),
    ],
)
def test_few_patients_give_reasons(some: list[Seen], lacking: list[str]) -> None:
    course = course_of(some)
    found = {
        **medians(course),
        **incidences(course),
        **unseen_deaths(course),
        **between_assessments(course),
        **moves(course),
    }
    assert [name for name in lacking if not found[name].reason] == []
    assert all(np.isfinite(one.value) for one in found.values() if one.value is not None)


@pytest.fixture(scope="module")
def shipped() -> Cohort:
    return read_cohort(book_root() / "data" / "reconstructed")


Tables = dict[str, pd.DataFrame]


def part_of(cohort: Cohort, patients: int) -> Cohort:
    kept = cohort["patients"]["patient_id"].iloc[np.linspace(0, 210, patients).astype(int)]
    tables = {name: rows[rows["patient_id"].isin(kept)].reset_index(drop=True) for name, rows in cohort.tables.items()}
    return replace(cohort, tables=tables)


def everything(cohort: Cohort) -> dict[str, Estimate]:
    """Every number that the chapter records."""
    moved = {measure.name: moves(measure.course(cohort)) for measure in MEASURES}
    return quantities(cohort) | {
        f"progression_free.{measure}.{name}": one for measure, found in moved.items() for name, one in found.items()
    }


def in_the_chapter() -> list[tuple[str, str]]:
    """Each number that the chapter writes, with the words that say which part of it; phrases are left out."""
    text = (book_root() / "notebooks" / "reanalysis" / "progression-free.md").read_text(encoding="utf-8")
    roles = [role.partition(":") for role in re.findall(r"{stat}`([^`]+)`", text)]
    return [(name, words) for name, _, words in roles if ".told." not in name]


def nobody_died(tables: Tables) -> Tables:
    return tables | {"patients": tables["patients"].assign(death_date=np.datetime64("NaT", "ns"))}


def nothing_seen(tables: Tables) -> Tables:
    return tables | {name: tables[name].iloc[:0] for name in ("exams", "findings", "lesions", "labs", "symptoms")}


def no_worse(tables: Tables) -> Tables:
    symptoms = tables["symptoms"]
    return tables | {"symptoms": symptoms.assign(change=symptoms["change"].replace("worse", "unchanged"))}


@pytest.mark.parametrize(
    ("change", "patients", "lacking"),
    [
        (nobody_died, 40, ["imaging.gap", "imaging.gray.sex.death"]),
        (nothing_seen, 40, ["imaging.last_assessed", "symptoms.progressed.2", "biochemistry.earliest"]),
        (no_worse, 40, ["symptoms.last_assessed", "symptoms.width", "symptoms.gray.sex.progression"]),
        (dict, 1, ["imaging.gray.tumor_type.progression", "symptoms.gray.age.death"]),
        (dict, 0, ["imaging.dead", "symptoms.last_assessed", "biochemistry.death_competing"]),
    ],
)
def test_a_thin_cohort_says_what_it_cannot_carry(
    shipped: Cohort, change: Callable[[Tables], Tables], patients: int, lacking: list[str]
) -> None:
    some = part_of(shipped, patients)
    thin = replace(some, tables=change(dict(some.tables)))
    found = everything(thin)
    written = [format_estimate(found[name], parse_format(words)) for name, words in in_the_chapter()]
    assert all(written)
    assert [name for name in lacking if not found[f"progression_free.{name}"].reason] == []
    assert all(np.isfinite(one.value) for one in found.values() if one.value is not None)


def test_everything_of_the_shipped_cohort_has_a_label_of_its_own(shipped: Cohort) -> None:
    found = everything(shipped)
    labels = [label for label, _ in labelled(found).values()]
    assert len(set(labels)) == len(labels) == len(found)
    named = {name for name, _ in in_the_chapter()}
    assert named <= set(found)
    assert all(".moved." in name for name in set(found) - named)
