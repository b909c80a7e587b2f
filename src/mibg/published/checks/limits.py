"""Limits: what cannot be more than something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mibg.published.checks.check import Check, Outcome, spoken
from mibg.published.checks.declared import Order, Subset
from mibg.published.checks.numbers import Numbers
from mibg.published.checks.ranges import Range, people, total
from mibg.published.claims import Claim

_QUARTILES = ("q1", "value", "q3")
_ENDS = ("low", "high")


def check_quartiles(numbers: Numbers) -> Iterator[Check]:
    """Ask of every median with quartiles, and of every printed range, whether its numbers rise.

    Yields
    ------
    Check
        One for each such claim about the cohort.
    """
    for claim in numbers.claims:
        names = tuple(part.name for part in claim.parts)
        for order in (_QUARTILES, _ENDS):
            if set(order) <= set(names) and claim.scope == "cohort":
                yield _rising_parts(claim, order, numbers)


def check_subsets(numbers: Numbers) -> Iterator[Check]:
    """Ask of every group whether the groups it comes from have so many patients.

    Yields
    ------
    Check
        One for each count printed with the number it is of, and one for each declared subset.
    """
    for claim in numbers.claims:
        if claim.unit == "patients" and claim.denominator is not None and claim.scope == "cohort":
            of = Range.of(claim.denominator, claim.denominator)
            steps = (f"{people(numbers.whole(claim.id))} of {claim.denominator}",)
            yield _subset(claim.id, (claim.id,), numbers.whole(claim.id), of, steps)
    for subset in numbers.relations.subsets:
        yield _declared(subset, numbers)


def check_orders(numbers: Numbers) -> Iterator[Check]:
    """Ask whether numbers that cannot fall from one to the next do not.

    Yields
    ------
    Check
        One for each declared order; failed where the order is exact, else notable.
    """
    for order in numbers.relations.orders:
        yield _ordered(order, numbers)


def _rising_parts(claim: Claim, order: tuple[str, ...], numbers: Numbers) -> Check:
    found = [numbers.value(claim.id, part) for part in order]
    rises = not any(_falls(one, other) for one, other in pairwise(found))
    finding = f"The numbers of {claim.printed} {'rise' if rises else 'do not rise'}."
    steps = tuple(f"{part}: {each} {claim.unit}" for part, each in zip(order, found, strict=True))
    return Check(claim.id, (claim.id,), Outcome.PASSED if rises else Outcome.FAILED, finding, steps)


def _declared(subset: Subset, numbers: Numbers) -> Check:
    names = (subset.part, *subset.wholes)
    part, wholes = numbers.patients(subset.part), [numbers.patients(name) for name in subset.wholes]
    known = [each for each in wholes if each is not None]
    if part is None or len(known) < len(wholes):
        return Check(
            subset.name,
            names,
            Outcome.UNCHECKED,
            "A number of patients among them is not known.",
            about=spoken(subset.name),
        )
    steps = tuple(
        f"{numbers.claims.by_id[name].about}: {people(each)}" for name, each in zip(names, (part, *known), strict=True)
    )
    check = _subset(subset.name, names, part, total(known), steps)
    return Check(check.name, names, check.outcome, check.finding, check.steps, subset.why, spoken(subset.name))


def _subset(name: str, names: tuple[str, ...], part: Range, whole: Range, steps: tuple[str, ...]) -> Check:
    outcome = Outcome.FAILED if _falls(part, whole) else Outcome.PASSED
    return Check(name, names, outcome, f"{people(part)}, out of at most {_top(whole)}.", steps)


def _ordered(order: Order, numbers: Numbers) -> Check:
    found = [numbers.months(name) for name in order.rising]
    broken = any(_falls(one, other) for one, other in pairwise(found))
    steps = tuple(f"{numbers.print_of(name)} ({numbers.claims.by_id[name].about})" for name in order.rising)
    outcome = (Outcome.FAILED if order.exact else Outcome.NOTABLE) if broken else Outcome.PASSED
    finding = f"{' then '.join(map(str, found))}: {'a later one is below an earlier one' if broken else 'none falls'}."
    return Check(order.name, order.rising, outcome, finding, steps, order.why, spoken(order.name))


def _falls(one: Range, other: Range) -> bool:
    """Whether every value of the second is below every value of the first."""
    return one.low is not None and other.high is not None and other.high < one.low


def _top(whole: Range) -> str:
    return "any number" if whole.high is None else f"{float(whole.high):g}"
