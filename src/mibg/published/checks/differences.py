"""Differences: a printed difference must be that of two printed medians."""

from __future__ import annotations

from collections.abc import Iterator

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.numbers import Numbers


def check_differences(numbers: Numbers) -> Iterator[Check]:
    """Ask of every printed difference whether medians that print as its two can be so far apart.

    Yields
    ------
    Check
        One for each difference about the cohort, in months where it is a time.
    """
    of = {name: difference.of for difference in numbers.relations.differences for name in difference.claims}
    for claim in numbers.claims:
        if claim.kind == "difference" and claim.scope == "cohort":
            yield _check(claim.id, of[claim.id], numbers) if claim.id in of else _unknown(claim.id)


def _check(name: str, of: tuple[str, str], numbers: Numbers) -> Check:
    printed, first, second = (numbers.months(each) for each in (name, *of))
    between = first.minus(second)
    outcome = Outcome.PASSED if between.meets(printed) else Outcome.FAILED
    steps = tuple(f"{numbers.print_of(each)} ({each}) allows {numbers.months(each)} months" for each in (*of, name))
    finding = f"The medians differ by {between} months; the printed difference allows {printed}."
    return Check(name, (name, *of), outcome, finding, steps)


def _unknown(name: str) -> Check:
    return Check(name, (name,), Outcome.UNCHECKED, "It is not said which two printed numbers it is of.")
