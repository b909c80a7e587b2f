"""Names on either side: every statistic that a claim names is recorded, and every record is expected."""

from __future__ import annotations

from collections.abc import Iterator, Set

from mibg.faults import Fault
from mibg.published.claim_faults import FILE
from mibg.published.claims import Claims

_TO_COME = "to-come.txt"


def unresolved(claims: Claims, printed: Set[str], own: Set[str]) -> Iterator[Fault]:
    """Find the names that are unresolved between claims and records.

    Parameters
    ----------
    claims : Claims
        With the list of statistics to come.
    printed : set of str
        Statistics recorded as printed in the paper.
    own : set of str
        Statistics recorded as not printed there.

    Yields
    ------
    Fault
        One for each name.
    """
    named = {claim.statistic for claim in claims if claim.statistic}
    for claim in claims:
        if claim.statistic and claim.statistic not in printed | own | claims.to_come:
            problem = f"claim {claim.id} names a statistic that no notebook records"
            yield Fault(FILE, problem, f"record it or list it in {_TO_COME}", None, "statistic", claim.statistic)
    for name in sorted(printed - named):
        yield Fault("notebooks", f"{name} is recorded and no claim names it", "record it as one of our own")
    for name in sorted(own & named):
        yield Fault("notebooks", f"{name} is recorded as not printed, yet a claim names it", "record it as printed")
    for name in sorted(claims.to_come & (printed | own)):
        yield Fault(_TO_COME, f"{name} is recorded already", "take it off the list")
    for name in sorted(claims.to_come - named):
        yield Fault(_TO_COME, f"no claim names {name}", "take it off the list")
