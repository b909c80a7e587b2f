"""How many claims lie within what their print allows, where a set of statistics is held against them."""

from __future__ import annotations

from collections.abc import Mapping

from mibg.audit.records import Record
from mibg.audit.verdict import Label, judge
from mibg.estimate import Estimate
from mibg.published import Claim, Claims


def within(claim: Claim, estimate: Estimate) -> bool:
    """Whether an estimate lies in every interval that the printed numbers of a claim allow, whatever its data are."""
    return judge(claim, Record(claim.id, estimate), "original").label is Label.REPRODUCED


def agreement(estimates: Mapping[str, Estimate], claims: Claims) -> Estimate:
    """Count the claims that statistics agree with.

    Parameters
    ----------
    estimates : mapping of str to Estimate
        By the id that claims name.
    claims : Claims
        Those that name one of them are asked.

    Returns
    -------
    Estimate
        Unit ``claims``: how many lie within what their print allows, of `n` asked; one that the data give no estimate
        for does not.
    """
    asked = [within(claim, estimate) for name, estimate in estimates.items() for claim in claims.naming(name)]
    convention, function = "Claims within what their print allows", "mibg.audit.agreement.agreement"
    if not asked:
        return Estimate(None, "claims", 0, convention, function, reason="no claim names any of these statistics")
    return Estimate(float(sum(asked)), "claims", len(asked), convention, function)
