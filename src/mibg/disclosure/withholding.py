"""Why an estimate may not be shown: each reason is a check of its own."""

from __future__ import annotations

import re
from typing import Final

from mibg.estimate import Estimate

NO_PATIENTS: Final = frozenset({"claims", "reconstructions"})
SPECIFICATIONS: Final = "specifications"
"""Unit of their number, and part of what sums them up: those left in depend on single patients, and so does both."""
COUNTED: Final = frozenset({"patients", "administrations"})
COMPARED: Final = frozenset({"p", "ratio", "log odds"})
_MEASURED: Final = "mibg.description.averages."
_CONTRAST: Final = re.compile(r"\b(?:differences?|minus|emulated)\b|_difference", re.IGNORECASE)
_NOBODY: Final = re.compile(r"\b(?:nobody|no|none|nothing|never|only|alone|without)\b", re.IGNORECASE)
STEPS: Final = {"years": 0.1, "months": 1.0, "days": 30.0, "MBq": 100.0, "log odds": 0.1}
"""By unit of what is measured: to which multiple of it a value that is shown is rounded."""


def why_withheld(estimate: Estimate, least: int) -> str | None:
    """Give the reason why an estimate may not be shown; None where it may."""
    checks = _WITHOUT_VALUE if estimate.value is None else _CHECKS
    return next((why for check in checks if (why := check(estimate, least)) is not None), None)


def _too_few(estimate: Estimate, least: int) -> str | None:
    if estimate.n <= least:
        return f"it rests on {least} patients or fewer"
    if estimate.events is not None and estimate.events <= least:
        return f"it rests on {least} events or fewer"
    return None


def _unequal(estimate: Estimate, least: int) -> str | None:
    few = estimate.smallest is not None and estimate.smallest <= least
    return f"one of its groups has {least} patients or events, or fewer" if few else None


def _unknown_groups(estimate: Estimate, _: int) -> str | None:
    """A comparison, or what neither is measured nor counts what it rests on, has to tell its smallest group.

    So has what has no value for some reason: the reason may be that a group is empty.
    """
    uncounted = estimate.events is None and "count" not in estimate.parts
    measured = estimate.value is not None and estimate.function.startswith(_MEASURED)
    bare = uncounted and not measured and (estimate.value is None or estimate.unit in {*STEPS, "%"})
    unknown = (bare or _compares(estimate) or SPECIFICATIONS in estimate.parts) and estimate.smallest is None
    return "how few its smallest group has is not known" if unknown else None


def _compares(estimate: Estimate) -> bool:
    """Whether it is a comparison, by its unit or by the words of its method."""
    return estimate.unit in COMPARED or _CONTRAST.search(f"{estimate.convention} {estimate.function}") is not None


def _tells_of_nobody(estimate: Estimate, least: int) -> str | None:
    """A reason that nobody is left, whatever the groups have, by its words."""
    told = _NOBODY.search(estimate.reason or "")
    return f"why it has no value may tell of {least} patients or fewer" if told else None


def _cell(estimate: Estimate, least: int) -> str | None:
    if estimate.unit in COUNTED and (estimate.value or 0) <= least:
        return f"it counts {least} patients or fewer"
    count = estimate.parts.get("count")
    if estimate.unit == "%" and count is not None and not least < count < estimate.n - least:
        return f"it is true, or untrue, of {least} patients or fewer"
    return None


def _single_values(estimate: Estimate, least: int) -> str | None:
    if estimate.unit not in STEPS or estimate.unit in COMPARED:
        return None
    sizes = (estimate.n, estimate.events, estimate.smallest)
    seen = min(size for size in sizes if size is not None)
    needed = (4 if "q1" in estimate.parts else 2) * least
    return f"it rests on fewer than {needed} values" if seen < needed else None


def _no_rule(estimate: Estimate, _: int) -> str | None:
    if estimate.unit == "year":
        return "the first and the last belong to single patients"
    if estimate.unit == SPECIFICATIONS:
        return "it moves as single patients do"
    known = {*STEPS, *COUNTED, *COMPARED, "%", "deaths"}
    return None if estimate.unit in known else "no rule says how it can be shown"


_WITHOUT_VALUE: Final = (_too_few, _unequal, _unknown_groups, _tells_of_nobody, _no_rule)
_CHECKS: Final = (_too_few, _unequal, _unknown_groups, _cell, _single_values, _no_rule)
