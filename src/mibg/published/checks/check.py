"""What a check is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a check came out."""

    PASSED = "passed"
    FAILED = "failed"
    WITHOUT_POWER = "without power"
    UNCHECKED = "could not be checked"


@dataclass(frozen=True)
class Check:
    """One check of claims against each other.

    Parameters
    ----------
    family : str
        Kind of check: ``granularity``, ``repeated``, ``partition`` or ``difference``.
    claims : tuple of str
        Ids of the claims it is about.
    outcome : Outcome
        A check that could not have failed is without power, not passed.
    finding : str
        One sentence with the numbers in it, by which its arithmetic can be followed by hand.
    assumption : str or None
        What had to be assumed, where the paper does not print it.
    """

    family: str
    claims: tuple[str, ...]
    outcome: Outcome
    finding: str
    assumption: str | None = None
