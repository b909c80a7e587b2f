"""Checks of the paper against itself: each by hand, and each able to fail."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mibg.faults import InputFaults
from mibg.published import Claim, Claims, load_claims, parse_printed
from mibg.published.checks import Check, Outcome, load_relations, run_checks

CLAIMS = load_claims()
RELATIONS = load_relations(CLAIMS)
FOUND = run_checks(CLAIMS, RELATIONS)


def failed(checks: tuple[Check, ...]) -> dict[tuple[str, ...], str]:
    return {check.claims: check.finding for check in checks if check.outcome == Outcome.FAILED}


def with_printed(name: str, printed: str) -> Claims:
    claim = replace(CLAIMS.by_id[name], printed=printed, parts=parse_printed(printed))
    return replace(CLAIMS, by_id={**CLAIMS.by_id, name: claim})


def test_what_cannot_hold_is_found() -> None:
    # By hand: 43 % of 62; one of 211 against 1 %; 3 + 1 + 1 of 6; 158 and 71 % of 211; 62 and 28 % of 211.
    assert {names[0] for names in failed(FOUND)} == {
        "results.biochemistry.free",
        "results.four",
        "results.imaging.discordant",
        "methods.n",
    }
    assert len(failed(FOUND)) == 5


def test_a_finding_can_be_followed_by_hand() -> None:
    assert failed(FOUND)["results.biochemistry.free",] == (
        "No count out of 62 prints as 43 %: 26 are 41.94 % and 27 are 43.55 %."
    )
    assert failed(FOUND)["results.four", "table1.four"].startswith("No value allows all: one patients (results.four)")


def test_every_percentage_about_the_cohort_is_looked_at() -> None:
    looked_at = {check.claims[0] for check in FOUND if check.family == "granularity"}
    assert looked_at == {claim.id for claim in CLAIMS if claim.kind == "percentage" and claim.scope == "cohort"}


def test_a_check_that_cannot_fail_is_without_power() -> None:
    # Every whole percentage is that of some count out of 211; out of 62 it is not.
    outcomes = {check.claims[0]: check.outcome for check in FOUND if check.family == "granularity"}
    assert outcomes["table1.two"] == Outcome.WITHOUT_POWER
    assert outcomes["results.biochemistry.pd"] == Outcome.PASSED
    assert outcomes["results.symptoms.pain"] == Outcome.UNCHECKED


def test_an_assumed_denominator_is_named() -> None:
    free = next(check for check in FOUND if check.claims == ("results.biochemistry.free",))
    assert free.assumption is not None
    assert "results.biochemistry.n" in free.assumption


def test_two_units_of_one_median_leave_what_both_allow() -> None:
    # 2.4 years allow 28.2 to 29.4 months, 29 months 28.5 to 29.5 (hand count).
    found = next(check for check in FOUND if check.claims[0] == "abstract.os.median")
    assert found.outcome == Outcome.PASSED
    assert found.finding.startswith("All allow 28.5 to 29.4")


def in_a_partition_or_repeated() -> list[Claim]:
    """Claims whose change must show; an upper limit of p contradicts no other upper limit."""
    names = {name for check in FOUND if check.family in ("partition", "repeated") for name in check.claims}
    return [claim for claim in CLAIMS if claim.id in names and claim.kind != "p_value"]


def mutated(claim: Claim) -> str:
    """Print another number: far more of a count or a time, half or twice of a percentage, a limit near a hundred."""
    number, text = claim.parts[0].number, claim.parts[0].text
    if text.startswith("over"):
        return "over 95"
    if claim.unit == "%":
        return claim.printed.replace(text, str((number / 2 if number > 45 else number * 2 + 1).quantize(Decimal(1))), 1)
    return claim.printed.replace(text, str(10 * number + 7), 1)


@pytest.mark.parametrize("claim", in_a_partition_or_repeated(), ids=lambda claim: claim.id)
def test_a_changed_number_turns_a_check_red(claim: Claim) -> None:
    changed = run_checks(with_printed(claim.id, mutated(claim)), RELATIONS)
    assert any(claim.id in names for names in failed(changed))


@pytest.mark.parametrize("names", RELATIONS.differences, ids=lambda names: names[0])
def test_a_changed_difference_turns_its_check_red(names: tuple[str, str, str]) -> None:
    assert names in failed(run_checks(with_printed(names[0], "90"), RELATIONS))


def test_relations_name_claims_that_exist(tmp_path: Path) -> None:
    text = "denominators: []\npartitions:\n  - whole: methods.n\n    parts: [no.such, methods.n]\ndifferences: []\n"
    (tmp_path / "relations.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults, match=r"partitions, entry 1, names no.such, which is no claim"):
        load_relations(CLAIMS, tmp_path)
