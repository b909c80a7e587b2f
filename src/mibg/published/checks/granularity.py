"""Granularity: a printed percentage must be that of a whole number of patients."""

from __future__ import annotations

from collections.abc import Iterator

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.relations import Relations
from mibg.published.claims import Claim, Claims
from mibg.published.counts import always_a_count, counts_allowed


def check_granularity(claims: Claims, relations: Relations) -> Iterator[Check]:
    """Ask of every percentage of patients whether some count gives it, both halves being rounded either way.

    Parameters
    ----------
    claims : Claims
        Of the paper.
    relations : Relations
        Say what a percentage is of where no number stands beside it.

    Yields
    ------
    Check
        One for each percentage about the cohort.
    """
    for claim in claims:
        if claim.kind == "percentage" and claim.scope == "cohort":
            yield _check(claim, claims, relations)


def _check(claim: Claim, claims: Claims, relations: Relations) -> Check:
    part, n, assumption = claim.parts[0], claim.denominator, None
    if n is None and claim.id in relations.denominators:
        of, why = relations.denominators[claim.id]
        n, assumption = int(claims.by_id[of].parts[0].number), f"Its denominator is taken to be that of {of}: {why}."
    if n is None:
        finding = f"{claim.printed} % is printed without a number of patients."
        return Check("granularity", (claim.id,), Outcome.UNCHECKED, finding)
    counts = counts_allowed(part, n)
    if not counts:
        below = int(part.number * n / 100)
        near = " and ".join(f"{count} are {100 * count / n:.2f} %" for count in (below, below + 1))
        finding = f"No count out of {n} prints as {claim.printed} %: {near}."
        return Check("granularity", (claim.id,), Outcome.FAILED, finding, assumption)
    outcome = Outcome.WITHOUT_POWER if always_a_count(part, n) else Outcome.PASSED
    told = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    return Check("granularity", (claim.id,), outcome, f"{claim.printed} % of {n} is {told}.", assumption)
