"""Checks of the paper against itself, each by hand; that each can fail is in test_mutations."""

from __future__ import annotations

from mibg.published import load_claims
from mibg.published.checks import Check, Outcome, load_relations, run_checks

CLAIMS = load_claims()
RELATIONS = load_relations(CLAIMS)
FOUND = run_checks(CLAIMS, RELATIONS)


def failed(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.id: check for check in checks if check.outcome == Outcome.FAILED}


def test_what_cannot_hold_is_found() -> None:
    # By hand: 43 % of 62, rounded in any one way; one of 211 against 1 %; 19 and 15, 4 and 3 % of 211; 3 + 1 + 1 of 6;
    # 158 and 71 % of 211; 62 and 28 % of 211; 143 and 41 % of 211; 143 out of 100 + 18.
    assert set(failed(FOUND)) == {
        "rounding.all",
        "granularity.results.biochemistry.free",
        "repeated.treatment.four.value",
        "same.treated_twice",
        "same.treated_three_times",
        "missing.symptoms",
        "missing.biochemistry",
        "missing.imaging_with_scan",
        "described.discordant",
        "subset.duration",
    }


def test_what_is_only_notable_never_fails() -> None:
    # By hand: (6.2 - 2.9) / sqrt(1.5² + 1.6²) = 1.5, far from p < 0.03.
    notable = {check.id for check in FOUND if check.outcome == Outcome.NOTABLE}
    assert notable == {"comparison.abstract.biochemistry.p", "comparison.results.biochemistry.os.p"}


def test_a_finding_can_be_followed_by_hand() -> None:
    free = failed(FOUND)["granularity.results.biochemistry.free"]
    assert free.finding == "No count out of 62 prints as 43 %."
    assert free.steps[:2] == ("26 / 62 = 41.94 %", "27 / 62 = 43.55 %")
    four = failed(FOUND)["repeated.treatment.four.value"]
    assert [step.partition(" allows ")[2] for step in four.steps] == ["1 patient", "2 to 3 patients"]


def test_every_check_has_an_id_of_its_own_and_its_arithmetic() -> None:
    assert len({check.id for check in FOUND}) == len(FOUND)
    assert all(check.steps for check in FOUND if check.outcome != Outcome.UNCHECKED)


def test_every_percentage_about_the_cohort_is_looked_at() -> None:
    looked_at = {check.claims[0] for check in FOUND if check.family == "granularity"}
    assert looked_at == {claim.id for claim in CLAIMS if claim.kind == "percentage" and claim.scope == "cohort"}


def test_a_check_that_cannot_fail_is_without_power() -> None:
    # Every whole percentage is that of some count out of 211; out of 62 it is not.
    outcomes = {check.claims[0]: check.outcome for check in FOUND if check.family == "granularity"}
    assert outcomes["table1.two"] == Outcome.WITHOUT_POWER
    assert outcomes["results.biochemistry.pd"] == Outcome.PASSED
    assert outcomes["results.symptoms.pain"] == Outcome.UNCHECKED


def test_upper_limits_and_medians_alone_have_no_power() -> None:
    """Two upper limits of a p never contradict each other; curves can be laid through any medians."""
    outcomes = {check.id: check.outcome for check in FOUND}
    assert outcomes["repeated.symptoms.os.p.value"] == Outcome.WITHOUT_POWER
    of_response = {outcome for name, outcome in outcomes.items() if name.startswith("mixture.imaging.")}
    assert of_response == {Outcome.WITHOUT_POWER}


def test_a_mixture_can_be_followed_by_hand() -> None:
    # 40 or 41 treated again, half of them dead by their median; of 170 or 171 others half at least.
    found = {check.id: check for check in FOUND}["mixture.number_of_treatments.results.os.multiple"]
    assert found.steps[-1] == "at most (41 × 0.5 + 171 × 0.5) / (40 + 170) = 50.48 %"
    assert "results.os.five_year.treatment" in found.claims
    assert "table1.multiple" in (found.assumption or "")


def test_an_assumed_denominator_is_named() -> None:
    free = next(check for check in FOUND if check.id == "granularity.results.biochemistry.free")
    assert free.assumption is not None
    assert "results.biochemistry.n" in free.assumption


def test_two_units_of_one_median_leave_what_both_allow() -> None:
    # 2.4 years allow 28.2 to 29.4 months, 29 months 28.5 to 29.5 (hand count).
    found = next(check for check in FOUND if check.claims[0] == "abstract.os.median")
    assert found.outcome == Outcome.PASSED
    assert found.finding == "All allow 28.5 to below 29.4 months."
