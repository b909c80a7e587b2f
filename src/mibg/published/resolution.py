"""Names on either side: every statistic that a claim names is recorded, and every record is expected."""

from __future__ import annotations

from collections.abc import Iterator, Set

from mibg.faults import Fault
from mibg.published.claim_faults import FILE
from mibg.published.claims import Claims


def unresolved(claims: Claims, printed: Set[str], own: Set[str]) -> Iterator[Fault]:
    """Find the names that are unresolved between claims and records.

    Parameters
    ----------
    claims : Claims
        Of the paper.
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
        if claim.statistic and claim.statistic not in printed | own:
            problem = f"claim {claim.id} names a statistic that no notebook records"
            yield Fault(
                FILE, problem, "record it, or give the reason why none is possible", None, "statistic", claim.statistic
            )
    for name in sorted(printed - named):
        yield Fault("notebooks", f"{name} is recorded and no claim names it", "record it as one of our own")
    for name in sorted(own & named):
        yield Fault("notebooks", f"{name} is recorded as not printed, yet a claim names it", "record it as printed")
