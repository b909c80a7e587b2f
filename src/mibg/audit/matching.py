"""What of an estimate a printed number speaks of, in the unit of the print."""

from __future__ import annotations

from mibg.estimate import Estimate
from mibg.published import Claim
from mibg.units import convert


def matching(name: str, claim: Claim, estimate: Estimate) -> float | None:
    """Value of the estimate that a part of a claim speaks of.

    Parameters
    ----------
    name : str
        Of the part: ``value``, ``se``, ``q1``, …
    claim : Claim
        Its unit is that of the result; a printed number of patients is the count behind a share.
    estimate : Estimate
        With a value.

    Returns
    -------
    float or None
        None where the estimate has no such part.
    """
    if claim.unit == "patients" and estimate.unit == "%":
        return estimate.parts.get("count")
    value = {"value": estimate.value, "se": estimate.se, **estimate.parts}.get(name)
    if value is None or name == "count" or claim.unit == estimate.unit:
        return value
    return convert(value, estimate.unit, claim.unit)
