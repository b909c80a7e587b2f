"""Repeated quantities: one quantity printed in several places or units must be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from mibg.published.checks.check import Check, Outcome, spoken
from mibg.published.checks.numbers import Numbers, exact
from mibg.published.checks.ranges import Range, people
from mibg.published.claims import Claim
from mibg.units import is_duration


def check_repeated(numbers: Numbers) -> Iterator[Check]:
    """Ask of every statistic that several claims print whether one true value allows all of them.

    Yields
    ------
    Check
        One for each number of a statistic that is printed more than once. Durations are compared in months, and where
        one claim counts patients and another prints a percentage, both in patients. Limits on one side only, such as
        two upper limits of a p, never contradict each other: such a check has no power.
    """
    claims = numbers.claims
    for statistic in dict.fromkeys(claim.statistic for claim in claims if claim.statistic):
        printed = [claim for claim in claims.naming(statistic) if claim.parts and claim.scope == "cohort"]
        for part in dict.fromkeys(part.name for claim in printed for part in claim.parts):
            having = [claim for claim in printed if part in {each.name for each in claim.parts}]
            if len(having) > 1:
                yield _check(f"{statistic}.{part}", part, having, numbers)


def check_same(numbers: Numbers) -> Iterator[Check]:
    """Ask of claims that by their words are one quantity whether one true value allows all of them.

    Yields
    ------
    Check
        One for each declared sameness.
    """
    for same in numbers.relations.same:
        check = _check(same.name, "value", [numbers.claims.by_id[name] for name in same.claims], numbers)
        assumed = f"{same.why}. {check.assumption}" if check.assumption else same.why
        yield replace(check, assumption=assumed, about=spoken(same.name))


def _check(name: str, part: str, having: Sequence[Claim], numbers: Numbers) -> Check:
    ids = tuple(claim.id for claim in having)
    in_patients = _countable(having, numbers)
    ranges = [numbers.patients(one) if in_patients else numbers.months(one, part) for one in ids]
    known = [each for each in ranges if each is not None]
    if len(known) < len(having):
        return Check(name, ids, Outcome.UNCHECKED, "A percentage among them has no number of patients.")
    steps = tuple(
        f"{numbers.print_of(one)} ({one}) allows {_told(each, having[0], in_patients=in_patients)}"
        for one, each in zip(ids, known, strict=True)
    )
    assumed = numbers.assumptions(ids) if in_patients else None
    common = reduce(Range.shared, known)
    if common.empty:
        return Check(name, ids, Outcome.FAILED, "No value allows all of them.", steps, assumed)
    told = _told(common, having[0], in_patients=in_patients)
    one_way = all(each.low is None for each in known) or all(each.high is None for each in known)
    outcome = Outcome.WITHOUT_POWER if one_way else Outcome.PASSED
    return Check(name, ids, outcome, f"All allow {told}.", steps, assumed)


def _countable(having: Sequence[Claim], numbers: Numbers) -> bool:
    """Whether the claims are counts and percentages, or percentages of the same patients."""
    units = {claim.unit for claim in having}
    sizes = {exact(numbers.size(claim.id)) for claim in having}
    mixed = len(units) > 1 and not is_duration(having[0].unit)
    return mixed or (units == {"%"} and len(sizes) == 1 and None not in sizes)


def _told(allowed: Range, claim: Claim, *, in_patients: bool) -> str:
    if in_patients or claim.unit == "patients":
        return people(allowed)
    unit = "months" if is_duration(claim.unit) else claim.unit
    return f"{allowed} {unit}".removesuffix(" p").strip()
