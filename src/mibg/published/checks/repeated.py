"""Repeated quantities: one quantity printed in several places or units must be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.ranges import Range, denominator, patients, range_of
from mibg.published.checks.relations import Relations
from mibg.published.claims import Claim, Claims
from mibg.units import is_duration


def check_repeated(claims: Claims, relations: Relations) -> Iterator[Check]:
    """Ask of every statistic that several claims print whether one true value allows all of them.

    Parameters
    ----------
    claims : Claims
        Of the paper.
    relations : Relations
        Say what a percentage is of where no number stands beside it.

    Yields
    ------
    Check
        One for each number of a statistic that is printed more than once. Durations are compared in months, and where
        one claim counts patients and another prints a percentage, both in patients.
    """
    for statistic in dict.fromkeys(claim.statistic for claim in claims if claim.statistic):
        printed = [claim for claim in claims.naming(statistic) if claim.parts and claim.scope == "cohort"]
        for name in dict.fromkeys(part.name for claim in printed for part in claim.parts):
            having = [claim for claim in printed if name in {part.name for part in claim.parts}]
            if len(having) > 1:
                yield _check(name, having, claims, relations)


def _check(name: str, having: Sequence[Claim], claims: Claims, relations: Relations) -> Check:
    ids = tuple(claim.id for claim in having)
    in_patients = len({claim.unit for claim in having}) > 1 and not is_duration(having[0].unit)
    ranges = [_range(claim, name, claims, relations, in_patients=in_patients) for claim in having]
    known = [each for each in ranges if each is not None]
    if len(known) < len(having):
        return Check("repeated", ids, Outcome.UNCHECKED, "A percentage among them has no number of patients.")
    common = reduce(_shared, known)
    places = "; ".join(
        f"{claim.printed} {claim.unit} ({claim.id}) allows {each}" for claim, each in zip(having, known, strict=True)
    )
    if common.low is not None and common.high is not None and common.low > common.high:
        return Check("repeated", ids, Outcome.FAILED, f"No value allows all: {places}.")
    return Check("repeated", ids, Outcome.PASSED, f"All allow {common}: {places}.")


def _range(claim: Claim, name: str, claims: Claims, relations: Relations, *, in_patients: bool) -> Range | None:
    if in_patients:
        of = relations.denominators[claim.id][0] if claim.id in relations.denominators else None
        return patients(claim, denominator(claim, claims, of))
    part = next(part for part in claim.parts if part.name == name)
    return range_of(part, claim.unit, "months" if is_duration(claim.unit) else claim.unit)


def _shared(one: Range, other: Range) -> Range:
    low = [each.low for each in (one, other) if each.low is not None]
    high = [each.high for each in (one, other) if each.high is not None]
    return Range(max(low) if low else None, min(high) if high else None)
