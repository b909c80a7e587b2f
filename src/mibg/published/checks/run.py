"""All families of checks over all claims they apply to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from mibg.published.checks.check import Check
from mibg.published.checks.differences import check_differences
from mibg.published.checks.granularity import check_granularity
from mibg.published.checks.partitions import check_partitions
from mibg.published.checks.relations import Relations
from mibg.published.checks.repeated import check_repeated
from mibg.published.claims import Claims

_FAMILIES: Final[tuple[Callable[[Claims, Relations], Iterator[Check]], ...]] = (
    check_granularity,
    check_repeated,
    check_partitions,
    check_differences,
)


def run_checks(claims: Claims, relations: Relations) -> tuple[Check, ...]:
    """Run every family over every claim it can apply to.

    Parameters
    ----------
    claims : Claims
        Of a paper.
    relations : Relations
        Of the same paper.
    """
    return tuple(check for family in _FAMILIES for check in family(claims, relations))
