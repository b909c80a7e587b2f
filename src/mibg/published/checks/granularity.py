"""Granularity: a printed percentage must be that of a whole number of patients, all rounded in one way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.numbers import Numbers, exact, impossible
from mibg.published.checks.rounding import ROUNDINGS, always_a_count
from mibg.published.claims import Claim


def check_rounding(numbers: Numbers) -> Iterator[Check]:
    """Ask whether one convention of rounding allows every percentage that has a number of patients.

    Yields
    ------
    Check
        One, where the paper prints any percentage of patients that could be impossible.
    """
    tested = tuple(claim.id for claim in numbers.shares() if _with_power(claim, numbers))
    if not tested:
        return
    ruled_out = {way.name: impossible(replace(numbers, rounding=way)) for way in ROUNDINGS}
    left = ruled_out[numbers.rounding.name]
    steps = tuple(f"Rounded {way}: {_listed(names)} impossible." for way, names in ruled_out.items())
    finding = f"Of {len(tested)} percentages {len(left)} can be no count when all are rounded {numbers.rounding.name}"
    outcome, told = Outcome.FAILED if left else Outcome.PASSED, f"{finding}; no other way leaves fewer."
    yield Check("all", left or tested, outcome, told, steps, numbers.assumptions(tested), "All percentages")


def check_granularity(numbers: Numbers) -> Iterator[Check]:
    """Ask of every percentage of patients whether some count gives it, under the convention of the whole paper.

    Yields
    ------
    Check
        One for each percentage about the cohort.
    """
    for claim in numbers.claims:
        if claim.kind == "percentage" and claim.scope == "cohort":
            yield _check(claim, numbers)


def _check(claim: Claim, numbers: Numbers) -> Check:
    part, n = claim.parts[0], exact(numbers.size(claim.id))
    why = numbers.relations.not_share(claim.id)
    if why is not None or n is None:
        why = why or "it is printed without a number of patients"
        return Check(
            claim.id, (claim.id,), Outcome.UNCHECKED, f"{numbers.print_of(claim.id)} cannot be counted: {why}."
        )
    counts = numbers.rounding.counts(part, n)
    assumption, steps = numbers.assumed(claim.id), tuple(_around(claim, n, counts))
    if not counts:
        finding = f"No count out of {n} prints as {claim.printed} %."
        return Check(claim.id, (claim.id,), Outcome.FAILED, finding, (*steps, _repair(claim, n, numbers)), assumption)
    outcome = Outcome.WITHOUT_POWER if always_a_count(part, n) else Outcome.PASSED
    told = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    return Check(claim.id, (claim.id,), outcome, f"{claim.printed} % of {n} is {told}.", steps, assumption)


def _with_power(claim: Claim, numbers: Numbers) -> bool:
    n = exact(numbers.size(claim.id))
    return n is not None and not always_a_count(claim.parts[0], n)


def _around(claim: Claim, n: int, counts: range) -> Iterator[str]:
    below = int(claim.parts[0].number * n / 100)
    for count in (counts[0], counts[-1]) if counts else (below, below + 1):
        yield f"{count} / {n} = {100 * count / n:.2f} %"


def _repair(claim: Claim, n: int, numbers: Numbers) -> str:
    near = [other for other in range(max(1, n - 5), n + 6) if numbers.rounding.counts(claim.parts[0], other)]
    told = ", ".join(map(str, near)) or "none"
    return f"Numbers of patients from {max(1, n - 5)} to {n + 5} that allow {claim.printed} %: {told}."


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names)} {'is' if len(names) == 1 else 'are'}" if names else "none is"
