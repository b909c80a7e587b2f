"""Checks told on a terminal, and as plain data for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from mibg.published.checks.check import Check, Outcome
from mibg.published.checks.run import FAMILIES

_TOLD = (Outcome.FAILED, Outcome.NOTABLE)


def tell(checks: Sequence[Check]) -> str:
    """Tell how checks came out: a line a family, then each that failed or is notable with its arithmetic.

    Parameters
    ----------
    checks : sequence of Check
        Of one paper.

    Returns
    -------
    str
        Lines of text without a newline at the end.
    """
    grave = [check for outcome in _TOLD for check in checks if check.outcome == outcome]
    lines = [line for check in grave for line in _lines(check)]
    return "\n".join([f"{len(checks)} checks: {_counts(checks)}", *_families(checks), *lines])


def as_data(check: Check) -> dict[str, Any]:
    """Write a check as plain data: its id, and everything on it but the name."""
    content = {key: value for key, value in asdict(check).items() if key != "name"}
    return {"id": check.id, **content, "claims": list(check.claims), "steps": list(check.steps)}


def _families(checks: Sequence[Check]) -> Iterator[str]:
    for family in FAMILIES:
        found = [check for check in checks if check.family == family.name]
        yield f"  {family.title}: {_counts(found) if found else 'nothing to check'}"


def _counts(checks: Sequence[Check]) -> str:
    counts = Counter(check.outcome for check in checks)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]) or "none"


def _lines(check: Check) -> Iterator[str]:
    yield ""
    yield f"{check.outcome}: {check.about}: {check.finding} [{check.id}]"
    yield from (f"    {step}" for step in check.steps)
    if check.assumption:
        yield f"    taken for granted: {check.assumption}"
