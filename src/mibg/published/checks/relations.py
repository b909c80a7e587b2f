"""Relations: how the claims of one paper bear on one another, as declared beside them."""

from __future__ import annotations

from dataclasses import dataclass

from mibg.published.checks.declared import (
    Comparison,
    Curve,
    Denominator,
    Difference,
    NotShares,
    Order,
    Same,
    Subset,
    Sum,
    Union,
)


@dataclass(frozen=True)
class Relations:
    """The declared relations of one paper; each kind is explained where it is declared.

    Parameters
    ----------
    denominators : tuple of Denominator
        How many patients claims are about.
    not_shares : tuple of NotShares
        Percentages that are not a count over a number of patients.
    partitions, missing, described : tuple of Sum
        Parts that make up a whole; the seen and the missing; cases described of those announced.
    unions, subsets, orders, same, differences, curves, comparisons : tuple
        See `mibg.published.checks.declared`.
    """

    denominators: tuple[Denominator, ...] = ()
    not_shares: tuple[NotShares, ...] = ()
    partitions: tuple[Sum, ...] = ()
    missing: tuple[Sum, ...] = ()
    described: tuple[Sum, ...] = ()
    unions: tuple[Union, ...] = ()
    subsets: tuple[Subset, ...] = ()
    orders: tuple[Order, ...] = ()
    same: tuple[Same, ...] = ()
    differences: tuple[Difference, ...] = ()
    curves: tuple[Curve, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def denominator(self, claim: str) -> Denominator | None:
        """Give what is declared of the patients that a claim is about."""
        return next((each for each in self.denominators if claim in each.claims), None)

    def not_share(self, claim: str) -> str | None:
        """Say why a percentage is not a share of patients, if it is not."""
        return next((each.why for each in self.not_shares if claim in each.claims), None)
