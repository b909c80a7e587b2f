"""The declared readings: each is about claims that exist, and tells what the cohort shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from mibg.cohort import Cohort
from mibg.faults import InputFaults
from mibg.published import Reading, load_claims, load_readings
from mibg.reconstruction import Targets, cohort_statistics

READINGS = load_readings()


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.statistic)
def test_a_reading_is_about_claims_that_exist(reading: Reading) -> None:
    claims = load_claims().by_id
    concerned = [claims[name] for name in (*reading.claims, *reading.set_aside)]
    assert reading.statistic in {claim.statistic for claim in concerned}
    assert reading.claims, "a reading says which claims it keeps"
    assert not set(reading.claims) & set(reading.set_aside)


def test_a_statistic_has_one_reading_and_a_claim_is_taken_in_one_way() -> None:
    statistics = [reading.statistic for reading in READINGS]
    claims = [name for reading in READINGS for name in (*reading.claims, *reading.set_aside)]
    assert len(set(statistics)) == len(statistics)
    assert len(set(claims)) == len(claims)


def test_claims_set_aside_make_no_target_and_all_others_do(targets: Targets) -> None:
    claims = load_claims()
    set_aside = {name for reading in READINGS for name in reading.set_aside}
    expected = {
        claim.id for claim in claims if claim.parts and claim.statistic and claim.statistic not in claims.to_come
    }
    assert {target.claim for target in targets} == expected - set_aside


def test_what_is_set_aside_does_not_hold_in_the_cohort(shipped: Cohort, targets: Targets) -> None:
    # One patient against Table 1's 1 %, which takes two or three of 211 (hand count: 1.055 to 3.165).
    four = cohort_statistics(shipped, targets)["treatment.four"]
    assert load_claims().by_id["results.four"].parts[0].number == 1
    assert four.parts["count"] == 2


@pytest.mark.parametrize(
    ("statistic", "count"),
    [
        ("treatment.multiple", 40),
        ("treatment.two", 32),
        ("treatment.three_or_more", 8),
        ("treatment.three", 6),
        ("therapy.prior.any", 135),
        ("therapy.prior.surgery", 133),
    ],
)
def test_the_counts_that_readings_tell(shipped: Cohort, targets: Targets, statistic: str, count: int) -> None:
    # The text of data/published/readings.yaml.
    assert cohort_statistics(shipped, targets)[statistic].parts["count"] == count


def test_a_reading_with_a_wrong_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "readings.yaml").write_text("- statistic: os.median\n  claims: []\n- reasons: none\n", encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_readings(tmp_path)
    assert [fault.problem for fault in caught.value.faults] == [
        "reading 1 has the keys statistic, claims",
        "reading 2 has the keys reasons",
    ]
