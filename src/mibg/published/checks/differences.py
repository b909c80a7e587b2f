"""Differences: a printed difference must be that of two printed medians."""

from __future__ import annotations

from collections.abc import Iterator

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.ranges import Range, range_of
from mibg.published.checks.relations import Relations
from mibg.published.claims import Claims

_UNIT = "months"


def check_differences(claims: Claims, relations: Relations) -> Iterator[Check]:
    """Ask of every printed difference whether medians that print as theirs can be so far apart.

    Parameters
    ----------
    claims : Claims
        Of the paper.
    relations : Relations
        Say which difference is of which medians.

    Yields
    ------
    Check
        One for each difference, in months.
    """
    for names in relations.differences:
        difference, first, second = (
            range_of(claim.parts[0], claim.unit, _UNIT) for claim in (claims.by_id[name] for name in names)
        )
        assert None not in (first.low, first.high, second.low, second.high), "medians are printed with two limits"
        between = Range(first.low - second.high, first.high - second.low)  # type: ignore[operator]
        outcome = Outcome.PASSED if between.meets(difference) else Outcome.FAILED
        finding = f"Medians of {first} and {second} {_UNIT} differ by {between}; printed are {difference}."
        yield Check("difference", names, outcome, finding)
