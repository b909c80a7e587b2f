"""The declared readings: each is about claims that exist, and tells what the cohort shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mibg.estimate import Estimate
from mibg.faults import InputFaults
from mibg.published import Reading, counts_allowed, load_claims, load_readings
from mibg.reconstruction import Targets

READINGS = load_readings()


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.statistic)
def test_a_reading_is_about_claims_that_exist(reading: Reading) -> None:
    claims = load_claims().by_id
    concerned = [claims[name] for name in (*reading.claims, *reading.set_aside)]
    assert reading.statistic in {claim.statistic for claim in concerned}
    assert reading.claims, "a reading says which claims it keeps"
    assert set(reading.proof) <= set(claims), "what cannot hold together are claims"
    assert set(reading.set_aside) <= set(reading.proof) and bool(reading.set_aside) == bool(reading.proof)
    assert not set(reading.claims) & set(reading.set_aside)


def test_a_statistic_has_one_reading_and_a_claim_is_taken_in_one_way() -> None:
    statistics = [reading.statistic for reading in READINGS]
    claims = [name for reading in READINGS for name in (*reading.claims, *reading.set_aside)]
    assert len(set(statistics)) == len(statistics)
    assert len(set(claims)) == len(claims)


def test_claims_set_aside_make_no_target_and_all_others_do(targets: Targets) -> None:
    claims = load_claims()
    set_aside = {name for reading in READINGS for name in reading.set_aside}
    expected = {claim.id for claim in claims if claim.statistic}
    assert {target.claim for target in targets} == expected - set_aside


def test_one_patient_with_four_treatments_is_not_one_per_cent() -> None:
    claims = load_claims().by_id
    allowed = counts_allowed(claims["table1.four"].parts[0], int(claims["table1.n"].parts[0].number))
    assert claims["results.four"].parts[0].number not in allowed


@pytest.mark.parametrize(
    ("missing", "followed"),
    [
        ("discussion.missing.symptoms", "results.symptoms.n"),
        ("discussion.missing.biochemistry", "results.biochemistry.n"),
    ],
)
def test_those_missing_and_those_followed_cannot_be_all_patients(missing: str, followed: str) -> None:
    claims = load_claims().by_id
    n = int(claims["methods.n"].parts[0].number)
    assert n - int(claims[followed].parts[0].number) not in counts_allowed(claims[missing].parts[0], n)


def test_all_who_were_followed_by_imaging_cannot_have_had_a_duration_of_response() -> None:
    claims = load_claims().by_id
    with_ct, followed, lasting = (
        int(claims[f"results.imaging.{name}"].parts[0].number) for name in ("n", "pfs.n", "duration.n")
    )
    progressed = counts_allowed(claims["results.imaging.pd"].parts[0], with_ct)
    assert lasting > followed - min(progressed)


def test_forty_three_per_cent_is_no_share_of_sixty_two_but_one_of_fifty_one() -> None:
    free = load_claims().by_id["results.biochemistry.free"].parts[0]
    assert counts_allowed(free, 62) == ()
    assert counts_allowed(free, 51) == (22,)


@pytest.mark.parametrize(
    ("statistic", "count"),
    [
        ("treatment.multiple", 40),
        ("treatment.two", 32),
        ("treatment.three_or_more", 8),
        ("treatment.three", 6),
        ("therapy.prior.any", 135),
        ("therapy.prior.surgery", 133),
        ("imaging.response", 25),
        ("imaging.pd", 25),
        ("followup.imaging.lost", 86),
        ("followup.symptoms.lost", 53),
        ("followup.biochemistry.lost", 149),
        ("biochemistry.progression_free", 22),
        ("imaging.both.discordant", 6),
    ],
)
def test_the_counts_that_readings_tell(estimates: Mapping[str, Estimate], statistic: str, count: int) -> None:
    # The text of data/published/readings.yaml.
    assert estimates[statistic].parts["count"] == count


def test_a_reading_with_a_wrong_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "readings.yaml").write_text("- statistic: os.median\n  claims: []\n- reasons: none\n", encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        load_readings(tmp_path)
    assert [fault.problem for fault in caught.value.faults] == [
        "reading 1 has the keys statistic, claims",
        "reading 2 has the keys reasons",
    ]
