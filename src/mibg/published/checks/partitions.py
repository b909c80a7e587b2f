"""Partitions: parts must add up to their whole, in whole patients."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.ranges import Range, denominator, patients
from mibg.published.checks.relations import Relations
from mibg.published.claims import Claims


def check_partitions(claims: Claims, relations: Relations) -> Iterator[Check]:
    """Ask of every declared partition whether counts that print as its parts can add up to its whole.

    Parameters
    ----------
    claims : Claims
        Of the paper.
    relations : Relations
        Its partitions, and what a percentage is of.

    Yields
    ------
    Check
        One for each partition. The counts of a percentage have no gaps, so that the least and the most they add up to
        decide.
    """
    for whole, parts in relations.partitions:
        found = {name: _patients(name, claims, relations) for name in (whole, *parts)}
        yield _check(whole, parts, found, claims)


def _patients(name: str, claims: Claims, relations: Relations) -> Range | None:
    claim = claims.by_id[name]
    of = relations.denominators[name][0] if name in relations.denominators else None
    return patients(claim, denominator(claim, claims, of))


def _check(whole: str, parts: tuple[str, ...], found: dict[str, Range | None], claims: Claims) -> Check:
    names = (whole, *parts)
    lacking = [name for name, each in found.items() if each is None]
    if lacking:
        finding = f"No whole number of patients is known behind {', '.join(lacking)}."
        return Check("partition", names, Outcome.UNCHECKED, finding)
    known = {name: each for name, each in found.items() if each is not None}
    low, high = (sum((_limit(known[name], end) for name in parts), Fraction(0)) for end in ("low", "high"))
    outcome = Outcome.PASSED if Range(low, high).meets(known[whole]) else Outcome.FAILED
    each = " + ".join(f"{known[name]} ({claims.by_id[name].about})" for name in parts)
    finding = f"{each} make {Range(low, high)}; {claims.by_id[whole].about}: {known[whole]}."
    return Check("partition", names, outcome, finding)


def _limit(each: Range, end: str) -> Fraction:
    limit = each.low if end == "low" else each.high
    assert limit is not None, "a number of patients has two limits"
    return limit
