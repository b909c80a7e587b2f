"""Every check can fail: a claim printed otherwise turns at least one of those that it stands in."""

from __future__ import annotations

import pytest
from mutants import CLAIMS, FOUND, RED, checks_with, far, near, turned

from mibg.published import Claim
from mibg.published.checks import Check, Outcome

SUMS = {"partition", "missing", "described"}
REPEATED = {"repeated", "same"}
PASSED = [check for check in FOUND if check.outcome == Outcome.PASSED]
STILL_POSSIBLE = {
    "results.imaging.pd": "2, 22 and 75 % of 125 are 2 or 3, 27 or 28 and 93 or 94; 19 or 21 % fill them up to 125",
    "results.os.median": "2.5 years allow 29.4 months and more, 29 months less than 29.5",
    "results.imaging.pfs": "1.8 years allow 21 months and more, 21 months less than 21.5",
    "results.symptoms.pfs": "1.3 years allow 15 to 16.2 months, 16 months 15.5 to 16.5",
    "discussion.symptoms.progression": "17 months allow 16.5 and more, 1.4 years less than 17.4",
    "discussion.pfs": "20 months allow less than 20.5, 1.7 years 19.8 and more",
    "discussion.symptoms.palliation": "71 % are over 69 % as well",
    "results.three": "3 % of 211 are 6 or 7, which Table 1 prints as 3 %: it mends a check that fails",
    "results.four": "2 of 211 are 1 %: it mends a check that fails",
    "table1.three": "4 % of 211 are 8 or 9, as in the text: it mends a check that fails",
    "table1.four": "0 % of 211 are none or 1, as in the text: it mends a check that fails",
    "results.imaging.ct_pd_scan_sd": "4, 1 and 1 are the six announced: it mends a check that fails",
    "results.imaging.ct_sd_scan_response": "3, 2 and 1 are the six announced: it mends a check that fails",
    "results.imaging.ct_sd_scan_pd": "3, 1 and 2 are the six announced: it mends a check that fails",
}
"""Claims of which one more or one less in the last digit contradicts nothing, and why."""


def standing_in(families: set[str]) -> list[Claim]:
    names = {name for check in FOUND if check.family in families for name in check.claims}
    return [claim for claim in CLAIMS if claim.id in names]


def repeats(claim: Claim, part: str) -> bool:
    """Whether a number of a claim is one of several prints."""
    return any(check.name.endswith(f".{part}") or check.family != "repeated" for check in _checks_of(claim))


def _checks_of(claim: Claim) -> list[Check]:
    return [check for check in FOUND if claim.id in check.claims and check.family in SUMS | REPEATED]


@pytest.mark.parametrize("claim", standing_in(SUMS | REPEATED), ids=lambda claim: claim.id)
def test_another_number_turns_a_check_red(claim: Claim) -> None:
    """Far from what is printed, for every number that is part of a sum or printed in several places."""
    for place, part in enumerate(claim.parts):
        if repeats(claim, part.name):
            assert turned(claim, next(far(claim, place))), part.name


@pytest.mark.parametrize("claim", standing_in(SUMS | REPEATED), ids=lambda claim: claim.id)
def test_one_more_in_the_last_digit_turns_a_check_red(claim: Claim) -> None:
    """All but those that can hold all the same, each for its reason, and upper limits of a p."""
    if claim.kind == "p_value":
        return
    changes = [
        other for place, part in enumerate(claim.parts) if repeats(claim, part.name) for other in near(claim, place)
    ]
    unseen = [other for other in changes if not turned(claim, other)]
    assert bool(unseen) == (claim.id in STILL_POSSIBLE), unseen


@pytest.mark.parametrize(
    "check", [check for check in FOUND if check.outcome == Outcome.PASSED], ids=lambda check: check.id
)
def test_what_passed_could_have_failed(check: Check) -> None:
    """Some number printed otherwise turns this very check, or it would be without power."""
    others = (
        checks_with(claim, printed)
        for claim in (CLAIMS.by_id[name] for name in check.claims)
        for place in range(len(claim.parts))
        for printed in (*far(claim, place), *near(claim, place))
    )
    assert any(found.id == check.id and found.outcome in RED for checks in others for found in checks)


@pytest.mark.parametrize("name", [claim.id for claim in CLAIMS if claim.kind == "difference"])
def test_a_changed_difference_turns_its_check_red(name: str) -> None:
    assert f"difference.{name}" in turned(CLAIMS.by_id[name], "90")
