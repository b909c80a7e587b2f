"""A paper of a few claims, for checks that can be followed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mibg.published import Claim, Claims, parse_printed
from mibg.published.checks import Check, Relations, run_checks


def claim(name: str, printed: str, unit: str = "patients", of: int | None = None, **more: str) -> Claim:
    kinds = {"patients": "count", "%": "percentage", "p": "p_value"}
    kind, statistic = more.get("kind", kinds.get(unit, "quantity")), more.get("statistic", name)
    return Claim(name, "results", 1, name, printed, unit, of, kind, "cohort", statistic, None, parse_printed(printed))


def paper(*claims: Claim) -> Claims:
    return Claims({each.id: each for each in claims}, {})


def found(family: str, claims: Claims, **relations: Any) -> Mapping[str, Check]:
    """Checks of one family, by name."""
    return {check.name: check for check in run_checks(claims, Relations(**relations)) if check.family == family}
